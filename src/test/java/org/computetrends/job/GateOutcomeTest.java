package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMovement;
import org.computetrends.domain.ValueChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateOutcomeTest {
    private static final TrendMovement.Cause ADDED = new TrendMovement.Cause("late", ValueChange.Kind.ADDED, -0.08);

    @Test
    void everyTrendBeyondTheBoundHasASentenceTheFarthestFirst() {
        GateOutcome outcome = outcome(
                true,
                movement("frontier", 0.5, 0.42).withCauses(List.of(ADDED)),
                movement("record", 0.5, 0.44),
                movement("all", 0.5, null),
                movement("notable", 0.5, 0.51),
                movement("large-scale", null, 0.3));
        assertThat(outcome.isPassed()).isFalse();
        assertThat(outcome.failingCount()).isEqualTo(3);
        assertThat(outcome.sentences())
                .containsExactly(
                        "3 of 4 trends moved in growth by more than 5%, or are no longer fitted, since the last"
                                + " publication with trends in parquet, lake (vintage 2026-01-01, run 12ab)",
                        "  training_compute, all, all-time: no longer fitted, was 0.5000 OOM a year",
                        "  training_compute, frontier, all-time: -16.0%, from 0.5000 OOM a year to 0.4200 OOM a year,"
                                + " by late added (-16.0%)",
                        "  training_compute, record, all-time: -12.0%, from 0.5000 OOM a year to 0.4400 OOM a year, by"
                                + " no release alone: settings, the program or several releases together",
                        "trends that the publication lacks, 1 of them: training_compute, large-scale, all-time");
    }

    @Test
    void aRunWithinTheBoundNamesTheLargestMovement() {
        GateOutcome outcome = outcome(true, movement("frontier", 0.5, 0.51), movement("record", 0.5, 0.48));
        assertThat(outcome.isPassed()).isTrue();
        assertThat(outcome.sentences())
                .containsExactly(
                        "0 of 2 trends moved in growth by more than 5%, or are no longer fitted, since the last"
                                + " publication with trends in parquet, lake (vintage 2026-01-01, run 12ab); the farthest by"
                                + " -4.0%: training_compute, record, all-time");
    }

    @Test
    void unknownReleasesAreSaidAndGrowthFromZeroHasNoShare() {
        assertThat(outcome(false, movement("frontier", 0.0, 0.1)).sentences())
                .contains(
                        "  training_compute, frontier, all-time: from no growth, from 0.0000 OOM a year to 0.1000 OOM a"
                                + " year",
                        "  the releases that moved them are unknown: the run or the publication has too many, or none");
    }

    @Test
    void aSinkWithoutTrendsHasNothingToCompare() {
        GateOutcome.Comparison none = new GateOutcome.Comparison(List.of("parquet"), Optional.empty(), List.of(), true);
        GateOutcome outcome = new GateOutcome(0.05, "all", List.of(none));
        assertThat(outcome.isPassed()).isTrue();
        assertThat(outcome.sentences())
                .containsExactly("nothing to compare growth with: parquet has no publication with trends yet");
    }

    private static GateOutcome outcome(boolean areReleasesKnown, TrendMovement... movements) {
        return new GateOutcome(
                0.05,
                "all",
                List.of(new GateOutcome.Comparison(
                        List.of("parquet", "lake"),
                        Optional.of(
                                new GateOutcome.LastPublication(LocalDate.of(2026, 1, 1), "12ab", Optional.empty())),
                        List.of(movements),
                        areReleasesKnown)));
    }

    private static TrendMovement movement(String cohort, @Nullable Double before, @Nullable Double after) {
        TrendKey trend = new TrendKey("training_compute", cohort, "all-time", GrowthModel.EXPONENTIAL);
        return new TrendMovement(trend, before, after, List.of());
    }
}
