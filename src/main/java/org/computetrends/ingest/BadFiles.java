package org.computetrends.ingest;

/** What a run does about unusable files in its input. */
public enum BadFiles {
    /** The run fails and lists them. */
    FAIL,
    /** They are skipped. Each becomes a row of the rejects table. */
    SKIP
}
