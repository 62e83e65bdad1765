package org.computetrends.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The populations of all trends, identified by the trends' ordinals: by date, by organization and, if small enough, as
 * individual observations. They suffice for fits of any number of releases. {@code population} makes them of releases in
 * memory, {@code select} of scans; {@code fit} reads them.
 */
public interface TrendPopulations {

    /**
     * Two trends by their ordinals.
     *
     * @param first the ordinal of the first trend
     * @param second the ordinal of the second trend
     */
    record Overlap(int first, int second) {}

    /** The cells of each trend, followed by the cells of each overlap's common releases; they may be empty. */
    List<TrendCells> cells(List<Overlap> overlaps);

    /** Whether {@link #points} has the observations of a trend, provided that they are within the fit's limit. */
    boolean isInMemory(int trend);

    /**
     * The clusters of each trend. A release without an organization is its own cluster; in a large trend, such releases of
     * one date form one cluster.
     *
     * @param large the trends too large to keep in memory, and the trends that comparisons link to them
     */
    List<TrendClusters> clusters(Set<Integer> large);

    /** The observations of some trends, each in {@linkplain ObservedPoint#ORDER order}. */
    Map<Integer, List<ObservedPoint>> points(Set<Integer> trends);
}
