package org.computetrends.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TimeScale;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.ReportingDelayEstimator;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.evaluate.ReportingRule;
import org.computetrends.evaluate.ThresholdCounter;
import org.computetrends.evaluate.VintageComparator;
import org.computetrends.population.Selection;

/** Reads how late values are reported. */
final class ReportingReader {
    private static final int MOST_YEARS = 100;
    private static final int MOST_MONTHS = 12 * MOST_YEARS;

    private final SettingsReader reporting;
    private final SettingsReader thresholds;
    private final Vocabulary vocabulary;
    private final List<Metric> metrics;

    ReportingReader(SettingsReader root, Vocabulary vocabulary) {
        this.reporting = root.section("reporting");
        this.thresholds = root.section("threshold-counts");
        this.vocabulary = vocabulary;
        this.metrics = List.copyOf(vocabulary.metrics().values());
    }

    ReportingEstimator reporting(TimeScale timeScale) {
        return new ReportingEstimator(
                metrics,
                timeScale,
                new ReportingRule(
                        (int) reporting.integer("usual-years", 1, MOST_YEARS),
                        reporting.number("under-reported-below", 0, 1)));
    }

    KnowledgeEstimator knowledge(Selection selection, VintageComparator.Revisions revisions) {
        return new KnowledgeEstimator(
                metrics,
                selection,
                (int) reporting.integer("established-years", 1, MOST_YEARS),
                new ReportingDelayEstimator(metrics, delays(reporting.section("delays"), revisions)),
                new ThresholdCounter(thresholds()));
    }

    private static ReportingDelayEstimator.Settings delays(
            SettingsReader section, VintageComparator.Revisions revisions) {
        return new ReportingDelayEstimator.Settings(
                section.date("from"),
                section.wholeNumbers("ages-months", 0, MOST_MONTHS),
                revisions.seams(),
                revisions.identity());
    }

    private Map<String, List<Double>> thresholds() {
        Map<String, List<Double>> byMetric = new LinkedHashMap<>();
        for (String metric : thresholds.keys()) {
            vocabulary.requireMetric(thresholds, metric);
            byMetric.put(metric, thresholds.positiveNumbers(metric));
        }
        return byMetric;
    }
}
