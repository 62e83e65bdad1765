package org.computetrends.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Concentration;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Lag;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.VariedTrend;
import org.computetrends.evaluate.ConcentrationEstimator;
import org.computetrends.evaluate.ForecastEvaluator;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.MatchedVintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.evaluate.ResourceFitter;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.population.FrontierRules;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.table.PublishedTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of the stage {@code evaluate}. A result is empty if no published table needs it, or if the releases that
 * it needs are not in memory.
 *
 * @param variedTrends trends estimated under other settings, for the table {@code sensitivity}
 * @param backtests forecasts from past dates, and their scores
 * @param reportedYears how many releases have values, by year and vintage
 * @param knowledge which values were known when, by vintage
 * @param lags by how much groups of releases trail others, by vintage
 * @param concentration which organizations make the largest releases
 */
record Evaluations(
        LoadedVintages vintages,
        List<VariedTrend> variedTrends,
        ForecastEvaluator.Result backtests,
        List<ReportedYear> reportedYears,
        KnowledgeEstimator.Result knowledge,
        List<Lag> lags,
        Concentration concentration,
        Nowcasts nowcasts) {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);

    /**
     * Runs the evaluations that the published tables need.
     *
     * @param benchmarkIndex the benchmark index of nowcasts, by name
     * @param survey how many releases of the vintage analysed have values
     */
    static Evaluations of(
            Map<String, Double> benchmarkIndex,
            TrendConfig config,
            LoadedVintages vintages,
            ReportingEstimator.Survey survey,
            KnowledgeEstimator.Result knowledge) {
        TableNeeds needs = TableNeeds.of(config);
        boolean isSensitivityPublished = config.publishing().includesAny(PublishedTables.SENSITIVITY);
        List<VariedTrend> variedTrends = vintages.analysedOrFrontiers().isPresent() && isSensitivityPublished
                ? new SensitivityEvaluator(config.sensitivity()).evaluate(vintagesForSensitivity(config, vintages))
                : List.of();
        Optional<LoadedVintage> analysedVintage = needs.evaluations() ? vintages.completeAnalysed() : Optional.empty();
        List<MatchedVintage> earlierVintages = analysedVintage
                .map(newest -> MatchedVintage.of(
                        vintages.earlier(), newest, config.history().revisions().identity()))
                .orElse(List.of());
        return new Evaluations(
                vintages,
                variedTrends,
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
                concentration(config, vintages, knowledge.coverage()),
                Nowcasts.of(benchmarkIndex, config, vintages, earlierVintages));
    }

    private static Concentration concentration(TrendConfig config, LoadedVintages vintages, Coverage coverage) {
        ConcentrationEstimator estimator = new ConcentrationEstimator(
                config.knowledge().thresholds().thresholds(), config.knowledge().selection());
        return vintages.completeAnalysed()
                .filter(analysed -> TableNeeds.of(config).concentration())
                .map(analysed -> estimator.estimate(analysed, coverage))
                .orElse(Concentration.NONE);
    }

    /**
     * The vintages from which trends under other settings are estimated. If the vintage analysed has more releases than
     * {@code sensitivity.releases-limit}, only its releases on a frontier of some variant remain, because every variant
     * takes a pass over the releases. Earlier vintages are then left out.
     */
    static LoadedVintages vintagesForSensitivity(TrendConfig config, LoadedVintages vintages) {
        SensitivityEvaluator.Settings settings = config.sensitivity();
        return vintages.completeAnalysed()
                .filter(analysed -> analysed.releases().size() > settings.releasesLimit())
                .map(analysed -> {
                    LOG.warn(
                            "sensitivity has only the cohorts frontier and record: there are more releases than"
                                    + " sensitivity.releases-limit = {}",
                            settings.releasesLimit());
                    return new LoadedVintages(
                            analysed.date(),
                            new FrontierFallback(config)
                                    .frontierReleases(analysed, FrontierRules.of(settings.requests())),
                            List.of());
                })
                .orElse(vintages);
    }

    /**
     * Fits the resources of training runs, such as cost, to their compute and date. Empty if not all releases of the
     * vintage analysed are in memory.
     */
    static List<ResourceFit> resourceFits(TrendConfig config, LoadedVintages vintages) {
        ResourceFitter fitter = new ResourceFitter(
                config.projection().generationTrend().metric(),
                config.projection().resources().metrics(),
                config.sensitivity().baseline());
        return vintages.completeAnalysed().map(fitter::fit).orElse(List.of());
    }
}
