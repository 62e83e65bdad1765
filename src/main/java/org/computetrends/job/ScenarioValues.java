package org.computetrends.job;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.HalfYears;
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.HeldTrends;
import org.computetrends.held.HeldVintages;
import org.computetrends.forecast.TrendProjector;

/** What the scenarios of the configuration say, projected from any vintage that is held as a run of it would. */
final class ScenarioValues implements ProjectedValues {
    private final TrendConfig config;
    private final HeldTrends held;
    private final LocalDate vintage;
    private final List<Trend> fitted;
    private final Map<TrendKey, TrendSpecification> specifications;
    private final Map<TrendOfVintage, Trend> refitted = new HashMap<>();

    /**
     * @param config the settings
     * @param vintages the vintages held
     * @param fitted the trends of the vintage analysed
     */
    ScenarioValues(TrendConfig config, HeldVintages vintages, List<Trend> fitted) {
        this.config = config;
        this.held = new HeldTrends(
                vintages,
                new HeldTrends.Settings(
                        config.sensitivity().baseline(), config.fitting().replicates(), config.seed()));
        this.vintage = vintages.analysed();
        this.fitted = fitted;
        this.specifications = config.segmentation().trends().stream()
                .collect(Collectors.toMap(TrendSpecification::key, Function.identity()));
    }

    @Override
    public Optional<Quantity> at(LocalDate from, String metric, String cohort, String scenario, LocalDate date) {
        return subject(metric, cohort, scenario)
                .flatMap(subject -> project(from, subject, List.of(), List.of(date)).projections().stream()
                        .findFirst())
                .map(Projection::release)
                .map(release -> new Quantity(release.p50(), release.p02_5(), release.p97_5()));
    }

    @Override
    public Optional<Dates> crossing(LocalDate from, String metric, String cohort, String scenario, double threshold) {
        return subject(metric, cohort, scenario)
                .flatMap(subject -> {
                    List<LocalDate> dates =
                            HalfYears.between(known(from), config.projection().until());
                    return project(from, subject, List.of(new Threshold(threshold, "")), dates).crossings().stream()
                            .findFirst();
                })
                .map(Crossing::simulated)
                .flatMap(ScenarioValues::dates);
    }

    private static Optional<Dates> dates(Crossing.Simulated simulated) {
        LocalDate median = simulated.median();
        LocalDate low = simulated.interval95().low();
        LocalDate high = simulated.interval95().high();
        return median == null || low == null || high == null
                ? Optional.empty()
                : Optional.of(new Dates(median, low, high));
    }

    private record TrendOfVintage(TrendKey key, LocalDate vintage) {}

    /** What is projected, and how. */
    private record Subject(TrendKey trend, Scenario scenario) {}

    private Optional<Subject> subject(String metric, String cohort, String scenario) {
        Optional<TrendKey> trend = config.projection().trends().stream()
                .filter(key -> key.metric().equals(metric) && key.cohort().equals(cohort))
                .findFirst();
        return trend.flatMap(key -> config.projection().scenarios().stream()
                .filter(each -> each.id().equals(scenario) && each.concerns(metric))
                .findFirst()
                .map(course -> new Subject(key, course)));
    }

    private TrendProjector.Result project(
            LocalDate from, Subject subject, List<Threshold> thresholds, List<LocalDate> dates) {
        TrendProjector.Settings settings = config.projection();
        TrendKey key = subject.trend();
        TrendProjector projector = new TrendProjector(new TrendProjector.Settings(
                settings.timeScale(),
                List.of(key),
                List.of(subject.scenario()),
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
        return projector.project(trends(from, key, subject.scenario()), known(from), dates);
    }

    private LocalDate known(LocalDate from) {
        return config.segmentation().rules().lastKnown(from);
    }

    private List<Trend> trends(LocalDate from, TrendKey key, Scenario scenario) {
        if (from.equals(vintage)) {
            return fitted;
        }
        List<TrendKey> needed = scenario.course() instanceof Scenario.Reverting reverting
                ? List.of(key, TrendProjector.allTime(key), reverting.fast(), reverting.slow())
                : List.of(key, TrendProjector.allTime(key));
        return needed.stream()
                .map(each -> refitted.computeIfAbsent(
                        new TrendOfVintage(each, from),
                        trend -> held.trend(Objects.requireNonNull(specifications.get(trend.key())), trend.vintage())))
                .toList();
    }
}
