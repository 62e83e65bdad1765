package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.computetrends.TestReleases;
import org.computetrends.domain.VintageScope;
import org.junit.jupiter.api.Test;

class ScopeDetectorIT {
    private static final ScopeDetector DETECTOR = new ScopeDetector(
            List.of("Inclusion criteria"),
            /* largeScaleFromFlop= */ 1e24,
            /* largeScaleShare= */ 0.95,
            /* largeScaleValues= */ 1);
    private static final List<String> NO_HINT = List.of("Model", "Publication date");
    private static final List<String> MILESTONE_COLUMNS = List.of("System", "inclusion  Criteria");

    @Test
    void allFlaggedMeansScopeNotable() {
        assertThat(scope(NO_HINT, release("A", 1e20, true).add("B", "2021-01-01", "notable", true)))
                .isEqualTo(VintageScope.NOTABLE);
    }

    @Test
    void someFlaggedMeansScopeAll() {
        assertThat(scope(MILESTONE_COLUMNS, release("A", 1e20, true).add("B", "2021-01-01", "notable", false)))
                .isEqualTo(VintageScope.ALL);
    }

    @Test
    void rowsWithoutANameDoNotCount() {
        assertThat(scope(NO_HINT, release("A", 1e20, true).add(null, null))).isEqualTo(VintageScope.NOTABLE);
    }

    @Test
    void aListOfMilestonesIsAPaperIfAllComputeIsKnown() {
        // B has no compute.
        assertThat(scope(MILESTONE_COLUMNS, release("A", 1e20, null).add("B", "2021-01-01")))
                .isEqualTo(VintageScope.MILESTONES);
        assertThat(scope(MILESTONE_COLUMNS, release("A", 1e20, null))).isEqualTo(VintageScope.PAPER);
    }

    @Test
    void nearlyAllComputeLargeMeansScopeLargeScale() {
        assertThat(scope(NO_HINT, release("A", 2e24, null).add("B", "2021-01-01")))
                .isEqualTo(VintageScope.LARGE_SCALE);
        assertThat(scope(MILESTONE_COLUMNS, release("A", 2e24, true).add("B", "2021-01-01", "notable", false)))
                .isEqualTo(VintageScope.LARGE_SCALE);
    }

    @Test
    void fewLargeValuesDoNotMeanScopeLargeScale() {
        assertThat(new ScopeDetector(List.of(), 1e24, 0.95, /* largeScaleValues= */ 2)
                        .detect(
                                NO_HINT,
                                release("A", 2e24, true)
                                        .add("B", "2021-01-01", "notable", false)
                                        .dataset()))
                .map(ScopeDetector.DetectedScope::scope)
                .contains(VintageScope.ALL);
    }

    @Test
    void noRuleOrTwoRulesMeanUndecided() {
        assertThat(DETECTOR.detect(NO_HINT, release("A", 1e20, null).dataset())).isEmpty();
        assertThat(DETECTOR.detect(NO_HINT, release("A", 1e20, false).dataset()))
                .isEmpty();
        // Notable and large-scale.
        assertThat(DETECTOR.detect(NO_HINT, release("A", 2e24, true).dataset())).isEmpty();
    }

    @Test
    void theReasonIsGiven() {
        assertThat(DETECTOR.detect(
                                NO_HINT,
                                release("A", 1e20, true)
                                        .add("B", "2021-01-01", "notable", false)
                                        .dataset())
                        .orElseThrow()
                        .reason())
                .isEqualTo("1 of 2 releases are flagged notable");
    }

    private static VintageScope scope(List<String> columns, TestReleases releases) {
        return DETECTOR.detect(columns, releases.dataset()).orElseThrow().scope();
    }

    private static TestReleases release(String model, double compute, Boolean notable) {
        return new TestReleases().add(model, "2020-01-01", "training_compute_flop", compute, "notable", notable);
    }
}
