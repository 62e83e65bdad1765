package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.RULES;
import static org.computetrends.population.LoadedReleases.release;
import static org.computetrends.population.LoadedReleases.vintage;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.NamedDerivatives;
import org.computetrends.domain.Seam;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendOnVintage;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueChange;
import org.computetrends.domain.VintageChange;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;
import org.junit.jupiter.api.Test;

/** Changes of trends and values between literal vintages. */
class VintageComparatorTest {
    private static final Metric METRIC = new Metric(COMPUTE, "Training compute", "FLOP", "training_compute_flop");

    private static final Seam FLAGS = new Seam("flags", LocalDate.of(2021, 6, 1), null, true);

    private static final AnalysedRelease A = release("a", "2015-01-01", 1e20, "x");
    private static final AnalysedRelease B = release("b", "2016-01-01", 1e21, "y");
    private static final AnalysedRelease C = release("c", "2017-01-01", 1e22, "z");
    private static final AnalysedRelease D = release("d", "2018-01-01", 1e22, "z");

    @Test
    void nothingChangesBetweenEqualVintages() {
        VintageChange change =
                trendChange("all", RULES, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, C));
        assertThat(change.status()).isEqualTo(VintageChange.Status.SPLIT);
        assertThat(change.split()).isEqualTo(new VintageChange.Split(0, 0, 0, 0));
        assertThat(change.before()).isEqualTo(change.after());
    }

    @Test
    void theOnlyPartHasTheWholeChange() {
        VintageChange added =
                trendChange("all", RULES, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, C, D));
        assertWhole(added, added.split().added());
        VintageChange withdrawn =
                trendChange("all", RULES, vintage("2020-01-01", A, B, C, D), vintage("2021-01-01", A, B, C));
        assertWhole(withdrawn, withdrawn.split().withdrawn());
        AnalysedRelease revisedC = release("c", "2017-01-01", 4e22, "z");
        VintageChange revised =
                trendChange("all", RULES, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, revisedC));
        assertWhole(revised, revised.split().revised());
        assertThat(List.of(revised.revised(), revised.added(), revised.withdrawn()))
                .containsExactly(1L, 0L, 0L);
    }

    @Test
    void changedRulesHaveTheWholeChange() {
        Selection years = RULES.withRules(RULES.rules().with(draft -> draft.timeScale = new TimeScale(365, 30)));
        VintageChange change =
                trendChange("all", years, vintage("2020-01-01", A, B, C), vintage("2021-01-01", A, B, C));
        assertWhole(change, change.split().rules());
        assertThat(change.split().rules())
                .isCloseTo(change.after().slopeOomPerYear() * (1 - 365 / 365.25), within(1e-12));
    }

    @Test
    void partsOfEverythingAtOnceAddUpToTheChange() {
        Selection start = RULES.withRules(RULES.rules()
                .with(draft -> draft.imputation = DateImputation.START)
                .with(draft -> draft.timeScale = new TimeScale(365, 30)));
        LoadedVintage before = vintage(
                "2020-01-01",
                A,
                B,
                C,
                release("gone", "2014-06-01", 1e17, "x"),
                release("bad", "2019-06-01", 1e25, "x"));
        LoadedVintage after = vintage(
                "2021-01-01",
                A,
                release("b", "2016-02-01", DatePrecision.MONTH, null, 3e21, "y"),
                C,
                D,
                release("new", "2013-01-01", 1e18, "x"));
        for (String cohort : List.of("all", "frontier", "record")) {
            VintageChange change = trendChange(cohort, start, before, after);
            assertThat(change.status()).as(cohort).isEqualTo(VintageChange.Status.SPLIT);
            VintageChange.Split split = change.split();
            double parts = split.revised() + split.added() + split.withdrawn() + split.rules();
            assertThat(parts)
                    .isCloseTo(
                            change.after().slopeOomPerYear() - change.before().slopeOomPerYear(), within(1e-12));
            assertThat(split.rules()).isNotZero();
        }
    }

    /** All releases of a vintage without flags are notable, also if mixed with releases of a vintage with flags. */
    @Test
    void aReleaseKeepsTheNotabilityOfItsVintageInEverySubset() {
        LoadedVintage unflagged = vintage(
                "2020-01-15",
                A,
                B,
                C,
                release("month", "2020-01-01", DatePrecision.MONTH, null, 1e24, "x"),
                release("gone", "2014-06-01", 1e17, "x"));
        LoadedVintage flagged = vintage(
                "2021-01-01",
                release("a", "2015-01-01", DatePrecision.DAY, true, 1e20, "x"),
                release("b", "2016-01-01", DatePrecision.DAY, false, 1e21, "y"),
                release("c", "2017-01-01", DatePrecision.DAY, true, 1e22, "z"),
                release("month", "2020-01-01", DatePrecision.MONTH, true, 1e24, "x"));
        VintageChange change = trendChange("notable", RULES, unflagged, flagged);
        assertThat(change.before().n()).isEqualTo(5);
        assertThat(change.after().n()).isEqualTo(3);
        // Only two releases change the trend: `gone` was withdrawn, and `b` is no longer notable.
        assertThat(change.split().added()).isZero();
        assertThat(change.split().withdrawn()).isNotZero();
        assertThat(change.split().revised()).isNotZero();
        // A flag is a label: no value or date was revised.
        assertThat(change.revised()).isZero();
    }

    @Test
    void aTrendThatCannotBeFittedSaysWhere() {
        LoadedVintage three = vintage("2020-01-01", A, B, C);
        LoadedVintage two = vintage("2021-01-01", A, B);
        assertThat(trendChange("all", RULES, three, two).status()).isEqualTo(VintageChange.Status.NO_FIT_AFTER);
        assertThat(trendChange("all", RULES, vintage("2019-01-01", A, B), three).status())
                .isEqualTo(VintageChange.Status.NO_FIT_BEFORE);
        LoadedVintage others = vintage(
                "2021-01-01",
                release("e", "2015-01-01", 1e20, "x"),
                release("f", "2016-01-01", 1e20, "x"),
                release("g", "2017-01-01", 1e20, "x"));
        VintageChange replaced = trendChange("all", RULES, three, others);
        assertThat(replaced.status()).isEqualTo(VintageChange.Status.NO_FIT_BETWEEN);
        assertThat(replaced.split()).isNull();
        assertThat(replaced.after().slopeOomPerYear()).isZero();
        assertThat(replaced.after().doublingTimeMonths()).isNull();
    }

    @Test
    void theLedgerListsWhatDiffersAndWhatIsNotMatched() {
        LoadedVintage before = vintage(
                "2020-01-01",
                A,
                B,
                release("c", "2017-01-01", DatePrecision.MONTH, null, 1e22, "z"),
                release("known later", "2018-01-01", Double.NaN, "x"),
                release("gone", "2014-06-01", 1e17, "x"));
        LoadedVintage after = vintage(
                "2021-01-01",
                A,
                release("b", "2016-01-01", 2e21, "y"),
                release("c", "2017-01-02", 1e22, "z"),
                release("known later", "2018-01-01", 2e22, "x"),
                release("gone", "2017-06-01", 1e18, "another"),
                release("valueless", "2020-01-01", Double.NaN, "x"));
        List<ValueChange> values =
                compare(List.of(), RULES, vintages(before, after)).values();
        assertThat(values)
                .containsExactly(
                        valueChange(
                                "b",
                                ValueChange.Kind.REVISED,
                                null,
                                dated(1e21, "2016-01-01"),
                                dated(2e21, "2016-01-01")),
                        valueChange(
                                "c",
                                ValueChange.Kind.REVISED,
                                null,
                                dated(1e22, "2017-01-15"),
                                dated(1e22, "2017-01-02")),
                        valueChange("gone", ValueChange.Kind.ADDED, null, null, dated(1e18, "2017-06-01")),
                        valueChange("gone", ValueChange.Kind.WITHDRAWN, null, dated(1e17, "2014-06-01"), null),
                        valueChange("known later", ValueChange.Kind.REVISED, null, null, dated(2e22, "2018-01-01")));
    }

    @Test
    void aRenamedReleaseIsRevisedAndCountedOnce() {
        LoadedVintage before = vintage("2020-01-01", A, B, release("gpt 3\n175b", "2018-01-01", 3e23, "openai"));
        LoadedVintage after = vintage("2021-01-01", A, B, release("GPT-3 175B", "2018-01-01", 6e23, "openai"));
        VintageComparator.Result result = compare(List.of(specification("all")), RULES, vintages(before, after));
        assertThat(result.values())
                .containsExactly(valueChange(
                        "GPT-3 175B",
                        ValueChange.Kind.REVISED,
                        "gpt 3\n175b",
                        dated(3e23, "2018-01-01"),
                        dated(6e23, "2018-01-01")));
        VintageChange change = result.trends().get(0);
        assertThat(List.of(change.revised(), change.added(), change.withdrawn()))
                .containsExactly(1L, 0L, 0L);
        assertWhole(change, change.split().revised());
    }

    /** No value differs, but the release no longer ranks. */
    @Test
    void aReleaseRenamedToADerivedNameIsRevised() {
        Selection derived =
                RULES.withRules(RULES.rules().with(draft -> draft.derivedNames = new NamedDerivatives(List.of("D-2"))));
        LoadedVintages vintages = vintages(
                vintage("2020-01-01", A, B, C, release("d 2", "2018-01-01", 4e22, "z")),
                vintage("2021-01-01", A, B, C, release("D-2", "2018-01-01", 4e22, "z")));
        VintageChange change = compare(List.of(specification("record")), derived, derived, vintages)
                .trends()
                .get(0);
        assertWhole(change, change.split().revised());
    }

    /** Programs write 3.8e20 as 3.8000000000000007e20. */
    @Test
    void theRoundingOfLastDigitsIsNoRevision() {
        LoadedVintage before = vintage("2020-01-01", release("a", "2015-01-01", 3.8e20, "x"));
        LoadedVintage after = vintage("2021-01-01", release("a", "2015-01-01", 3.8000000000000007e20, "x"));
        assertThat(compare(List.of(), RULES, vintages(before, after)).values())
                .extracting(ValueChange::kind)
                .containsExactly(ValueChange.Kind.RESTATED);
    }

    @Test
    void everyVintageUpToTheOneAnalysedIsComparedWithTheOneBefore() {
        LoadedVintages vintages = new LoadedVintages(
                LocalDate.of(2022, 1, 1),
                Optional.of(vintage("2022-01-01", A, B, C, D)),
                List.of(
                        vintage("2020-01-01", A, B, C),
                        vintage("2021-01-01", A, B, release("c", "2017-01-01", 4e22, "z")),
                        vintage("2023-01-01", A)));
        Selection years = RULES.withRules(RULES.rules().with(draft -> draft.timeScale = new TimeScale(365, 30)));
        VintageComparator.Result result = compare(List.of(specification("all")), years, vintages);
        assertThat(result.trends())
                .extracting(change -> change.fromVintage() + " to " + change.toVintage() + " " + change.seam())
                .containsExactly("2020-01-01 to 2021-01-01 null", "2021-01-01 to 2022-01-01 flags");
        assertThat(result.trends().get(0).after().n()).isEqualTo(3);
        // Changed rules are applied only to the vintage before the one analysed.
        assertThat(result.trends().get(0).split().rules()).isZero();
        assertThat(result.trends().get(1).split().rules()).isNotZero();
        assertThat(result.values())
                .extracting(change -> change.releaseId() + " " + change.kind() + " " + change.toVintage())
                .containsExactly("c REVISED 2021-01-01", "c REVISED 2022-01-01", "d ADDED 2022-01-01");
    }

    /** Subsets that differ only in irrelevant parts are fitted once, unless rules differ, even without effect. */
    @Test
    void aSplitIsTheSameIfEverySubsetIsFitted() {
        LoadedVintage before = vintage("2020-01-01", A, B, C, release("gone", "2014-06-01", 1e17, "x"));
        LoadedVintage after = vintage(
                "2021-01-01",
                A,
                release("b", "2016-01-01", DatePrecision.DAY, false, 1e21, "y"),
                release("c", "2017-01-01", 3e22, "q"),
                release("new", "2013-01-01", 1e18, "x"));
        Selection equalInEffect = RULES.withExcludedReleases(Set.of("no such release"));
        for (String cohort : List.of("all", "notable", "frontier", "record", "large-scale", "organization=z")) {
            VintageChange fittedOnce = trendChange(cohort, RULES, before, after);
            VintageChange fittedEach = trendChange(cohort, equalInEffect, before, after);
            assertThat(fittedOnce.split()).as(cohort).isEqualTo(fittedEach.split());
            assertThat(fittedOnce.status()).as(cohort).isEqualTo(fittedEach.status());
        }
    }

    @Test
    void theFirstVintageHasNothingToBeComparedWith() {
        LoadedVintages alone =
                new LoadedVintages(LocalDate.of(2020, 1, 1), Optional.of(vintage("2020-01-01", A, B, C)), List.of());
        assertThat(compare(List.of(specification("all")), RULES, alone))
                .isEqualTo(new VintageComparator.Result(List.of(), List.of(), List.of()));
    }

    private static ValueChange.DatedValue dated(double value, String date) {
        return new ValueChange.DatedValue(value, LocalDate.parse(date));
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

    private static ValueChange valueChange(
            String release,
            ValueChange.Kind kind,
            String oldId,
            ValueChange.DatedValue before,
            ValueChange.DatedValue after) {
        return new ValueChange(
                release, COMPUTE, kind, LocalDate.of(2020, 1, 1), LocalDate.of(2021, 1, 1), oldId, before, after);
    }

    private static VintageChange trendChange(
            String cohort, Selection before, LoadedVintage earlier, LoadedVintage later) {
        return compare(List.of(specification(cohort)), before, vintages(earlier, later))
                .trends()
                .get(0);
    }

    private static VintageComparator.Result compare(
            List<TrendSpecification> trends, Selection before, LoadedVintages vintages) {
        return compare(trends, before, RULES, vintages);
    }

    private static VintageComparator.Result compare(
            List<TrendSpecification> trends, Selection before, Selection run, LoadedVintages vintages) {
        VintageComparator.Revisions revisions = new VintageComparator.Revisions(
                List.of(FLAGS), ReleaseIdentity.of(List.of(METRIC), Set.of(COMPUTE)), List.of(1.0, 5.0));
        List<TrendOnVintage> history = new TrendHistorian(
                        new TrendHistorian.Settings(run, List.of(), List.of(), List.of(FLAGS)))
                .history(trends, vintages);
        return new VintageComparator(new VintageComparator.Settings(List.of(METRIC), before, run, revisions))
                .compare(trends, vintages, history);
    }

    private static LoadedVintages vintages(LoadedVintage before, LoadedVintage after) {
        return new LoadedVintages(after.date(), Optional.of(after), List.of(before));
    }

    private static TrendSpecification specification(String cohort) {
        return new TrendSpecification(METRIC, Cohort.parse(cohort), Era.ALL_TIME, GrowthModel.EXPONENTIAL);
    }
}
