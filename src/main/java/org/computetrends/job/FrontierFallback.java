package org.computetrends.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.population.FrontierReleases;
import org.computetrends.population.FrontierRules;
import org.computetrends.population.LoadedVintage;
import org.computetrends.table.PublishedTables;

/**
 * Replaces a vintage that is too large for memory by its releases on frontiers and records. Also warns about the rows
 * that published tables then lack.
 */
record FrontierFallback(TrendConfig config) {
    /** The rules of all frontiers and records that later stages select; empty if none needs the vintage analysed. */
    FrontierRules neededRules(SparkSession session) {
        if (!TableNeeds.of(config).analysedVintage()) {
            return FrontierRules.NONE;
        }
        List<FrontierRules.Request> requests =
                new ArrayList<>(config.knowledge().requests());
        requests.addAll(config.backtest().requests());
        requests.addAll(config.sensitivity().requests());
        requests.addAll(new VintageHistory(session, config).requests());
        return FrontierRules.of(requests);
    }

    /** The releases of a vintage that are on a frontier or record of the rules; empty if there are too many. */
    Optional<LoadedVintage> frontierReleases(LoadedVintage vintage, FrontierRules rules) {
        FrontierReleases.Settings settings = new FrontierReleases.Settings(
                rules,
                config.metrics().stream().map(Metric::id).toList(),
                config.curation().earliestDate(),
                vintage.vintage(),
                config.sizes().releases());
        return FrontierReleases.of(settings, vintage.releases()).vintage();
    }

    /**
     * The reason in a first sentence, then a sentence for each group of published tables that lack rows. Empty if no
     * published table lacks rows.
     *
     * @param releases the number of releases of the vintage
     * @param frontierReleases the releases on frontiers and records; empty if even they were too many
     */
    List<String> warnings(long releases, Optional<LoadedVintage> frontierReleases) {
        List<String> lackingRows = lackingRows(
                frontierReleases.isPresent() && config.segmentation().rules().outliers() == OutlierRule.KEEP);
        if (lackingRows.isEmpty()) {
            return lackingRows;
        }
        String reason = String.format(
                Locale.ROOT,
                "the input has %d releases, and scale.driver-megabytes = %d has room for %d: what needs all releases in"
                        + " memory is left out",
                releases,
                config.sizes().driverMegabytes(),
                config.sizes().releases());
        return Stream.concat(Stream.of(reason), lackingRows.stream()).toList();
    }

    /**
     * @param areRanksKnown whether frontier and record can be selected. Their releases must be in memory, and the
     *     settings must keep low outliers, because recognizing an outlier takes all values
     */
    private List<String> lackingRows(boolean areRanksKnown) {
        String ranked = areRanksKnown
                ? "only rows of the cohorts frontier and record, with low outliers kept, since all"
                        + " others need all releases in memory: "
                : "no rows of the vintage's releases, since frontier and record need populations.low-outliers ="
                        + " keep, and memory for the largest releases: ";
        List<Optional<String>> sentences = List.of(
                lack(
                        ranked,
                        PublishedTables.SENSITIVITY,
                        PublishedTables.FORECASTS,
                        PublishedTables.FORECAST_CROSSINGS,
                        PublishedTables.FORECAST_SENSITIVITY,
                        PublishedTables.BACKTESTS,
                        PublishedTables.BACKTEST_SUMMARY,
                        PublishedTables.CLAIMS),
                lack(
                        "no odds of the event in_database, since reporting delays need all releases in memory: ",
                        PublishedTables.ODDS),
                lack(
                        "no rows of the vintage analysed, since they need all releases in memory: ",
                        PublishedTables.THRESHOLD_COUNTS,
                        PublishedTables.LEADS),
                lack(
                        "no rows, since they need all releases in memory: ",
                        PublishedTables.CONCENTRATION,
                        PublishedTables.FRONTIER_GAPS,
                        PublishedTables.THRESHOLD_REACHES,
                        PublishedTables.REPORTING,
                        PublishedTables.REPORTING_DELAYS,
                        PublishedTables.VINTAGE_CHANGES,
                        PublishedTables.VALUE_CHANGES,
                        PublishedTables.REVISIONS,
                        PublishedTables.TREND_HISTORY,
                        PublishedTables.NOWCASTS,
                        PublishedTables.NOWCAST_SCORES,
                        PublishedTables.RESOURCE_FITS,
                        PublishedTables.RESOURCE_ESTIMATES),
                lack(
                        "no cost, power, duration or energy, since resource fits need all releases in memory: ",
                        PublishedTables.WHAT_IFS,
                        PublishedTables.GENERATIONS));
        return sentences.stream().flatMap(Optional::stream).toList();
    }

    /** A sentence, then the names of the given tables that are published; empty if no given table is published. */
    private Optional<String> lack(String sentence, PublishedTables... tables) {
        return Stream.of(tables)
                .map(PublishedTables::id)
                .filter(config.publishing().tables()::contains)
                .reduce((names, name) -> names + ", " + name)
                .map(sentence::concat);
    }
}
