package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The configured trends, and the rules by which a release belongs to a trend.
 *
 * @param eraScheme disjoint eras, in order
 * @param trends cohorts may have wildcards: see {@link Cohort#expandWildcards}
 */
public record Segmentation(
        PopulationRules rules, List<Metric> metrics, List<Era> eraScheme, List<TrendSpecification> trends) {

    public Segmentation {
        metrics = List.copyOf(metrics);
        eraScheme = List.copyOf(eraScheme);
        trends = List.copyOf(trends);
    }

    /**
     * A copy in which each trend ends on the date given for its metric. A trend is unchanged if its metric has no date,
     * or if its era begins on that date or later. Ranks, records and scale do not change.
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
