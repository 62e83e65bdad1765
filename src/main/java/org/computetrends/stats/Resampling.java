package org.computetrends.stats;

/** What a bootstrap draws anew. */
public enum Resampling {
    /** Observations, with replacement: allows any spread, assumes independence. */
    PAIRS,
    /** Clusters, with replacement: allows dependence within clusters. */
    CLUSTER,
    /** The signs of clusters' residuals (Rademacher), or Webb's six points where clusters are few. */
    WILD
}
