package org.computetrends.job;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.evaluate.MatchedVintage;
import org.computetrends.evaluate.Nowcaster;
import org.computetrends.ingest.BenchmarkIndexReader;
import org.computetrends.population.LoadedVintages;
import org.computetrends.table.PublishedTables;

/**
 * Estimates of unknown compute.
 *
 * @param result the estimates and their scores; empty if no table needs them, or not all releases are in memory
 * @param digest a digest of their inputs other than vintages and settings
 * @param warnings how many names of the benchmark index are in the vintage
 */
record Nowcasts(Nowcaster.Result result, List<String> files, String digest, List<String> warnings) {
    /**
     * The benchmark index by name; empty if no file is set. A faulty file is an error even where its index is not used.
     */
    static Map<String, Double> index(SparkSession session, TrendConfig config) {
        return config.nowcasts()
                .companion()
                .filter(companion -> isPublished(config))
                .map(companion -> companion.read(session))
                .orElse(Map.of());
    }

    private static boolean isPublished(TrendConfig config) {
        return config.publishing().includesAny(PublishedTables.NOWCASTS, PublishedTables.NOWCAST_SCORES);
    }

    /** @param earlierVintages the vintages before the one analysed, where their releases are in memory */
    static Nowcasts of(
            Map<String, Double> index,
            TrendConfig config,
            LoadedVintages vintages,
            List<MatchedVintage> earlierVintages) {
        if (!isPublished(config)) {
            return new Nowcasts(Nowcaster.Result.NONE, List.of(), "", List.of());
        }
        List<String> files = config.nowcasts().companion().map(BenchmarkIndexReader::file).stream()
                .toList();
        Nowcaster.Result result = vintages.own()
                .map(own -> config.nowcasts().nowcaster().nowcast(own, earlierVintages, index))
                .orElse(Nowcaster.Result.NONE);
        return new Nowcasts(
                result,
                files,
                index.isEmpty() ? "" : index.toString(),
                files.stream()
                        .filter(file -> vintages.own().isPresent())
                        .map(file -> file + ": of the names with a value, " + result.matched()
                                + " are releases of vintage " + vintages.analysed() + " and " + result.unmatched()
                                + " are not")
                        .toList());
    }
}
