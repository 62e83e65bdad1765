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
 * The results of the evaluations of forecasts, settings, reporting and groups; empty for tables that are not published.
 *
 * @param variedTrends trends under other settings
 * @param backtests how forecasts would have performed
 * @param reportedYears how many releases have values, by year and vintage
 * @param lags by how much groups of releases trail others, by vintage
 * @param concentration who makes the largest releases
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
     * @param index the benchmark index of nowcasts
     * @param survey how many releases of the vintage analysed have values
     */
    static Evaluations of(
            Map<String, Double> index,
            TrendConfig config,
            LoadedVintages vintages,
            ReportingEstimator.Survey survey,
            KnowledgeEstimator.Result knowledge) {
        NeededVintages needed = NeededVintages.of(config);
        boolean isVaried = config.publishing().includesAny(PublishedTables.SENSITIVITY);
        List<VariedTrend> varied = vintages.ranked().isPresent() && isVaried
                ? new SensitivityEvaluator(config.sensitivity()).evaluate(varied(config, vintages))
                : List.of();
        Optional<LoadedVintage> analysedVintage = needed.areEvaluatedOverTime() ? vintages.own() : Optional.empty();
        List<MatchedVintage> earlierVintages = analysedVintage
                .map(own -> MatchedVintage.of(
                        vintages.earlier(), own, config.history().revisions().identity()))
                .orElse(List.of());
        return new Evaluations(
                vintages,
                varied,
                needed.areForecastsPublished()
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
                Nowcasts.of(index, config, vintages, earlierVintages));
    }

    private static Concentration concentration(TrendConfig config, LoadedVintages vintages, Coverage coverage) {
        ConcentrationEstimator estimator = new ConcentrationEstimator(
                config.knowledge().thresholds().thresholds(), config.knowledge().selection());
        return vintages.own()
                .filter(own -> NeededVintages.of(config).isConcentrationPublished())
                .map(own -> estimator.estimate(own, coverage))
                .orElse(Concentration.NONE);
    }

    /**
     * The releases for sensitivity. Every variant takes a pass over them, so if there are many, only the releases that were ever
     * among the largest are used.
     */
    static LoadedVintages varied(TrendConfig config, LoadedVintages vintages) {
        SensitivityEvaluator.Settings settings = config.sensitivity();
        return vintages.own()
                .filter(own -> own.releases().size() > settings.releasesLimit())
                .map(own -> {
                    LOG.warn(
                            "sensitivity has only the cohorts frontier and record: there are more releases than"
                                    + " sensitivity.releases-limit = {}",
                            settings.releasesLimit());
                    return new LoadedVintages(
                            own.date(),
                            new FrontierFallback(config).frontier(own, FrontierRules.of(settings.requests())),
                            List.of());
                })
                .orElse(vintages);
    }

    /** The resources that training runs of the vintage analysed took; empty if its releases are not in memory. */
    static List<ResourceFit> resources(TrendConfig config, LoadedVintages vintages) {
        ResourceFitter fitter = new ResourceFitter(
                config.projection().generationTrend().metric(),
                config.projection().resources().metrics(),
                config.sensitivity().baseline());
        return vintages.own().map(fitter::fit).orElse(List.of());
    }
}
