package org.computetrends.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The populations of all trends: aggregated by date and by organization, and single observations of small ones. The
 * package {@code fit} needs nothing else of releases. The package {@code population} implements this for releases in
 * memory, and {@code select} for large inputs. A trend is given by its index in the list of trends.
 */
public interface TrendPopulations {

    /** Two trends, given by their indices, whose common releases form a population. */
    record Overlap(int first, int second) {}

    /** The population of each trend, followed by the population of each overlap; any may be empty. */
    List<TrendCells> cells(List<Overlap> overlaps);

    /** Whether the single observations of a trend are in memory. {@link #points} requires this. */
    boolean isInMemory(int trend);

    /**
     * The clusters of each trend. Each release without an organization is a cluster, except in {@code groupedByDate}.
     *
     * @param groupedByDate the trends in which all releases of a date without an organization are one cluster: trends
     *     too large for memory, and trends that are compared with them
     */
    List<TrendClusters> clusters(Set<Integer> groupedByDate);

    /** The observations of some trends, each in {@linkplain ObservedPoint#ORDER order}. */
    Map<Integer, List<ObservedPoint>> points(Set<Integer> trends);
}
