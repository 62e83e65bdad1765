package org.computetrends.domain;

/** Whether cohorts include {@linkplain Scale#LOW_OUTLIER low outliers}. Cohorts by scale never do. */
public enum OutlierRule {
    KEEP,
    DROP
}
