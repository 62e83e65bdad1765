package org.computetrends.domain;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Why a row, one value of it, or a whole file, was rejected. The order determines the sets below. */
public enum RejectReason {
    /** The dataset has a column of vintages, but the row has no vintage. */
    MISSING_VINTAGE,
    /** The vintage lists all releases, but only notable ones are compared, and the source does not flag this one. */
    OUT_OF_SCOPE,
    /** The source marks the row for exclusion. */
    MARKED_EXCLUDED,
    /** The row has no name. */
    MISSING_NAME,
    /** The row has no date. */
    MISSING_DATE,
    /** The row is dated after its vintage. */
    DATE_AFTER_VINTAGE,
    /** The row is dated before the earliest plausible date. */
    DATE_TOO_EARLY,
    /** The row repeats another. */
    DUPLICATE_RELEASE,
    /** The value is zero or below; its release is kept. */
    NON_POSITIVE,
    /** The value is infinite or not a number; its release is kept. */
    NON_FINITE,
    /** The value has an excluded confidence label; its release is kept. */
    EXCLUDED_CONFIDENCE,
    /** The value cannot be read; its release is kept. */
    UNREADABLE,
    /** The file is not Parquet, or is truncated: none of its rows was read. */
    UNREADABLE_FILE,
    /** The file lacks a required column, or has one of a wrong type: none of its rows was read. */
    FOREIGN_SCHEMA;

    /**
     * Reasons for which synthetic rows can be rejected. They concern the content of a row, not its vintage, its scope,
     * a mark of the source or a whole file.
     */
    public static final Set<RejectReason> OF_SYNTHETIC_ROWS =
            Collections.unmodifiableSet(EnumSet.range(MISSING_NAME, UNREADABLE));

    /** Reasons that reject a whole row. */
    public static final Set<RejectReason> OF_WHOLE_ROWS =
            Collections.unmodifiableSet(EnumSet.range(MISSING_VINTAGE, DUPLICATE_RELEASE));
}
