package org.computetrends.job;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.HalfYears;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMembers;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.VintageTrends;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.population.LoadedVintages;

/**
 * Projects trends by the configured scenarios from any vintage in memory, as a run of that vintage would. {@link
 * VintageHistory} scores claims about the future against these projections.
 */
final class ScenarioValues implements ProjectedValues {
    private final TrendConfig config;
    private final VintageTrends vintageTrends;
    private final LocalDate analysed;
    private final TrendFitter.Result fittedTrends;
    private final KnowledgeEstimator.Result knowledge;
    private final Map<TrendKey, TrendSpecification> specifications;
    private final List<Claim> claims;
    private final Map<TrendOfVintage, Trend> refittedTrends = new HashMap<>();
    private final Map<ProjectionKey, Map<LocalDate, MedianAndInterval>> projectedValues = new HashMap<>();

    /**
     * @param fittedTrends the trends of the vintage analysed
     * @param claims the claims to score. All dates of claims about a trend are projected together, from the same paths
     */
    ScenarioValues(
            TrendConfig config,
            LoadedVintages vintages,
            TrendFitter.Result fittedTrends,
            KnowledgeEstimator.Result knowledge,
            List<Claim> claims) {
        this.config = config;
        this.claims = List.copyOf(claims);
        this.vintageTrends = new VintageTrends(
                vintages,
                new VintageTrends.Settings(
                        config.sensitivity().baseline(), config.fitting().replicates(), config.seed()));
        this.analysed = vintages.analysedDate();
        this.fittedTrends = fittedTrends;
        this.knowledge = knowledge;
        this.specifications = config.segmentation().trends().stream()
                .collect(Collectors.toMap(TrendSpecification::key, Function.identity()));
    }

    @Override
    public Optional<MedianAndInterval> value(
            LocalDate vintage, String metric, String cohort, String scenario, LocalDate date) {
        return projectedTrend(metric, cohort, scenario)
                .flatMap(projectedTrend -> Optional.ofNullable(projectedValues
                        .computeIfAbsent(
                                new ProjectionKey(vintage, projectedTrend),
                                key -> valuesByDate(vintage, projectedTrend))
                        .get(date)));
    }

    /** A trend's projected values by the target dates of claims, except dates up to the vintage's last known day. */
    private Map<LocalDate, MedianAndInterval> valuesByDate(LocalDate vintage, ProjectedTrend projectedTrend) {
        List<LocalDate> dates = claims.stream()
                .filter(claim -> projectedTrend.isOf(claim))
                .map(Claim::targetDate)
                .filter(Objects::nonNull)
                .filter(date -> date.isAfter(lastKnown(vintage)))
                .distinct()
                .sorted()
                .toList();
        Map<LocalDate, MedianAndInterval> byDate = new HashMap<>();
        for (Projection projection :
                project(vintage, projectedTrend, List.of(), dates).projections()) {
            if (projection.status() == Projection.Status.PROJECTED) {
                ForecastQuantiles release = projection.release();
                byDate.put(
                        projection.targetDate(),
                        new MedianAndInterval(
                                Math.pow(10, release.median()),
                                Math.pow(10, release.p025()),
                                Math.pow(10, release.p975())));
            }
        }
        return byDate;
    }

    @Override
    public Optional<Dates> crossing(
            LocalDate vintage, String metric, String cohort, String scenario, double threshold) {
        return projectedTrend(metric, cohort, scenario)
                .flatMap(projectedTrend -> {
                    // The dates of a run's projections: the last one decides how long the paths are.
                    List<LocalDate> dates = HalfYears.between(
                            lastKnown(vintage), config.projection().until());
                    return project(vintage, projectedTrend, List.of(new Threshold(threshold, "")), dates)
                            .crossings()
                            .stream()
                            .findFirst();
                })
                .map(Crossing::simulated)
                .flatMap(ScenarioValues::dates);
    }

