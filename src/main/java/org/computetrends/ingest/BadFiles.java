package org.computetrends.ingest;

/** What a run does about unusable files in its input. */
public enum BadFiles {
    /** The run fails and lists the files. */
    FAIL,
    /** The run skips the files. Each becomes a row of the rejects table. */
    SKIP
}
