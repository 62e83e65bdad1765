package org.computetrends.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.evaluate.MatchedVintage;
import org.computetrends.evaluate.Nowcaster;
import org.computetrends.ingest.BenchmarkIndexReader;
import org.computetrends.population.LoadedVintages;
import org.computetrends.table.PublishedTables;

/**
 * Estimates of the unknown training compute of releases, with the benchmark index that they use: benchmark scores by
 * the name of the release.
 *
 * @param result the estimates and their scores; empty if no table needs them, or not all releases are in memory
 * @param files the file of the benchmark index; empty if none is set or no table needs it
 * @param identity the benchmark index as text, on which the run's id depends; an empty text without an index
 * @param warnings a sentence on how many names of the benchmark index are of releases; empty without file or result
 */
record Nowcasts(Nowcaster.Result result, List<String> files, String identity, List<String> warnings) {
    /** Reads the benchmark index by name; empty if no file is set, or no table needs it. */
    static Map<String, Double> readIndex(SparkSession session, TrendConfig config) {
        return config.nowcasts()
                .benchmarkIndex()
                .filter(index -> isPublished(config))
                .map(index -> index.read(session))
                .orElse(Map.of());
    }

    private static boolean isPublished(TrendConfig config) {
        return config.publishing().includesAny(PublishedTables.NOWCASTS, PublishedTables.NOWCAST_SCORES);
    }

    /**
     * Makes the estimates, if a table needs them.
     *
     * @param earlierVintages the vintages in memory before the one analysed
     */
    static Nowcasts of(
            Map<String, Double> index,
            TrendConfig config,
            LoadedVintages vintages,
            List<MatchedVintage> earlierVintages) {
        if (!isPublished(config)) {
            return new Nowcasts(Nowcaster.Result.NONE, List.of(), "", List.of());
        }
        List<String> files = config.nowcasts().benchmarkIndex().map(BenchmarkIndexReader::file).stream()
                .toList();
        Optional<Nowcaster.Result> result = vintages.completeAnalysed()
                .map(analysed -> config.nowcasts().nowcaster().nowcast(analysed, earlierVintages, index));
        return new Nowcasts(
                result.orElse(Nowcaster.Result.NONE),
                files,
                index.isEmpty() ? "" : index.toString(),
                result.stream()
                        .flatMap(found -> files.stream()
                                .map(file -> file + ": of the names with a value, " + found.matched()
                                        + " are releases of vintage " + vintages.analysedDate() + " and "
                                        + found.unmatched()
                                        + " are not"))
                        .toList());
    }
}