    private static Optional<Dates> dates(Crossing.Simulated crossing) {
        LocalDate median = crossing.median();
        LocalDate low = crossing.interval95().low();
        LocalDate high = crossing.interval95().high();
        return median == null || low == null || high == null
                ? Optional.empty()
                : Optional.of(new Dates(median, low, high));
    }

    private record TrendOfVintage(TrendKey key, LocalDate vintage) {}

    private record ProjectionKey(LocalDate vintage, ProjectedTrend projectedTrend) {}

    /** A trend, and the scenario under which it is projected. */
    private record ProjectedTrend(TrendKey key, Scenario scenario) {
        boolean isOf(Claim claim) {
            Cohort cohort = claim.cohort();
            return cohort != null
                    && claim.metric().equals(key.metric())
                    && cohort.id().equals(key.cohort())
                    && scenario.id().equals(claim.scenario());
        }
    }

    private Optional<ProjectedTrend> projectedTrend(String metric, String cohort, String scenario) {
        Optional<Scenario> configured = config.projection().scenarios().stream()
                .filter(candidate -> candidate.id().equals(scenario) && candidate.appliesTo(metric))
                .findFirst();
        return configured.flatMap(known -> config.projection().trends().stream()
                .filter(key -> key.metric().equals(metric) && key.cohort().equals(cohort))
                .findFirst()
                .map(key -> new ProjectedTrend(key, known)));
    }

    /** Projects one trend under one scenario from a vintage. */
    private TrendProjector.Outlook project(
            LocalDate vintage, ProjectedTrend projectedTrend, List<Threshold> thresholds, List<LocalDate> dates) {
        TrendProjector.Settings settings = config.projection();
        TrendKey key = projectedTrend.key();
        TrendProjector projector = config.projector(new TrendProjector.Settings(
                settings.timeScale(),
                List.of(key),
                List.of(projectedTrend.scenario()),
                settings.until(),
                settings.paths(),
                settings.seed(),
                Map.of(key.metric(), thresholds),
                /* generations= */ List.of(),
                /* generationTrend= */ key,
                settings.resourceBasis(),
                /* decompositions= */ List.of(),
                /* whatIfs= */ List.of(),
                settings.rates()));
        List<TrendKey> neededTrends = neededTrends(key, projectedTrend.scenario());
        return projector
                .outlooks(
                        neededTrends.stream()
                                .map(needed -> trend(needed, vintage))
                                .toList(),
                        neededTrends.stream()
                                .collect(Collectors.toMap(Function.identity(), needed -> members(needed, vintage))),
                        config.knowledgeAt(vintage, knowledge),
                        dates)
                .get(0);
    }

    /** The last day whose releases a vintage can contain. */
    private LocalDate lastKnown(LocalDate vintage) {
        return config.segmentation().rules().lastKnown(vintage);
    }

    /** The trends that a projection of one trend under a scenario needs. */
    private static List<TrendKey> neededTrends(TrendKey key, Scenario scenario) {
        Set<TrendKey> trends = new LinkedHashSet<>(List.of(key, TrendProjector.allTime(key)));
        trends.addAll(TrendProjector.sources(key));
        trends.addAll(scenario.assumption().trends());
        return List.copyOf(trends);
    }

    /** The trend as this run fitted it to the vintage analysed, or as fitted here to another vintage. */
    private Trend trend(TrendKey key, LocalDate vintage) {
        return vintage.equals(analysed)
                ? fittedTrends.trends().stream()
                        .filter(trend -> trend.specification().key().equals(key))
                        .findFirst()
                        .orElseThrow()
                : refittedTrends.computeIfAbsent(
                        new TrendOfVintage(key, vintage), trend -> vintageTrends.trend(specification(key), vintage));
    }

    private TrendMembers members(TrendKey key, LocalDate vintage) {
        return vintage.equals(analysed)
                ? Objects.requireNonNull(fittedTrends.members().get(key))
                : vintageTrends.members(specification(key), vintage);
    }

    private TrendSpecification specification(TrendKey key) {
        return Objects.requireNonNull(specifications.get(key), key::toString);
    }
}
