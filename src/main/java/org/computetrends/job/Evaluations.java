package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.VariedTrend;
import org.computetrends.evaluate.ForecastEvaluator;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.held.FrontierRules;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.HeldVintages;
import org.computetrends.table.BacktestTables;
import org.computetrends.table.ForecastLogTables;
import org.computetrends.table.ForecastTables;
import org.computetrends.table.GenerationsTable;
import org.computetrends.table.KnowledgeTables;
import org.computetrends.table.OddsTables;
import org.computetrends.table.ProjectionTables;
import org.computetrends.table.RecordTable;
import org.computetrends.table.ReportingTable;
import org.computetrends.table.SensitivityTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the evaluations found; nothing where nobody asks for the table.
 *
 * @param vintages the vintages that they looked at
 * @param varied trends under other settings
 * @param backtested how forecasts would have fared
 * @param reported how many releases have values, by year and vintage
 * @param known what was known when
 */
record Evaluations(
        HeldVintages vintages,
        List<VariedTrend> varied,
        ForecastEvaluator.Result backtested,
        List<ReportedYear> reported,
        KnowledgeEstimator.Result known) {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);

    /**
     * Evaluates what the tables published need.
     *
     * @param vintages those held
     * @param survey how many releases of the newest have values
     * @param known what was known when
     */
    static Evaluations of(
            TrendConfig config,
            HeldVintages vintages,
            ReportingEstimator.Survey survey,
            KnowledgeEstimator.Result known) {
        List<VariedTrend> varied = vintages.ranked().isPresent() && isVaried(config)
                ? new SensitivityEvaluator(config.sensitivity()).evaluate(varied(config, vintages))
                : List.of();
        Optional<HeldVintage> newest = needsEarlierVintages(config) ? vintages.own() : Optional.empty();
        List<HeldVintage> earlier = vintages.earlier();
        return new Evaluations(
                vintages,
                varied,
                isBacktested(config)
                        ? new ForecastEvaluator(config.backtest()).evaluate(vintages, known.coverage())
                        : ForecastEvaluator.Result.none(),
                newest.map(held -> config.reporting().estimate(survey, held, earlier))
                        .orElse(List.of()),
                known);
    }

    /** Every variant takes a pass over the releases: of many, those that were ever among the largest. */
    static HeldVintages varied(TrendConfig config, HeldVintages vintages) {
        SensitivityEvaluator.Settings settings = config.sensitivity();
        return vintages.own()
                .filter(own -> own.releases().size() > settings.releasesLimit())
                .map(own -> {
                    LOG.warn(
                            "sensitivity has the cohorts frontier and record alone: there are more releases than"
                                    + " sensitivity.releases-limit = {}",
                            settings.releasesLimit());
                    return new HeldVintages(
                            own.date(),
                            new FrontierNeeds(config).frontier(own, FrontierRules.of(settings.asked())),
                            List.of());
                })
                .orElse(vintages);
    }

    /** Whether a table is published that needs the releases of the vintage analysed, and those of no other. */
    static boolean needsOwnVintage(TrendConfig config) {
        return isVaried(config)
                || isPublished(config, ForecastLogTables.FORECAST_LOG_SCORES)
                || isPublished(config, ProjectionTables.CROSSINGS)
                || isPublished(config, GenerationsTable.GENERATIONS);
    }

    private static boolean isVaried(TrendConfig config) {
        return isPublished(config, SensitivityTable.SENSITIVITY);
    }

    /** Whether a table is published that older vintages tell something of. */
    static boolean needsEarlierVintages(TrendConfig config) {
        return isBacktested(config)
                || Stream.of(
                                ReportingTable.REPORTING,
                                KnowledgeTables.REPORTING_DELAYS,
                                KnowledgeTables.THRESHOLD_COUNTS)
                        .anyMatch(table -> isPublished(config, table));
    }

    private static boolean isBacktested(TrendConfig config) {
        return Stream.of(
                        BacktestTables.BACKTESTS,
                        BacktestTables.BACKTEST_SUMMARY,
                        ForecastTables.FORECASTS,
                        ForecastTables.FORECAST_CROSSINGS,
                        OddsTables.ODDS,
                        OddsTables.ODDS_BACKTEST,
                        OddsTables.ODDS_BACKTEST_SUMMARY,
                        OddsTables.FORECAST_SENSITIVITY,
                        ForecastLogTables.FORECAST_LOG,
                        ProjectionTables.PROJECTIONS)
                .anyMatch(table -> isPublished(config, table));
    }

    private static boolean isPublished(TrendConfig config, RecordTable<?> table) {
        return config.publishing().tables().contains(table.table().name());
    }
}
