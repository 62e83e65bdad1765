package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.RULES;
import static org.computetrends.population.LoadedReleases.release;
import static org.computetrends.population.LoadedReleases.vintage;

import java.util.List;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TrendMovement;
import org.computetrends.domain.TrendMovement.Cause;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueChange.Kind;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Selection;
import org.junit.jupiter.api.Test;

/** Causes of movements. Dates are 1461 days apart, four Julian years, so slopes in OOM per year follow by hand. */
class MovementExplainerTest {
    private static final Metric METRIC = new Metric(COMPUTE, "Training compute", "FLOP", "training_compute_flop");

    private static final AnalysedRelease A = release("a", "2004-01-01", 1e20, "x");
    private static final AnalysedRelease B = release("b", "2008-01-01", 1e24, "y");
    private static final AnalysedRelease C = release("c", "2012-01-01", 1e28, "z");
    private static final AnalysedRelease LATE = release("late", "2016-01-01", 1e28, "z");

    @Test
    void aReleaseThatWasAddedIsNamedWithWhatItDid() {
        // Times -6, -2, 2 and 6 from their mean, and values 20, 24, 28 and 28, give the slope 56 / 80 = 0.7.
        TrendMovement moved =
                explained("all", 1, 0.7, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, C, LATE));
        assertCauses(moved, new Cause("late", Kind.ADDED, -0.3));
    }

    @Test
    void aReleaseThatWasWithdrawnIsNamedByItsOldId() {
        TrendMovement moved =
                explained("all", 0.7, 1, vintage("2020-01-01", A, B, C, LATE), vintage("2021-01-01", A, B, C));
        assertCauses(moved, new Cause("late", Kind.WITHDRAWN, 0.3));
    }

    @Test
    void aChangeAgainstTheMovementIsNotNamed() {
        // Without the late release, values 20, 24 and 32 give the slope 12 / 8 = 1.5. With it, values 20, 24, 32 and 28
        // give (-6*20 - 2*24 + 2*32 + 6*28) / 80 = 0.8.
        AnalysedRelease revised = release("c", "2012-01-01", 1e32, "z");
        TrendMovement moved =
                explained("all", 1, 0.8, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, revised, LATE));
        assertCauses(moved, new Cause("late", Kind.ADDED, 0.8 - 1.5));
        TrendMovement faster =
                explained("all", 1, 1.5, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, revised));
        assertCauses(faster, new Cause("c", Kind.REVISED, 0.5));
    }

    @Test
    void theEffectOfAReleaseIncludesTheReleaseThatItDisplaces() {
        // A frontier of two. Before: 20, 21 and 20.5 at 4, 8 and 12 years, slope 0.5 / 8. With 21.5 at 8 years, the
        // last release ranks third: 20, 21 and 21.5 at 4, 8 and 8 years, slope 1.25 / 4.
        AnalysedRelease second = release("second", "2008-01-01", 1e21, "y");
        AnalysedRelease third = release("third", "2012-01-01", Math.pow(10, 20.5), "z");
        AnalysedRelease leap = release("leap", "2008-01-01", Math.pow(10, 21.5), "w");
        TrendMovement moved = explained(
                "frontier",
                0.0625,
                0.3125,
                vintage("2020-01-01", A, second, third),
                vintage("2021-01-01", A, second, third, leap));
        assertCauses(moved, new Cause("leap", Kind.ADDED, 0.25));
    }

    @Test
    void aReleaseWhoseNewIdIsNoLongerExcludedIsNamed() {
        TrendMovement moved = explained(
                RULES.withExcludedReleases(Set.of("late 1")),
                "all",
                1,
                0.7,
                vintage("2020-01-01", A, B, C, release("late 1", "2016-01-01", 1e28, "z")),
                vintage("2021-01-01", A, B, C, release("Late-1", "2016-01-01", 1e28, "z")));
        assertCauses(moved, new Cause("Late-1", Kind.REVISED, -0.3));
    }

    @Test
    void ifNoReleaseChangedNoneIsNamed() {
        TrendMovement moved = explained("all", 0.5, 1, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, C));
        assertThat(moved.causes()).isEmpty();
    }

    private static void assertCauses(TrendMovement moved, Cause... expected) {
        assertThat(moved.causes()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(moved.causes().get(i).releaseId()).isEqualTo(expected[i].releaseId());
            assertThat(moved.causes().get(i).kind()).isEqualTo(expected[i].kind());
            assertThat(moved.causes().get(i).slopeChange()).isCloseTo(expected[i].slopeChange(), within(1e-12));
        }
    }

    private static TrendMovement explained(
            String cohort, double slopeBefore, double slopeAfter, LoadedVintage before, LoadedVintage after) {
        return explained(RULES, cohort, slopeBefore, slopeAfter, before, after);
    }

    private static TrendMovement explained(
            Selection selection,
            String cohort,
            double slopeBefore,
            double slopeAfter,
            LoadedVintage before,
            LoadedVintage after) {
        TrendSpecification trend =
                new TrendSpecification(METRIC, Cohort.parse(cohort), Era.ALL_TIME, GrowthModel.EXPONENTIAL);
        TrendMovement moved = new TrendMovement(trend.key(), slopeBefore, slopeAfter, List.of());
        return new MovementExplainer(selection, new ReleaseIdentity(List.of(), Set.of()), 3)
                .explain(List.of(moved), List.of(trend), before, after)
                .get(0);
    }
}
