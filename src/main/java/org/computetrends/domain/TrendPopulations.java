package org.computetrends.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The populations of all trends, told by the trends' ordinals: by date, by organization and, where they are small
 * enough, one by one. What a fit needs, whatever the number of releases.
 */
public interface TrendPopulations {

    /**
     * Two trends by their ordinals.
     *
     * @param first one
     * @param second another
     */
    record Overlap(int first, int second) {}

    /** The cells of each trend, and after them of what belongs to both trends of each overlap; empty ones included. */
    List<TrendCells> cells(List<Overlap> overlaps);

    /** Whether {@link #points} has the observations of a trend, if there are no more of them than the fit's limit. */
    boolean isHeld(int trend);

    /**
     * The clusters of each trend. A release without an organization is its own cluster; in a large trend, those of one
     * date stand together.
     *
     * @param large the trends too large to be held by observations, and those compared with one of them
     */
    List<TrendClusters> clusters(Set<Integer> large);

    /** The observations of some trends, each in {@linkplain ObservedPoint#ORDER order}. */
    Map<Integer, List<ObservedPoint>> points(Set<Integer> trends);
}
