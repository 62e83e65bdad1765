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
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Quantity;
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
 * Projections by the configured scenarios from any vintage in memory, made as a run of that vintage would make them. Claims
 * about the future are scored against them. In each method {@code from} is the vintage that projects.
 */
final class ScenarioValues implements ProjectedValues {
    private final TrendConfig config;
    private final VintageTrends vintageTrends;
    private final LocalDate vintage;
    private final TrendFitter.Result fittedTrends;
    private final KnowledgeEstimator.Result knowledge;
    private final Map<TrendKey, TrendSpecification> specifications;
    private final List<Claim> claims;
    private final Map<TrendOfVintage, Trend> refitted = new HashMap<>();
    private final Map<ProjectionKey, Map<LocalDate, Quantity>> values = new HashMap<>();

    /**
     * @param fittedTrends the trends of the vintage analysed
     * @param claims the claims to score; the dates of one projection are read off the same paths
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
        this.vintage = vintages.analysed();
        this.fittedTrends = fittedTrends;
        this.knowledge = knowledge;
        this.specifications = config.segmentation().trends().stream()
                .collect(Collectors.toMap(TrendSpecification::key, Function.identity()));
    }

    @Override
    public Optional<Quantity> at(LocalDate from, String metric, String cohort, String scenario, LocalDate date) {
        return projected(metric, cohort, scenario)
                .flatMap(projected -> Optional.ofNullable(
                        values.computeIfAbsent(new ProjectionKey(from, projected), key -> values(from, projected))
                                .get(date)));
    }

    private Map<LocalDate, Quantity> values(LocalDate from, ProjectedTrend projected) {
        List<LocalDate> dates = claims.stream()
                .filter(claim -> projected.isOf(claim))
                .map(Claim::targetDate)
                .filter(Objects::nonNull)
                .filter(date -> date.isAfter(lastKnown(from)))
                .distinct()
                .sorted()
                .toList();
        Map<LocalDate, Quantity> byDate = new HashMap<>();
        for (Projection projection : project(from, projected, List.of(), dates).projections()) {
            if (projection.status() == Projection.Status.PROJECTED) {
                ForecastQuantiles release = projection.release();
                byDate.put(
                        projection.targetDate(),
                        new Quantity(
                                Math.pow(10, release.median()),
                                Math.pow(10, release.p025()),
                                Math.pow(10, release.p975())));
            }
        }
        return byDate;
    }

    @Override
    public Optional<Dates> crossing(LocalDate from, String metric, String cohort, String scenario, double threshold) {
        return projected(metric, cohort, scenario)
                .flatMap(projected -> {
                    List<LocalDate> dates = HalfYears.between(
                            lastKnown(from), config.projection().until());
                    return project(from, projected, List.of(new Threshold(threshold, "")), dates).crossings().stream()
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

    /** A trend, fitted to the releases of a vintage. */
    private record TrendOfVintage(TrendKey key, LocalDate vintage) {}

    /** A trend as a vintage projects it under a scenario. */
    private record ProjectionKey(LocalDate vintage, ProjectedTrend projected) {}

    /** A trend under a scenario. */
    private record ProjectedTrend(TrendKey trend, Scenario scenario) {
        boolean isOf(Claim claim) {
            Cohort cohort = claim.cohort();
            return cohort != null
                    && claim.metric().equals(trend.metric())
                    && cohort.id().equals(trend.cohort())
                    && scenario.id().equals(claim.scenario());
        }
    }

    private Optional<ProjectedTrend> projected(String metric, String cohort, String scenario) {
        Optional<TrendKey> trend = config.projection().trends().stream()
                .filter(key -> key.metric().equals(metric) && key.cohort().equals(cohort))
                .findFirst();
        return trend.flatMap(key -> config.projection().scenarios().stream()
                .filter(each -> each.id().equals(scenario) && each.concerns(metric))
                .findFirst()
                .map(assumed -> new ProjectedTrend(key, assumed)));
    }

    private TrendProjector.Outlook project(
            LocalDate from, ProjectedTrend projected, List<Threshold> thresholds, List<LocalDate> dates) {
        TrendProjector.Settings settings = config.projection();
        TrendKey key = projected.trend();
        TrendProjector projector = config.projector(new TrendProjector.Settings(
                settings.timeScale(),
                List.of(key),
                List.of(projected.scenario()),
                settings.until(),
                settings.paths(),
                settings.seed(),
                Map.of(key.metric(), thresholds),
                List.of(),
                key,
                settings.resources(),
                List.of(),
                List.of(),
                settings.rates()));
        List<TrendKey> neededTrends = needed(key, projected.scenario());
        return projector
                .outlooks(
                        neededTrends.stream().map(each -> trend(each, from)).toList(),
                        neededTrends.stream()
                                .collect(Collectors.toMap(Function.identity(), each -> members(each, from))),
                        config.knowledgeAt(from, knowledge),
                        dates)
                .get(0);
    }

    /** The last day that a vintage knows. */
    private LocalDate lastKnown(LocalDate from) {
        return config.segmentation().rules().lastKnown(from);
    }

    /** The trends to fit for a projection under a scenario. */
    private static List<TrendKey> needed(TrendKey key, Scenario scenario) {
        Set<TrendKey> neededTrends = new LinkedHashSet<>(List.of(key, TrendProjector.allTime(key)));
        neededTrends.addAll(TrendProjector.sources(key));
        neededTrends.addAll(scenario.assumption().trends());
        return List.copyOf(neededTrends);
    }

    private Trend trend(TrendKey key, LocalDate from) {
        return from.equals(vintage)
                ? fittedTrends.trends().stream()
                        .filter(trend -> trend.specification().key().equals(key))
                        .findFirst()
                        .orElseThrow()
                : refitted.computeIfAbsent(
                        new TrendOfVintage(key, from), trend -> vintageTrends.trend(specification(key), from));
    }

    private TrendMembers members(TrendKey key, LocalDate from) {
        return from.equals(vintage)
                ? Objects.requireNonNull(fittedTrends.members().get(key))
                : vintageTrends.members(specification(key), from);
    }

    private TrendSpecification specification(TrendKey key) {
        return Objects.requireNonNull(specifications.get(key), key::toString);
    }
}
