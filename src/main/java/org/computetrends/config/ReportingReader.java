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

/**
 * Reads how delays of reporting are estimated, and above which values releases are counted.
 *
 * @param reporting the section {@code reporting}
 * @param thresholds the section {@code threshold-counts}: by metric, the values above which releases are counted
 */
record ReportingReader(SettingsReader reporting, SettingsReader thresholds, Vocabulary vocabulary) {
    ReportingEstimator reportingEstimator(TimeScale timeScale) {
        return new ReportingEstimator(
                metrics(),
                timeScale,
                new ReportingRule(
                        reporting.wholeNumber("usual-years", 1, SettingsReader.MOST_YEARS),
                        reporting.number("under-reported-below", 0, 1)));
    }

    KnowledgeEstimator knowledge(Selection selection, VintageComparator.Revisions revisions) {
        SettingsReader delays = reporting.section("delays");
        return new KnowledgeEstimator(
                metrics(),
                selection,
                reporting.wholeNumber("established-years", 1, SettingsReader.MOST_YEARS),
                new ReportingDelayEstimator(
                        metrics(),
                        new ReportingDelayEstimator.Settings(
                                delays.date("from"),
                                delays.wholeNumbers("ages-months", 0, SettingsReader.MOST_MONTHS),
                                revisions.seams(),
                                revisions.identity())),
                new ThresholdCounter(thresholdsByMetric()));
    }

    private List<Metric> metrics() {
        return List.copyOf(vocabulary.metrics().values());
    }

    private Map<String, List<Double>> thresholdsByMetric() {
        Map<String, List<Double>> byMetric = new LinkedHashMap<>();
        for (String metric : thresholds.keys()) {
            vocabulary.requireMetric(thresholds, metric);
            byMetric.put(metric, thresholds.positiveNumbers(metric));
        }
        return byMetric;
    }
}
