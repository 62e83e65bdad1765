package org.computetrends.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Concentration;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Lag;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.VariedTrend;
import org.computetrends.evaluate.ConcentrationEstimator;
import org.computetrends.evaluate.ForecastEvaluator;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.MatchedVintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.table.PublishedTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of the stage {@code evaluate}. A result is empty if no published table needs it, or if releases for it
 * are not in memory.
 *
 * @param variedTrends trends estimated under other settings, for the table {@code sensitivity}
 * @param forecastResult the current forecasts, their backtests and scores, and the odds of earlier vintages
 * @param reportedYears how many releases have values, by year and vintage
 * @param knowledge which values were known when, by vintage
 * @param lags by how much groups of releases trail others, by vintage
 * @param concentration which organizations make the largest releases
 * @param warnings what the user should know about the results
 */
record Evaluations(
        LoadedVintages vintages,
        List<VariedTrend> variedTrends,
        ForecastEvaluator.Result forecastResult,
        List<ReportedYear> reportedYears,
        KnowledgeEstimator.Result knowledge,
        List<Lag> lags,
        Concentration concentration,
        Nowcasts nowcasts,
        List<String> warnings) {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);

    /**
     * Runs the evaluations that the published tables need.
     *
     * @param benchmarkIndex benchmark scores by the name of the release, for nowcasts
     * @param survey how many releases of the vintage analysed have values
     */
    static Evaluations of(
            Map<String, Double> benchmarkIndex,
            TrendConfig config,
            LoadedVintages vintages,
            ReportingEstimator.Survey survey,
            KnowledgeEstimator.Result knowledge) {
        TableNeeds needs = TableNeeds.of(config);
        boolean isSensitivityNeeded = vintages.analysedOrFrontiers().isPresent()
                && config.publishing().includesAny(PublishedTables.SENSITIVITY);
        List<String> warnings = isSensitivityNeeded ? sensitivityWarnings(config, vintages) : List.of();
        warnings.forEach(LOG::warn);
        Optional<LoadedVintage> analysedVintage = needs.evaluations() ? vintages.completeAnalysed() : Optional.empty();
        List<MatchedVintage> earlierVintages = analysedVintage
                .map(analysed -> MatchedVintage.of(
                        vintages.earlier(),
                        analysed,
                        config.history().revisions().identity()))
                .orElse(List.of());
        return new Evaluations(
                vintages,
                isSensitivityNeeded
                        ? new SensitivityEvaluator(config.sensitivity())
                                .evaluate(vintagesForSensitivity(config, vintages))
                        : List.of(),
                needs.forecasts()
                        ? new ForecastEvaluator(config.backtest()).evaluate(vintages, knowledge.coverage())
                        : ForecastEvaluator.Result.none(),
                analysedVintage
                        .map(vintage -> config.reporting().estimate(survey, vintage, earlierVintages))
                        .orElse(List.of()),
                knowledge,
                config.publishing().includesAny(PublishedTables.LEADS)
                        ? config.history().leads().estimate(vintages, knowledge.coverage())
                        : List.of(),
                needs.concentration() ? concentration(config, vintages, knowledge.coverage()) : Concentration.NONE,
                Nowcasts.of(benchmarkIndex, config, vintages, earlierVintages),
                warnings);
    }

    private static Concentration concentration(TrendConfig config, LoadedVintages vintages, Coverage coverage) {
        ConcentrationEstimator estimator = new ConcentrationEstimator(
                config.knowledge().thresholds().thresholds(), config.knowledge().selection());
        return vintages.completeAnalysed()
                .map(analysed -> estimator.estimate(analysed, coverage))
                .orElse(Concentration.NONE);
    }

    /**
     * The vintages from which trends under other settings are estimated. Every variant takes a pass over the releases.
     * So above {@code sensitivity.releases-limit}, only releases on a frontier of some variant remain, and no earlier
     * vintage.
     */
    static LoadedVintages vintagesForSensitivity(TrendConfig config, LoadedVintages vintages) {
        SensitivityEvaluator.Settings settings = config.sensitivity();
        return aboveSensitivityLimit(config, vintages)
                .map(analysed -> new LoadedVintages(
                        analysed.date(),
                        new FrontierFallback(config)
                                .frontierReleases(analysed, FrontierSelections.of(settings.requests())),
                        List.of()))
                .orElse(vintages);
    }

    /** A warning if {@link #vintagesForSensitivity} leaves out releases. */
    static List<String> sensitivityWarnings(TrendConfig config, LoadedVintages vintages) {
        return aboveSensitivityLimit(config, vintages).stream()
                .map(analysed -> "sensitivity has only the cohorts frontier and record: there are more releases than"
                        + " sensitivity.releases-limit = "
                        + config.sensitivity().releasesLimit())
                .toList();
    }

    private static Optional<LoadedVintage> aboveSensitivityLimit(TrendConfig config, LoadedVintages vintages) {
        return vintages.completeAnalysed()
                .filter(analysed ->
                        analysed.releases().size() > config.sensitivity().releasesLimit());
    }
}
