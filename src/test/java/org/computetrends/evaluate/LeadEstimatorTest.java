package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.RULES;
import static org.computetrends.population.LoadedReleases.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.Lead.Measure;
import org.computetrends.population.AnalysedRelease;
import org.junit.jupiter.api.Test;

/** Lags that follow from how the releases are made: lines without scatter, some months apart. */
class LeadEstimatorTest {
    private static final LocalDate VINTAGE = LocalDate.of(2024, 3, 1);

    private static Lead lead(Set<String> leader, LocalDate followerFrom) {
        return new Lead(
                "x-after-y",
                "x after y",
                COMPUTE,
                Cohort.parse("record"),
                Cohort.Attribute.ORGANIZATION,
                new Lead.Group("y", leader, null),
                new Lead.Group("x", Set.of("x", "xx"), followerFrom),
                Set.of("left-out"),
                Measure.BEHIND);
    }

    /** A release every 73 days, of two organizations in turn: {@code slope} orders of magnitude in 365.25 days. */
    private static List<AnalysedRelease> group(String name, LocalDate from, double firstOom, double slope, int count) {
        List<AnalysedRelease> releases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double oom = firstOom + slope * 73 * i / 365.25;
            releases.add(release(
                    name + i, from.plusDays(73L * i).toString(), Math.pow(10, oom), i % 2 == 0 ? name : name + name));
        }
        return releases;
    }

    private static List<Lag> lags(Lead lead, List<AnalysedRelease> leader, List<AnalysedRelease> follower) {
        List<AnalysedRelease> all = new ArrayList<>(leader);
        all.addAll(follower);
        return new LeadEstimator(List.of(lead), RULES, 1).lags(lead, VINTAGE, null, all);
    }

    @Test
    void aFollowerOnTheSameLineTrailsByTheShift() {
        // The follower has every value 365 days later; 365 / 30.4375 = 11.99 months.
        List<Lag> lags = lags(
                lead(Set.of("y", "yy"), null),
                group("y", LocalDate.of(2020, 1, 1), 20, 1, 20),
                group("x", LocalDate.of(2020, 12, 31), 20, 1, 10));
        // The follower's tenth release is of 2022-10-19.
        assertThat(lags)
                .extracting(lag -> lag.on() + " " + lag.status())
                .containsExactly(
                        "2021-01-01 FITTED",
                        "2022-01-01 FITTED",
                        "2022-10-19 FITTED",
                        "2023-01-01 AFTER_SPAN",
                        "2024-01-01 AFTER_SPAN",
                        "2024-03-01 AFTER_SPAN");
        for (Lag lag : lags.subList(0, 3)) {
            assertThat(lag.lines().behind().median()).isCloseTo(365 / 30.4375, within(1e-9));
            assertThat(lag.lines().behind().low()).isCloseTo(365 / 30.4375, within(1e-9));
            assertThat(lag.lines().catchUp().high()).isCloseTo(365 / 30.4375, within(1e-9));
            assertThat(lag.lines().averageBehind().median()).isCloseTo(365 / 30.4375, within(1e-9));
            assertThat(lag.lines().gapOom()).isCloseTo(365 / 365.25, within(1e-9));
        }
        Lag.Stairs stairs = lags.get(5).stairs();
        assertThat(stairs.record()).isEqualTo(new Lag.Step("x9", "x9", LocalDate.of(2022, 10, 19)));
        assertThat(stairs.match()).isEqualTo(new Lag.Step("y9", "y9", LocalDate.of(2021, 10, 19)));
        // From y9 of 2021-10-19 to 2024-03-01 there are 864 days.
        assertThat(stairs.months()).isEqualTo(864 / 30.4375);
        assertThat(stairs.recordCount()).isEqualTo(10);
        assertThat(stairs.unmatchedCount()).isZero();
        assertThat(stairs.average().median()).isCloseTo(365 / 30.4375, within(1e-9));
    }

    /** Earlier vintages may have an id twice: the names X, X and X#2 give the id x#2 twice. */
    @Test
    void releasesOfOneIdAreComparedLikeOthers() {
        List<AnalysedRelease> leader = new ArrayList<>(group("y", LocalDate.of(2020, 1, 1), 20, 1, 20));
        leader.add(leader.get(0));
        assertThat(lags(lead(Set.of("y", "yy"), null), leader, group("x", LocalDate.of(2020, 12, 31), 20, 1, 10)))
                .extracting(lag -> lag.stairs().match())
                .contains(new Lag.Step("y9", "y9", LocalDate.of(2021, 10, 19)));
    }

    @Test
    void aSlowerFollowerTakesLongerToCatchUpThanItIsBehind() {
        List<Lag> lags = lags(
                lead(Set.of(), null),
                group("y", LocalDate.of(2020, 1, 1), 20, 1, 20),
                group("x", LocalDate.of(2020, 1, 1), 20, 0.5, 20));
        Lag last = lags.get(3);
        // 1387 days after both began, the gap is 0.5 OOM for each year since. One OOM takes the leader 12 months and
        // the follower 24.
        double years = 1387 / 365.25;
        assertThat(last.on()).isEqualTo("2023-10-19");
        assertThat(last.lines().gapOom()).isCloseTo(years / 2, within(1e-9));
        assertThat(last.lines().behind().median()).isCloseTo(12 * years / 2, within(1e-9));
        assertThat(last.lines().months(Measure.CATCH_UP).median()).isCloseTo(12 * years, within(1e-9));
        // The mean over the span is the lag at its midpoint: half of the last one.
        assertThat(last.lines().averageBehind().median()).isCloseTo(12 * years / 4, within(1e-9));
    }

    @Test
    void aFollowerThatLeadsHasRecordsWithoutAMatch() {
        List<Lag> lags = lags(
                lead(Set.of("y", "yy"), null),
                group("y", LocalDate.of(2020, 1, 1), 20, 0.5, 20),
                group("x", LocalDate.of(2020, 1, 1), 20, 1, 20));
        Lag last = lags.get(3);
        assertThat(last.lines().behind().median()).isNegative();
        assertThat(last.stairs().match()).isNull();
        assertThat(last.stairs().months()).isNull();
        // The leader's last value is the follower's of half that time: x9 is matched and x10 is not.
        assertThat(last.stairs().unmatchedCount()).isEqualTo(10);
        assertThat(last.stairs().average().median()).isNegative();
    }

    @Test
    void linesThatCannotBeComparedHaveAStatus() {
        List<AnalysedRelease> leader = group("y", LocalDate.of(2020, 1, 1), 20, 1, 5);
        assertThat(lags(lead(Set.of("y", "yy"), null), leader, List.of()))
                .singleElement()
                .satisfies(lag -> {
                    assertThat(lag.status()).isEqualTo(Lag.Status.TOO_FEW_RELEASES);
                    assertThat(lag.on()).isEqualTo(VINTAGE);
                    assertThat(lag.follower().n()).isZero();
                    assertThat(lag.stairs().record()).isNull();
                    assertThat(lag.emptyGroupWarnings())
                            .singleElement()
                            .asString()
                            .contains(
                                    "follower: vintage 2024-03-01 has no release",
                                    "whose organization is one of [x, xx]");
                });
        assertThat(lags(lead(Set.of(), null), List.of(), group("x", LocalDate.of(2021, 6, 1), 20, 1, 5)))
                .singleElement()
                .satisfies(lag -> assertThat(lag.emptyGroupWarnings())
                        .containsExactly(
                                "leads.x-after-y.leader: vintage 2024-03-01 has no release in the cohort record"
                                        + " whose organization is none of the follower's: [x, xx]"));
        List<AnalysedRelease> later = group("x", LocalDate.of(2021, 6, 1), 20, 1, 5);
        assertThat(lags(lead(Set.of("y", "yy"), null), leader, later))
                .singleElement()
                .satisfies(lag -> assertThat(lag.status()).isEqualTo(Lag.Status.NO_COMMON_SPAN));
    }

    @Test
    void releasesThatAreLeftOutAndThoseBeforeItsLineBeginsAreOnNoLine() {
        List<AnalysedRelease> follower = new ArrayList<>(group("x", LocalDate.of(2020, 12, 31), 20, 1, 10));
        follower.add(release("left-out", "2020-06-01", 1e30, "x"));
        List<Lag> lags = lags(
                lead(Set.of("y", "yy"), LocalDate.of(2021, 6, 1)),
                group("y", LocalDate.of(2020, 1, 1), 20, 1, 20),
                follower);
        // Of ten, those of 2020-12-31, 2021-03-14 and 2021-05-26 are before 2021-06-01.
        assertThat(lags.get(0).follower().n()).isEqualTo(7);
        assertThat(lags.get(0).follower().first()).isEqualTo("2021-08-07");
        assertThat(lags.get(0).stairs().recordCount()).isEqualTo(7);
        assertThat(lags.get(0).lines().behind().median()).isCloseTo(365 / 30.4375, within(1e-9));
    }
}
