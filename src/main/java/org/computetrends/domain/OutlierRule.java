package org.computetrends.domain;

/** Whether cohorts have {@linkplain Scale#LOW_OUTLIER low outliers}. The regular-scale cohort never has. */
public enum OutlierRule {
    KEEP,
    DROP
}
