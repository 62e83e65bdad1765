package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.HeldTrends;
import org.computetrends.held.HeldVintages;
import org.computetrends.project.TrendProjector;

/** What the scenarios of the configuration say, projected from any vintage that is held as a run of it would. */
final class ScenarioValues implements ProjectedValues {
    private final TrendConfig config;
    private final HeldTrends held;
    private final LocalDate vintage;
    private final List<Trend> fitted;
    private final Map<TrendKey, TrendSpecification> specifications;

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
        Optional<TrendKey> trend = config.projection().trends().stream()
                .filter(key -> key.metric().equals(metric) && key.cohort().equals(cohort))
                .findFirst();
        Optional<Scenario> course = config.projection().scenarios().stream()
                .filter(each -> each.id().equals(scenario) && each.concerns(metric))
                .findFirst();
        return trend.isEmpty() || course.isEmpty() ? Optional.empty() : at(from, trend.get(), course.get(), date);
    }

    private Optional<Quantity> at(LocalDate from, TrendKey key, Scenario scenario, LocalDate date) {
        TrendProjector.Settings settings = config.projection();
        TrendProjector projector = new TrendProjector(new TrendProjector.Settings(
                settings.timeScale(),
                List.of(key),
                List.of(scenario),
                settings.until(),
                settings.paths(),
                settings.seed(),
                Map.of(),
                List.of(),
                key,
                settings.resources(),
                List.of(),
                List.of(),
                settings.rates()));
        LocalDate known = config.segmentation().rules().lastKnown(from);
        return projector.project(trends(from, key, scenario), known, List.of(date)).projections().stream()
                .findFirst()
                .map(Projection::release)
                .map(release -> new Quantity(release.p50(), release.p02_5(), release.p97_5()));
    }

    private List<Trend> trends(LocalDate from, TrendKey key, Scenario scenario) {
        if (from.equals(vintage)) {
            return fitted;
        }
        List<TrendKey> needed = scenario.course() instanceof Scenario.Reverting reverting
                ? List.of(key, TrendProjector.allTime(key), reverting.fast(), reverting.slow())
                : List.of(key, TrendProjector.allTime(key));
        return needed.stream()
                .map(each -> held.trend(Objects.requireNonNull(specifications.get(each)), from))
                .toList();
    }
}
