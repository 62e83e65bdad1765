package org.computetrends.ingest;

/** What becomes of a run whose input has files that cannot be used among those that can. */
public enum BadFiles {
    /** The run ends and names them. */
    FAIL,
    /** They are left out, and each is a row of the rejects table. */
    SKIP
}
