package org.computetrends.domain;

/** Why a row, or one value of it, was rejected. */
public enum RejectReason {
    MISSING_NAME(Scope.ROW),
    MISSING_DATE(Scope.ROW),
    DATE_AFTER_VINTAGE(Scope.ROW),
    DATE_TOO_EARLY(Scope.ROW),
    DUPLICATE_RELEASE(Scope.ROW),
    NON_POSITIVE(Scope.VALUE),
    NON_FINITE(Scope.VALUE),
    EXCLUDED_CONFIDENCE(Scope.VALUE),
    UNREADABLE(Scope.VALUE);

    /** What a reason takes away. */
    public enum Scope {
        /** The whole row. */
        ROW,
        /** One value; the release stays. */
        VALUE
    }

    private final Scope scope;

    RejectReason(Scope scope) {
        this.scope = scope;
    }

    /** What it takes away. */
    public Scope scope() {
        return scope;
    }
}
