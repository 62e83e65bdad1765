package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.computetrends.TestReleases;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.VariedTrend;
import org.computetrends.domain.Vintage;
import org.computetrends.population.LoadedReleases;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;
import org.computetrends.table.SensitivityTable;
import org.junit.jupiter.api.Test;

/** Variants of literal releases, read by Spark. */
class SensitivityEvaluatorIT {
    private static final String COMPUTE = "training_compute_flop";
    private static final LocalDate VINTAGE = LocalDate.of(2025, 2, 1);
    private static final LocalDate ERA_START = LocalDate.of(2010, 1, 1);
    private static final Metric METRIC = new Metric("training_compute", "Training compute", "FLOP", COMPUTE);
    private static final Era DEEP_LEARNING = new Era("deep-learning", ERA_START, null);

    private static final Selection BASELINE = LoadedReleases.RULES;

    private static final List<Alternative> SIZES = List.of(frontierSize(1), frontierSize(2));
    private static final List<Alternative> WITHOUT = List.of(new Alternative(
            "excluded-releases",
            "giant",
            variant -> variant.withSelection(variant.selection().withExcludedReleases(Set.of("giant", "unknown")))));
    private static final List<Alternative> MONTHS = List.of(new Alternative(
            "days-per-month",
            "30",
            variant -> variant.withRules(
                    variant.selection().rules().with(draft -> draft.timeScale = new TimeScale(365.25, 30)))));

    @Test
    void theBaselineComesFirstAndItsOwnValuesAreNotRepeated() {
        assertThat(ids(settings("frontier", List.of(SIZES, WITHOUT))))
                .containsExactly("baseline", "frontier-size=1", "excluded-releases=giant");
    }

    @Test
    void aSettingThatDoesNotAffectTheCohortMakesNoVariant() {
        assertThat(ids(settings("all", List.of(SIZES, WITHOUT))))
                .containsExactly("baseline", "excluded-releases=giant");
    }

    @Test
    void aGridAddsEveryCombinationToTheSettingsVariedAlone() {
        TrendSpecification frontier = specification("frontier");
        SensitivityEvaluator.Settings settings = new SensitivityEvaluator.Settings(
                BASELINE,
                List.of(frontier),
                List.of(SIZES),
                List.of(new SensitivityEvaluator.Grid(frontier, List.of(SIZES, WITHOUT))),
                100);
        List<VariedTrend> varied = evaluate(settings, releases());
        assertThat(varied)
                .extracting(VariedTrend::variant)
                .containsExactly(
                        "baseline",
                        "frontier-size=1",
                        "excluded-releases=giant",
                        "frontier-size=1;excluded-releases=giant");
        assertThat(varied)
                .extracting(VariedTrend::setting)
                .containsExactly("baseline", "frontier-size", "excluded-releases", "grid");
        assertThat(varied).extracting(VariedTrend::n).containsExactly(5L, 3L, 4L, 3L);
    }

    @Test
    void ratiosCompareWithTheBaselineOfTheSameTrend() {
        List<VariedTrend> varied = evaluate(settings("all", List.of(MONTHS)), releases());
        assertThat(varied).extracting(VariedTrend::variant).containsExactly("baseline", "days-per-month=30");
        assertThat(varied.get(0).estimate().ratioToBaseline()).isEqualTo(1.0);
        assertThat(varied.get(1).estimate().ratioToBaseline()).isCloseTo(30.4375 / 30, within(1e-12));
        assertThat(varied.get(1).n()).isEqualTo(varied.get(0).n());
    }

    @Test
    void aTrendThatShrinksOrIsTooSmallSaysSo() {
        List<VariedTrend> varied = evaluate(settings("all", List.of(WITHOUT)), shrinking());
        assertThat(varied.get(0).estimate().doublingTime().status()).isEqualTo(DoublingTime.Status.NOT_GROWING);
        assertThat(varied.get(0).estimate().ratioToBaseline()).isNull();
        assertThat(varied.get(1).status()).isEqualTo(TrendStatus.TOO_FEW_OBSERVATIONS);
        assertThat(varied.get(1).firstDate()).isEqualTo("2020-01-01");
    }

    @Test
    void everyRowCanBeWritten() {
        List<VariedTrend> varied = evaluate(settings("all", List.of(WITHOUT)), shrinking());
        assertThatNoException().isThrownBy(() -> varied.forEach(row -> SensitivityTable.SENSITIVITY.toRow(row, "run")));
    }

    private static TestReleases shrinking() {
        return new TestReleases()
                .add("a", "2020-01-01", COMPUTE, 1e6)
                .add("giant", "2020-06-01", COMPUTE, 1e5)
                .add("c", "2021-01-01", COMPUTE, 1e4);
    }

    private static Alternative frontierSize(int size) {
        return new Alternative(
                "frontier-size",
                Integer.toString(size),
                variant -> variant.withRules(variant.selection().rules().with(draft -> draft.frontierSize = size)));
    }

    /** Named in order of date. Their ranks on their dates are 1, 2, 3, 1, 1 and 2. Without the giant, the last is 1. */
    private static TestReleases releases() {
        return new TestReleases()
                .add("first", "2015-01-01", COMPUTE, 1e3)
                .add("second", "2016-01-01", COMPUTE, 1e2)
                .add("third", "2017-01-01", COMPUTE, 1e1)
                .add("fourth", "2018-01-01", COMPUTE, 1e4)
                .add("giant", "2019-01-01", COMPUTE, 1e6)
                .add("sixth", "2020-01-01", COMPUTE, 1e5);
    }

    private static List<String> ids(SensitivityEvaluator.Settings settings) {
        return evaluate(settings, releases()).stream().map(VariedTrend::variant).toList();
    }

    private static List<VariedTrend> evaluate(SensitivityEvaluator.Settings settings, TestReleases releases) {
        LoadedVintage vintage = LoadedVintage.of(
                        releases.curated(List.of(METRIC)), Vintage.unrecorded(VINTAGE), List.of(METRIC), 100)
                .orElseThrow();
        return new SensitivityEvaluator(settings)
                .evaluate(new LoadedVintages(VINTAGE, Optional.of(vintage), List.of()));
    }

    private static SensitivityEvaluator.Settings settings(String cohort, List<List<Alternative>> alternatives) {
        return new SensitivityEvaluator.Settings(
                BASELINE, List.of(specification(cohort)), alternatives, List.of(), 100);
    }

    private static TrendSpecification specification(String cohort) {
        return new TrendSpecification(METRIC, Cohort.parse(cohort), DEEP_LEARNING, GrowthModel.EXPONENTIAL);
    }
}
