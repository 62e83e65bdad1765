package org.computetrends.domain;

/** What becomes of low outliers outside the regular-scale cohort, which they always leave. */
public enum OutlierRule {
    KEEP,
    DROP
}
