package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.RULES;
import static org.computetrends.population.LoadedReleases.release;
import static org.computetrends.population.LoadedReleases.vintage;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ReportingDelay;
import org.computetrends.domain.Seam;
import org.computetrends.domain.ThresholdCount;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.junit.jupiter.api.Test;

/** The delays of values, threshold counts and coverage ends that follow from literal vintages. */
class KnowledgeEstimatorTest {
    private static final Metric METRIC = new Metric(COMPUTE, "Training compute", "FLOP", COMPUTE);

    /** In every vintage, so that none is empty. It is older than the span of vintages, so it is not counted. */
    private static final AnalysedRelease OLD = release("old", "2020-01-01", 1e24, "a");

    @Test
    void aValueThatCameBetweenTwoVintagesIsKnownAtAnAgeBetweenTwoBounds() {
        AnalysedRelease unvalued = release("new", "2024-01-10", Double.NaN, "a");
        AnalysedRelease valued = release("new", "2024-01-10", 1e25, "a");
        List<ReportingDelay> delays = delays(
                List.of(
                        vintage("2024-01-01", OLD),
                        vintage("2024-01-20", OLD, unvalued),
                        vintage("2024-03-20", OLD, valued)),
                vintage("2024-06-01", OLD, valued));
        // Unknown on 01-20 and known on 03-20: perhaps known after one and two months, certainly after three.
        assertThat(delays.stream().map(KnowledgeEstimatorTest::bounds).toList())
                .containsExactly(
                        "0: 0 to 0 of 1", "1: 0 to 1 of 1", "2: 0 to 1 of 1", "3: 1 to 1 of 1", "12: 0 to 0 of 0");
        assertThat(delays.get(4).shareAtLeast()).isNull();
        assertThat(delays.get(1).shareAtMost()).isEqualTo(1);
    }

    @Test
    void aVintageExactlyAtAnAgeLeavesNoDoubt() {
        AnalysedRelease unvalued = release("new", "2024-01-10", Double.NaN, "a");
        AnalysedRelease valued = release("new", "2024-01-10", 1e25, "a");
        List<LoadedVintage> known = List.of(vintage("2024-01-01", OLD), vintage("2024-02-10", OLD, valued));
        List<LoadedVintage> unknown = List.of(vintage("2024-01-01", OLD), vintage("2024-02-10", OLD, unvalued));
        LoadedVintage newest = vintage("2024-06-01", OLD, valued);
        assertThat(bounds(delays(known, newest).get(1))).isEqualTo("1: 1 to 1 of 1");
        assertThat(bounds(delays(unknown, newest).get(1))).isEqualTo("1: 0 to 0 of 1");
    }

    @Test
    void aValueThatIsWithdrawnAndReturnsIsKnownFromItsFirstTime() {
        AnalysedRelease valued = release("new", "2024-01-10", 1e25, "a");
        AnalysedRelease withdrawn = release("new", "2024-01-10", Double.NaN, "a");
        assertThat(bounds(delays(
                                List.of(
                                        vintage("2024-01-01", OLD),
                                        vintage("2024-01-10", OLD, valued),
                                        vintage("2024-03-01", OLD, withdrawn)),
                                vintage("2024-06-01", OLD, valued))
                        .get(1)))
                .isEqualTo("1: 1 to 1 of 1");
    }

    @Test
    void releasesDatedBeforeTheFirstVintageOfTheSpanAreLeftOutAndOlderVintagesToo() {
        AnalysedRelease before = release("before", "2023-12-31", 1e25, "a");
        AnalysedRelease on = release("on", "2024-01-01", 1e25, "a");
        List<ReportingDelay> delays = delays(
                List.of(vintage("2023-11-30", OLD), vintage("2024-01-01", OLD, before, on)),
                vintage("2024-06-01", OLD, before, on));
        assertThat(delays).hasSize(5);
        assertThat(delays.get(0).fromVintage()).isEqualTo("2024-01-01");
        assertThat(bounds(delays.get(0))).isEqualTo("0: 1 to 1 of 1");
        assertThat(delays(List.of(vintage("2023-11-30", OLD)), vintage("2024-06-01", OLD)))
                .isEmpty();
    }

    @Test
    void anOlderReleaseThatASeamAddedIsCountedSeparately() {
        AnalysedRelease older = release("older", "2025-05-01", 1e25, "a");
        AnalysedRelease newer = release("newer", "2025-07-01", 1e25, "a");
        List<ReportingDelay> delays = delays(
                List.of(
                        vintage("2025-01-01", OLD),
                        vintage("2025-06-20", OLD),
                        vintage("2025-11-01", OLD, older, newer)),
                vintage("2026-06-01", OLD, older, newer));
        assertThat(delays).allMatch(delay -> delay.values() == 2 && delay.addedBySeam() == 1);
        assertThat(bounds(delays.get(3))).isEqualTo("3: 0 to 1 of 1");
        // A release that was listed without a value is not added by the seam: its value came late.
        AnalysedRelease listed = release("older", "2025-05-01", Double.NaN, "a");
        assertThat(delays(
                        List.of(
                                vintage("2025-01-01", OLD),
                                vintage("2025-06-20", OLD, listed),
                                vintage("2025-11-01", OLD, older)),
                        vintage("2026-06-01", OLD, older)))
                .allMatch(delay -> delay.values() == 1 && delay.addedBySeam() == 0);
    }

