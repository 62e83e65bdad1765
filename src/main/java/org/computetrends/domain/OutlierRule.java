package org.computetrends.domain;

/** The treatment of low outliers in cohorts other than regular scale, which always excludes them. */
public enum OutlierRule {
    KEEP,
    DROP
}
