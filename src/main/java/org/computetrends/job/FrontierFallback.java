package org.computetrends.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.population.FrontierReleases;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintage;
import org.computetrends.table.PublishedTables;

/** Keeps the releases on frontiers and records if a vintage is too large, and warns about rows that tables lack. */
record FrontierFallback(TrendConfig config) {
    /**
     * The selections of all frontiers and records that later stages need, claims of the history included. Empty if no
     * stage needs the vintage analysed.
     */
    FrontierSelections neededSelections(VintageHistory history) {
        if (!TableNeeds.of(config).analysedVintage()) {
            return FrontierSelections.NONE;
        }
        List<FrontierSelections.Request> requests =
                new ArrayList<>(config.knowledge().requests());
        requests.addAll(config.backtest().requests());
        requests.addAll(config.sensitivity().requests());
        requests.addAll(history.populationsOfClaims());
        return FrontierSelections.of(requests);
    }

    /** The releases of a vintage that are on a frontier or record of the selections; empty if there are too many. */
    Optional<LoadedVintage> frontierReleases(LoadedVintage vintage, FrontierSelections selections) {
        FrontierReleases.Settings settings = new FrontierReleases.Settings(
                selections,
                config.metrics().stream().map(Metric::id).toList(),
                config.curation().earliestDate(),
                vintage.vintage(),
                config.sizes().releases());
        return FrontierReleases.of(settings, vintage.releases()).vintage();
    }

    /**
     * The reason in a first sentence, then a sentence for each group of published tables that lack rows. Empty if none
     * does.
     *
     * @param releases the number of releases of the vintage
     * @param frontierReleases the releases on frontiers and records; empty if even they were too many
     */
    List<String> warnings(long releases, Optional<LoadedVintage> frontierReleases) {
        List<String> lackingRows =
                lackingRows(frontierReleases).stream().flatMap(Optional::stream).toList();
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

    private List<Optional<String>> lackingRows(Optional<LoadedVintage> frontierReleases) {
        // Recognizing a low outlier takes all values, so settings that drop them select no frontier.
        boolean canSelectFrontiers =
                frontierReleases.isPresent() && config.segmentation().rules().outliers() == OutlierRule.KEEP;
        List<Optional<String>> sentences = new ArrayList<>(List.of(
                sentence(
                        canSelectFrontiers
                                ? "only rows of the cohorts frontier and record, with low outliers kept, since all"
                                        + " others need all releases in memory: "
                                : "no rows of the vintage's releases, since frontier and record need"
                                        + " populations.low-outliers = keep, and memory for the largest releases: ",
                        PublishedTables.SENSITIVITY,
                        PublishedTables.FORECASTS,
                        PublishedTables.FORECAST_CROSSINGS,
                        PublishedTables.FORECAST_SENSITIVITY,
                        PublishedTables.BACKTESTS,
                        PublishedTables.BACKTEST_SUMMARY,
                        PublishedTables.CLAIMS),
                sentence(
                        "no odds of the event in_database, since reporting delays need all releases in memory: ",
                        PublishedTables.ODDS),
                sentence(
                        frontierReleases.isPresent()
                                ? "no rows of the vintage analysed, since they need all its releases in memory: "
                                : "no rows, since no releases of the vintage analysed are in memory: ",
                        PublishedTables.THRESHOLD_COUNTS),
                sentence(
                        "no rows of the vintage analysed, since they need all releases in memory: ",
                        PublishedTables.LEADS),
                sentence(
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
                sentence(
                        "no cost, power, duration or energy, since resource fits need all releases in memory: ",
                        PublishedTables.WHAT_IFS,
                        PublishedTables.GENERATIONS)));
        if (!canSelectFrontiers) {
            sentences.add(sentence(
                    "no rows, since forecasts need frontier and record: ",
                    PublishedTables.ODDS_BACKTEST,
                    PublishedTables.ODDS_BACKTEST_SUMMARY,
                    PublishedTables.FORECAST_LOG_SCORES));
            sentences.add(sentence(
                    "only odds of the vintage analysed, since other forecasts need frontier and record: ",
                    PublishedTables.ODDS,
                    PublishedTables.FORECAST_LOG));
        }
        return sentences;
    }

    /** A sentence: what is lacking and why, then the given tables that are published. Empty if none is published. */
    private Optional<String> sentence(String reason, PublishedTables... tables) {
        return Stream.of(tables)
                .map(PublishedTables::id)
                .filter(config.publishing().tables()::contains)
                .reduce((names, name) -> names + ", " + name)
                .map(reason::concat);
    }
}
