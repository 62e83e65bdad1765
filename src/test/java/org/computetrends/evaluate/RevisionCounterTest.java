package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.release;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RevisionRate;
import org.computetrends.domain.RevisionRate.Group;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.AnalysedRelease;
import org.junit.jupiter.api.Test;

class RevisionCounterTest {
    private static final List<Metric> METRICS =
            List.of(new Metric(COMPUTE, "Training compute", "FLOP", "training_compute_flop"));
    private static final LocalDate FROM = LocalDate.of(2020, 1, 1);

    /** Half a year: the time scale of this test has 364 days in a year. */
    private static final LocalDate TO = FROM.plusDays(182);

    @Test
    void valuesAreCountedByWhatBecameOfThemAndByAge() {
        RevisionCounter counter = counter();
        counter.count(
                FROM,
                TO,
                matching(
                        List.of(
                                release("kept", "2019-06-01", 1e20, "x"),
                                release("doubled", "2019-06-01", 1e20, "x"),
                                release("a little less", "2019-06-01", 1e20, "x"),
                                release("old", "2010-01-01", 1e18, "x"),
                                release("emptied", "2019-06-01", 1e20, "x"),
                                release("gone", "2019-06-01", 1e20, "x"),
                                release("valueless", "2019-06-01", Double.NaN, "x")),
                        List.of(
                                release("kept", "2019-06-01", 1e20, "x"),
                                release("doubled", "2019-06-01", 2e20, "x"),
                                release("a little less", "2019-06-01", 9e19, "x"),
                                release("old", "2010-01-01", 1e15, "x"),
                                release("emptied", "2019-06-01", Double.NaN, "x"),
                                release("valueless", "2019-06-01", 1e20, "x"),
                                release("new", "2020-02-01", 1e20, "x"))),
                false);
        RevisionRate young = rate(counter, "0-1", RevisionRate.ALL, false);
        assertThat(young.values()).isEqualTo(5);
        assertThat(young.valueYears()).isCloseTo(2.5, within(1e-12));
        // Exactly a factor of two is not beyond two.
        assertThat(young.counts())
                .isEqualTo(new RevisionRate.Counts(
                        /* revised= */ 2, /* beyondTwo= */ 0, /* delisted= */ 1, /* emptied= */ 1));
        assertThat(young.counts().withdrawn()).isEqualTo(2);
        assertThat(young.perYear(young.counts().revised())).isCloseTo(0.8, within(1e-12));
        assertThat(young.sizes().largestRelease()).isEqualTo("doubled");
        assertThat(young.sizes().median()).isCloseTo((Math.log10(2) - Math.log10(0.9)) / 2, within(1e-12));
        RevisionRate old = rate(counter, "5+", RevisionRate.UNLABELLED, false);
        assertThat(old.counts())
                .isEqualTo(new RevisionRate.Counts(
                        /* revised= */ 1, /* beyondTwo= */ 1, /* delisted= */ 0, /* emptied= */ 0));
        assertThat(old.sizes().largest()).isCloseTo(3, within(1e-12));
        assertThat(rate(counter, RevisionRate.ALL, RevisionRate.ALL, false).values())
                .isEqualTo(6);
    }

    @Test
    void whatHappensAcrossASeamIsCountedApart() {
        RevisionCounter counter = counter();
        ReleaseMatching withdrawn = matching(List.of(release("gone", "2019-06-01", 1e20, "x")), List.of());
        counter.count(FROM, TO, withdrawn, true);
        counter.count(FROM, TO, matching(List.of(release("a", "2019-06-01", 1e20, "x")), List.of()), false);
        counter.count(FROM, TO, withdrawn, true);
        assertThat(rate(counter, "0-1", RevisionRate.ALL, true).counts().delisted())
                .isEqualTo(2);
        assertThat(rate(counter, "0-1", RevisionRate.ALL, false).counts().delisted())
                .isEqualTo(1);
    }

    private static RevisionCounter counter() {
        return new RevisionCounter(List.of(1.0, 5.0), new TimeScale(364, 30));
    }

    private static ReleaseMatching matching(List<AnalysedRelease> before, List<AnalysedRelease> after) {
        return ReleaseMatching.of(before, after, new ReleaseIdentity(List.of(COMPUTE), Set.of()));
    }

    private static RevisionRate rate(RevisionCounter counter, String age, String confidence, boolean acrossSeam) {
        Group group = new Group(COMPUTE, age, confidence, acrossSeam);
        return counter.rates(METRICS).stream()
                .filter(rate -> rate.group().equals(group))
                .findFirst()
                .orElseThrow();
    }
}
