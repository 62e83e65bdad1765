package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Which trends to select releases for, and the rules by which a release belongs to a trend.
 *
 * @param eraScheme disjoint eras, in order
 * @param trends the configured trends; a cohort may be a wildcard for the values of an attribute
 */
public record Segmentation(
        PopulationRules rules, List<Metric> metrics, List<Era> eraScheme, List<TrendSpecification> trends) {

    public Segmentation {
        metrics = List.copyOf(metrics);
        eraScheme = List.copyOf(eraScheme);
        trends = List.copyOf(trends);
    }

    /**
     * This segmentation, in which each trend ends at its metric's date, if it has one. Ranks, records and scale do not
     * change. Trends whose era begins at or after that date are unchanged.
     */
    public Segmentation endedAt(Map<String, LocalDate> endByMetric) {
        return new Segmentation(
                rules,
                metrics,
                eraScheme,
                trends.stream()
                        .map(trend ->
                                trend.endedAt(endByMetric.get(trend.metric().id())))
                        .toList());
    }
}
