package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.held.HeldReleases.COMPUTE;
import static org.computetrends.held.HeldReleases.RULES;
import static org.computetrends.held.HeldReleases.release;
import static org.computetrends.held.HeldReleases.vintage;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueChange;
import org.computetrends.domain.VintageChange;
import org.computetrends.held.HeldRelease;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.HeldVintages;
import org.computetrends.held.Selection;
import org.junit.jupiter.api.Test;

class VintageComparatorTest {
    private static final Metric METRIC = new Metric(COMPUTE, "Training compute", "FLOP", "training_compute_flop");

    private static final HeldRelease A = release("a", "2015-01-01", 1e20, "x");
    private static final HeldRelease B = release("b", "2016-01-01", 1e21, "y");
    private static final HeldRelease C = release("c", "2017-01-01", 1e22, "z");
    private static final HeldRelease D = release("d", "2018-01-01", 1e22, "z");

    @Test
    void nothingChangesBetweenEqualVintages() {
        VintageChange change = change("all", RULES, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, C));
        assertThat(change.status()).isEqualTo(VintageChange.Status.SPLIT);
        assertThat(change.split()).isEqualTo(new VintageChange.Split(0, 0, 0, 0));
        assertThat(change.before()).isEqualTo(change.after());
    }

    @Test
    void whatAloneHappenedHasTheWholeChange() {
        VintageChange added = change("all", RULES, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, C, D));
        assertWhole(added, added.split().added());
        VintageChange withdrawn =
                change("all", RULES, vintage("2020-01-01", A, B, C, D), vintage("2021-01-01", A, B, C));
        assertWhole(withdrawn, withdrawn.split().withdrawn());
        HeldRelease revisedC = release("c", "2017-01-01", 4e22, "z");
        VintageChange revised =
                change("all", RULES, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, revisedC));
        assertWhole(revised, revised.split().revised());
        assertThat(List.of(revised.revised(), revised.added(), revised.withdrawn()))
                .containsExactly(1L, 0L, 0L);
    }

    @Test
    void otherRulesHaveTheirPart() {
        Selection years = RULES.withRules(RULES.rules().withTimeScale(new TimeScale(365, 30)));
        VintageChange change = change("all", years, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, C));
        assertWhole(change, change.split().rules());
        assertThat(change.split().rules())
                .isCloseTo(change.after().slopeOomPerYear() * (1 - 365 / 365.25), within(1e-12));
    }

    @Test
    void partsOfEverythingAtOnceAddUpToTheChange() {
        Selection start = RULES.withRules(
                RULES.rules().withImputation(DateImputation.START).withTimeScale(new TimeScale(365, 30)));
        HeldVintage before = vintage(
                "2020-01-01",
                A,
                B,
                C,
                release("gone", "2014-06-01", 1e17, "x"),
                release("bad", "2019-06-01", 1e25, "x"));
        HeldVintage after = vintage(
                "2021-01-01",
                A,
                release("b", "2016-02-01", DatePrecision.MONTH, null, 3e21, "y"),
                C,
                D,
                release("new", "2013-01-01", 1e18, "x"));
        for (String cohort : List.of("all", "frontier", "record")) {
            VintageChange change = change(cohort, start, before, after);
            assertThat(change.status()).as(cohort).isEqualTo(VintageChange.Status.SPLIT);
            VintageChange.Split split = change.split();
            double parts = split.revised() + split.added() + split.withdrawn() + split.rules();
            assertThat(parts)
                    .isCloseTo(
                            change.after().slopeOomPerYear() - change.before().slopeOomPerYear(), within(1e-12));
            assertThat(split.rules()).isNotZero();
        }
    }

    /** A database of milestones without flags is notable as a whole, and remains so beside one with flags. */
    @Test
    void whatAVintageMadeOfItsReleasesTheyKeepInEveryState() {
        HeldVintage unflagged = vintage(
                "2020-01-15",
                A,
                B,
                C,
                release("month", "2020-01-01", DatePrecision.MONTH, null, 1e24, "x"),
                release("gone", "2014-06-01", 1e17, "x"));
        HeldVintage flagged = vintage(
                "2021-01-01",
                release("a", "2015-01-01", DatePrecision.DAY, true, 1e20, "x"),
                release("b", "2016-01-01", DatePrecision.DAY, false, 1e21, "y"),
                release("c", "2017-01-01", DatePrecision.DAY, true, 1e22, "z"),
                release("month", "2020-01-01", DatePrecision.MONTH, true, 1e24, "x"));
        VintageChange change = change("notable", RULES, unflagged, flagged);
        assertThat(change.before().n()).isEqualTo(5);
        assertThat(change.after().n()).isEqualTo(3);
        // Releases gone are the only ones that differ, and `b`, which is no longer notable.
        assertThat(change.split().added()).isZero();
        assertThat(change.split().withdrawn()).isNotZero();
        assertThat(change.split().revised()).isNotZero();
        // No release or date was revised: the flag is a label.
        assertThat(change.revised()).isZero();
    }

    @Test
    void aTrendThatCannotBeFittedSaysWhere() {
        HeldVintage three = vintage("2020-01-01", A, B, C);
        HeldVintage two = vintage("2021-01-01", A, B);
        assertThat(change("all", RULES, three, two).status()).isEqualTo(VintageChange.Status.NO_FIT_AFTER);
        assertThat(change("all", RULES, vintage("2019-01-01", A, B), three).status())
                .isEqualTo(VintageChange.Status.NO_FIT_BEFORE);
        HeldVintage others = vintage(
                "2021-01-01",
                release("e", "2015-01-01", 1e20, "x"),
                release("f", "2016-01-01", 1e20, "x"),
                release("g", "2017-01-01", 1e20, "x"));
        VintageChange replaced = change("all", RULES, three, others);
        assertThat(replaced.status()).isEqualTo(VintageChange.Status.NO_FIT_BETWEEN);
        assertThat(replaced.split()).isNull();
        assertThat(replaced.after().slopeOomPerYear()).isZero();
        assertThat(replaced.after().doublingTimeMonths()).isNull();
    }

    @Test
    void theLedgerListsWhatDiffersAndWhatIsNotMatched() {
        HeldVintage before = vintage(
                "2020-01-01",
                A,
                B,
                release("c", "2017-01-01", DatePrecision.MONTH, null, 1e22, "z"),
                release("known later", "2018-01-01", Double.NaN, "x"),
                release("gone", "2014-06-01", 1e17, "x"));
        HeldVintage after = vintage(
                "2021-01-01",
                A,
                release("b", "2016-01-01", 2e21, "y"),
                release("c", "2017-01-02", 1e22, "z"),
                release("known later", "2018-01-01", 2e22, "x"),
                release("gone", "2014-06-01", 1e18, "another"),
                release("valueless", "2020-01-01", Double.NaN, "x"));
        List<ValueChange> values = new VintageComparator(new VintageComparator.Settings(List.of(METRIC), RULES, RULES))
                .compare(List.of(), held(before, after))
                .values();
        LocalDate from = LocalDate.of(2020, 1, 1);
        assertThat(values)
                .containsExactly(
                        new ValueChange(
                                "b",
                                COMPUTE,
                                ValueChange.Kind.REVISED,
                                from,
                                dated(1e21, "2016-01-01"),
                                dated(2e21, "2016-01-01")),
                        new ValueChange(
                                "c",
                                COMPUTE,
                                ValueChange.Kind.REVISED,
                                from,
                                dated(1e22, "2017-01-15"),
                                dated(1e22, "2017-01-02")),
                        new ValueChange("gone", COMPUTE, ValueChange.Kind.ADDED, from, null, dated(1e18, "2014-06-01")),
                        new ValueChange(
                                "gone", COMPUTE, ValueChange.Kind.WITHDRAWN, from, dated(1e17, "2014-06-01"), null),
                        new ValueChange(
                                "known later",
                                COMPUTE,
                                ValueChange.Kind.REVISED,
                                from,
                                null,
                                dated(2e22, "2018-01-01")));
    }

    @Test
    void theFirstVintageHasNothingToBeComparedWith() {
        HeldVintages alone =
                new HeldVintages(LocalDate.of(2020, 1, 1), Optional.of(vintage("2020-01-01", A, B, C)), List.of());
        assertThat(new VintageComparator(new VintageComparator.Settings(List.of(METRIC), RULES, RULES))
                        .compare(List.of(specification("all")), alone))
                .isEqualTo(new VintageComparator.Result(List.of(), List.of()));
    }

    private static ValueChange.Dated dated(double value, String date) {
        return new ValueChange.Dated(value, LocalDate.parse(date));
    }

    private static void assertWhole(VintageChange change, double part) {
        VintageChange.Split split = change.split();
        double whole = change.after().slopeOomPerYear() - change.before().slopeOomPerYear();
        assertThat(whole).isNotZero();
        assertThat(part).isCloseTo(whole, within(1e-12));
        assertThat(Math.abs(split.revised())
                        + Math.abs(split.added())
                        + Math.abs(split.withdrawn())
                        + Math.abs(split.rules()))
                .isCloseTo(Math.abs(whole), within(1e-12));
    }

    private static VintageChange change(String cohort, Selection before, HeldVintage earlier, HeldVintage later) {
        return new VintageComparator(new VintageComparator.Settings(List.of(METRIC), before, RULES))
                .compare(List.of(specification(cohort)), held(earlier, later))
                .trends()
                .get(0);
    }

    private static HeldVintages held(HeldVintage before, HeldVintage after) {
        return new HeldVintages(after.date(), Optional.of(after), List.of(before));
    }

    private static TrendSpecification specification(String cohort) {
        return new TrendSpecification(METRIC, Cohort.parse(cohort), Era.ALL_TIME, GrowthModel.EXPONENTIAL);
    }
}
