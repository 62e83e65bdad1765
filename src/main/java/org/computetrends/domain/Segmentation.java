package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Which populations are made of releases, and by which rules.
 *
 * @param rules the rules that make populations
 * @param metrics what is measured
 * @param eraScheme the eras that every date falls into at most one of, in order
 * @param trends the trends asked for; a cohort may stand for each value of an attribute
 */
public record Segmentation(
        PopulationRules rules, List<Metric> metrics, List<Era> eraScheme, List<TrendSpecification> trends) {

    public Segmentation {
        metrics = List.copyOf(metrics);
        eraScheme = List.copyOf(eraScheme);
        trends = List.copyOf(trends);
    }

    /**
     * With trends ended at a date of their metric, where there is one; ranks, records and scale stay as they are. A trend
     * whose era begins no earlier is left alone.
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