    @Test
    void theFrontierIsCountedBesideEveryRelease() {
        AnalysedRelease large = release("large", "2024-01-02", 1e26, "a");
        AnalysedRelease largest = release("largest", "2024-01-02", 1e27, "a");
        AnalysedRelease small = release("small", "2024-01-03", 1e20, "b");
        List<ReportingDelay> delays = estimator()
                .delays()
                .estimate(
                        vintage("2024-06-01", large, largest, small),
                        vintage("2024-06-01", large, largest, small).selector().analysed(RULES),
                        List.of(vintage("2024-01-01", OLD)));
        assertThat(delays.stream().filter(delay -> delay.ageMonths() == 0))
                .extracting(delay -> delay.cohort() + " " + delay.values())
                .containsExactly("all 3", "frontier 2");
    }

    @Test
    void delayCountsThatDecreaseAreRefused() {
        assertThatThrownBy(() -> new ReportingDelay(COMPUTE, "all", 1, LocalDate.EPOCH, 3, 0, 3, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 known at least, 1 at most, of 3");
    }

    @Test
    void releasesAtAThresholdCountAsAboveIt() {
        assertThat(new ThresholdCounter(Map.of(COMPUTE, List.of(1e24, 1e25)))
                        .count(
                                LocalDate.of(2024, 1, 1),
                                "all",
                                "flags",
                                List.of(
                                        release("a", "2023-01-01", 1e24),
                                        release("b", "2023-01-01", 9e23),
                                        release("c", "2023-01-01", 2e24),
                                        release("d", "2023-01-01", Double.NaN))))
                .containsExactly(
                        new ThresholdCount(LocalDate.of(2024, 1, 1), "all", "flags", COMPUTE, 1e24, 2, 3),
                        new ThresholdCount(LocalDate.of(2024, 1, 1), "all", "flags", COMPUTE, 1e25, 0, 3));
    }

    @Test
    void everyVintageUpToTheOneAnalysedIsLookedAtAndNoLaterOne() {
        AnalysedRelease first = release("first", "2022-01-01", 1e22, "a");
        AnalysedRelease second = release("second", "2023-01-01", 1e24, "a");
        AnalysedRelease third = release("third", "2024-01-01", 1e25, "a");
        LoadedVintage own = vintage("2023-06-01", first, second);
        KnowledgeEstimator.Result known = estimator()
                .estimate(new LoadedVintages(
                        own.date(),
                        Optional.of(own),
                        List.of(vintage("2022-06-01", first), vintage("2024-06-01", first, second, third))));
        assertThat(known.coverage().end(own.date(), COMPUTE)).isEqualTo("2023-01-01");
        assertThat(known.coverage().end(LocalDate.of(2022, 6, 1), COMPUTE)).isNull();
        assertThat(known.coverage().end(LocalDate.of(2024, 6, 1), COMPUTE)).isNull();
        assertThat(known.counts())
                .extracting(count -> count.vintage() + ": " + count.atLeast())
                .containsExactly("2022-06-01: 0", "2023-06-01: 1");
    }

    @Test
    void nothingIsSaidOfAVintageThatIsNotInMemory() {
        KnowledgeEstimator.Result known = estimator()
                .estimate(new LoadedVintages(
                        LocalDate.of(2024, 6, 1), Optional.empty(), List.of(vintage("2024-01-01", OLD))));
        assertThat(known.coverage()).isEqualTo(Coverage.NONE);
        assertThat(known.delays()).isEmpty();
        assertThat(known.counts()).isEmpty();
    }

    private static String bounds(ReportingDelay delay) {
        return delay.ageMonths() + ": " + delay.knownAtLeast() + " to " + delay.knownAtMost() + " of "
                + delay.reached();
    }

    /** Delays of all releases, by age. */
    private static List<ReportingDelay> delays(List<LoadedVintage> earlier, LoadedVintage newest) {
        return estimator().delays().estimate(newest, newest.selector().analysed(RULES), earlier).stream()
                .filter(delay -> delay.cohort().equals("all"))
                .toList();
    }

    private static KnowledgeEstimator estimator() {
        return new KnowledgeEstimator(
                List.of(METRIC),
                RULES,
                3,
                new ReportingDelayEstimator(
                        List.of(METRIC),
                        new ReportingDelayEstimator.Settings(
                                LocalDate.of(2023, 12, 1),
                                List.of(0, 1, 2, 3, 12),
                                List.of(new Seam(
                                        "relisting", LocalDate.of(2025, 6, 20), LocalDate.of(2025, 11, 1), true)),
                                new ReleaseIdentity(List.of(COMPUTE), Set.of(COMPUTE)))),
                new ThresholdCounter(Map.of(COMPUTE, List.of(1e24))));
    }
}
