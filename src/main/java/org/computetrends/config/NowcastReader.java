package org.computetrends.config;

import java.util.List;
import java.util.Optional;
import org.computetrends.domain.Blanks;
import org.computetrends.evaluate.Nowcaster;
import org.computetrends.ingest.BenchmarkIndexReader;
import org.computetrends.population.Selection;

/** Reads how unknown compute is estimated: from which metrics, and from which benchmark index (a file of scores). */
record NowcastReader(SettingsReader root, Vocabulary vocabulary) {
    /** The most metrics. Each subset of metrics has a regression, so each metric doubles the number of regressions. */
    private static final int MOST_METRICS = 6;

    TrendConfig.Nowcasts nowcasts(String compute, Selection selection, Blanks blanks) {
        SettingsReader section = root.section("nowcasts");
        List<String> metrics = vocabulary.metricNames(section, "metrics");
        if (metrics.size() > MOST_METRICS
                || metrics.contains(compute)
                || metrics.stream().distinct().count() < metrics.size()) {
            section.fault(
                    "metrics",
                    metrics.toString(),
                    "must be at most " + MOST_METRICS + " different metrics, without " + compute);
        }
        SettingsReader companion = section.section("companion");
        String nameColumn = companion.filledText("name-column");
        String valueColumn = companion.filledText("value-column");
        return new TrendConfig.Nowcasts(
                new Nowcaster(
                        new Nowcaster.Settings(
                                compute, metrics, vocabulary.eraScheme(), companion.texts("imputed-from-benchmarks")),
                        selection),
                Optional.ofNullable(companion.optionalText("file"))
                        .map(file -> new BenchmarkIndexReader(file, nameColumn, valueColumn, blanks)));
    }
}
