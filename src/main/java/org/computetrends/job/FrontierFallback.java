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
 * What a run does with a vintage that is too large to be in memory: the rules by which its frontiers are kept, and
 * warnings about rows that the published tables lack.
 */
record FrontierFallback(TrendConfig config) {
    /**
     * The frontiers and records that later stages select, so that their releases are kept; none if no stage needs them.
     */
    FrontierRules rules(SparkSession session) {
        if (!NeededVintages.of(config).includeAnalysed()) {
            return FrontierRules.NONE;
        }
        List<FrontierRules.Request> frontiers =
                new ArrayList<>(config.knowledge().requests());
        frontiers.addAll(config.backtest().requests());
        frontiers.addAll(config.sensitivity().requests());
        frontiers.addAll(new VintageHistory(session, config).requests());
        return FrontierRules.of(frontiers);
    }

    /** The releases of a vintage that the rules keep; empty if there are too many. */
    Optional<LoadedVintage> frontier(LoadedVintage vintage, FrontierRules rules) {
        FrontierReleases.Settings settings = new FrontierReleases.Settings(
                rules,
                config.metrics().stream().map(Metric::id).toList(),
                config.curation().earliestDate(),
                vintage.vintage(),
                config.sizes().releases());
        return FrontierReleases.of(settings, vintage.releases()).vintage();
    }

    /**
     * A sentence for each way in which published tables lack rows.
     *
     * @param releases how many the vintage has
     * @param rankedReleases the part that is in memory; empty if there was no room for it
     */
    List<String> warnings(long releases, Optional<LoadedVintage> rankedReleases) {
        List<String> lacking = lacking(
                rankedReleases.isPresent() && config.segmentation().rules().outliers() == OutlierRule.KEEP);
        if (lacking.isEmpty()) {
            return lacking;
        }
        List<String> warnings = new ArrayList<>(List.of(String.format(
                Locale.ROOT,
                "the input has %d releases, and scale.driver-megabytes = %d has room for %d: what needs all releases in"
                        + " memory is left out",
                releases,
                config.sizes().driverMegabytes(),
                config.sizes().releases())));
        warnings.addAll(lacking);
        return warnings;
    }

    /**
     * @param areRanked whether frontier and record can be selected: their releases are in memory, and low outliers are
     *     kept: to recognize them takes all values
     */
    private List<String> lacking(boolean areRanked) {
        List<String> warnings = new ArrayList<>();
        publishedNames(
                        PublishedTables.SENSITIVITY,
                        PublishedTables.FORECASTS,
                        PublishedTables.FORECAST_CROSSINGS,
                        PublishedTables.FORECAST_SENSITIVITY,
                        PublishedTables.BACKTESTS,
                        PublishedTables.BACKTEST_SUMMARY,
                        PublishedTables.CLAIMS)
                .ifPresent(tables -> warnings.add((areRanked
                                ? "only rows of the cohorts frontier and record, with low outliers kept, since all"
                                        + " others need all releases in memory: "
                                : "no rows of the vintage's releases, since frontier and record need populations.low-outliers ="
                                        + " keep, and memory for the largest releases: ")
                        + tables));
        publishedNames(PublishedTables.ODDS)
                .ifPresent(tables -> warnings.add("no odds of the event in_database, since reporting delays need all"
                        + " releases in memory: " + tables));
        publishedNames(PublishedTables.THRESHOLD_COUNTS, PublishedTables.LEADS)
                .ifPresent(tables -> warnings.add(
                        "no rows of the vintage analysed, since they need all releases in memory: " + tables));
        publishedNames(
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
                        PublishedTables.RESOURCE_ESTIMATES)
                .ifPresent(tables -> warnings.add("no rows, since they need all releases in memory: " + tables));
        publishedNames(PublishedTables.WHAT_IFS, PublishedTables.GENERATIONS)
                .ifPresent(tables -> warnings.add("no cost, power, duration or energy, since resource fits need all"
                        + " releases in memory: " + tables));
        return List.copyOf(warnings);
    }

    private Optional<String> publishedNames(PublishedTables... tables) {
        return Stream.of(tables)
                .map(PublishedTables::id)
                .filter(config.publishing().tables()::contains)
                .reduce((names, name) -> names + ", " + name);
    }
}
