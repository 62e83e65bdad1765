package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.RULES;
import static org.computetrends.population.LoadedReleases.release;
import static org.computetrends.population.LoadedReleases.vintage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Claim.Published;
import org.computetrends.domain.Claim.Quantity;
import org.computetrends.domain.Claim.Relation;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.ScoredClaim;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;
import org.computetrends.table.ClaimsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts and reasons of claims about literal releases in two vintages. */
class ClaimEvaluatorTest {

    /** Growth by about a factor of ten in 365 days. Only the newer vintage has a release of 2021. */
    private static final LoadedVintage OLD = vintage(
            "2020-01-01",
            release("a", "2015-01-01", 1e20, "x"),
            release("b", "2016-01-01", 1.2e21, "y"),
            release("c", "2016-12-31", 1e22, "z"),
            release("d", "2017-12-31", 0.8e23, "w"));

    private static final LoadedVintage NEW = vintage(
            "2021-06-01",
            release("a", "2015-01-01", 1e20, "x"),
            release("b", "2016-01-01", 1.2e21, "y"),
            release("c", "2016-12-31", 1e22, "z"),
            release("d", "2017-12-31", 0.8e23, "w"),
            release("e", "2021-01-01", 5e25, "v"));

    private static final LoadedVintages VINTAGES = new LoadedVintages(NEW.date(), Optional.of(NEW), List.of(OLD));
    private static final ProjectedValues NOTHING = values((vintage, date) -> Optional.empty());

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({
        "EQUALS, 5.7, , , 5.65, 5.75",
        "EQUALS, 19, , , 18.5, 19.5",
        "EQUALS, 2e29, , , 1.5e29, 2.5e29",
        "EQUALS, 4.7, 4.3, 5.2, 4.3, 5.2",
        "EQUALS, , 6, 10, 6, 10",
        "EQUALS, , 6, , 6, Infinity",
        "AT_MOST, , , 1e25, -Infinity, 1e25",
        "AT_MOST, 1e25, , , -Infinity, 1e25",
        "AT_LEAST, , 1e9, , 1e9, Infinity",
    })
    void aPublishedNumberIsARange(
            Relation relation, BigDecimal value, BigDecimal low, BigDecimal high, double from, double to) {
        Published published = new Published(relation, value, low, high, null);
        assertThat(published.range().low()).isEqualTo(from);
        assertThat(published.range().high()).isEqualTo(to);
    }

    @Test
    void aLimitNeedsAValueOrTheBoundOfItsOwnSide() {
        BigDecimal one = BigDecimal.ONE;
        assertThatThrownBy(() -> new Published(Relation.AT_MOST, null, one, null, null))
                .hasMessage("a claim of at most must have a value or an upper bound");
        assertThatThrownBy(() -> new Published(Relation.AT_LEAST, null, null, one, null))
                .hasMessage("a claim of at least must have a value or a lower bound");
    }

    @Test
    void growthIsJudgedByTheDistanceInStandardErrors() {
        // The line through log10 values 20, 21.079, 22 and 22.903, 365 days apart, rises by 0.9637 a year.
        // It doubles in 12 log10(2) / 0.9637 = 3.749 months.
        ScoredClaim hit =
                score(claim(Quantity.DOUBLING_TIME_MONTHS, published("3.6", "2.9", "4.6"), null, "2018-01-01"));
        assertThat(hit.then().basis()).isEqualTo(Basis.FITTED);
        assertThat(hit.then().n()).isEqualTo(4);
        assertThat(hit.then().value()).isCloseTo(3.749, within(1e-3));
        assertThat(hit.then().verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(hit.then().distanceSe()).isBetween(-2.0, 0.0);
        assertThat(hit.ratio(hit.then())).isCloseTo(hit.then().value() / 3.6, within(1e-12));
        ScoredClaim miss = score(claim(Quantity.DOUBLING_TIME_MONTHS, published("9", "8", "10"), null, "2018-01-01"));
        assertThat(miss.then().verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(miss.then().distanceSe()).isGreaterThan(2);
    }

    @Test
    void theVintageIsTheNewestAtOrBeforePublication() {
        assertThat(score(countOf(OLD.date())).then().vintage()).isEqualTo(OLD.date());
        assertThat(score(countOf(OLD.date().plusDays(1))).then().vintage()).isEqualTo(OLD.date());
        assertThat(score(countOf(NEW.date())).then().vintage()).isEqualTo(NEW.date());
        ScoredClaim older = score(countOf(OLD.date().minusDays(1)));
        assertThat(older.then().vintage()).isNull();
        assertThat(older.then().verdict()).isEqualTo(Verdict.NOT_TESTABLE);
        assertThat(older.newest().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(older.reason()).contains("vintage: none is as old as 2019-12-31");
        ScoredClaim undated = score(countOf(null));
        assertThat(undated.then().vintage()).isNull();
        assertThat(undated.reason()).contains("vintage: no day of publication is known");
    }

    private static Claim countOf(LocalDate publishedOn) {
        return claim(Quantity.COUNT, published("3"), draft -> {
            draft.publishedOn = publishedOn;
            draft.vintage = null;
        });
    }

    @Test
    void aCountDecidesAClaimOnceAHigherCountGivesTheSameVerdict() {
        // b, c and d are at or above 1.2e21 by the end of 2017; the old vintage is two years later, and e is of 2021.
        assertThat(above("1.2e21", "2017-12-31", published("3")).then().verdict())
                .isEqualTo(Verdict.REPRODUCED);
        assertThat(above("1.2e21", "2017-12-31", published("4")).then().verdict())
                .isEqualTo(Verdict.CONTRADICTED);
        assertThat(above("1.2e21", "2017-12-30", published("2")).then().verdict())
                .isEqualTo(Verdict.REPRODUCED);
        ScoredClaim early = above("1e25", "2021-03-01", published("2"));
        assertThat(early.then().value()).isZero();
        assertThat(early.then().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(early.newest().value()).isEqualTo(1);
        assertThat(early.newest().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(early.reason()).contains("count: it may still rise");
        Published atLeast = new Published(Relation.AT_LEAST, null, new BigDecimal("1"), null, null);
        assertThat(above("1e25", "2021-03-01", atLeast).newest().verdict()).isEqualTo(Verdict.COMPATIBLE);
    }

    private static ScoredClaim above(String threshold, String date, Published published) {
        return score(dated(Quantity.COUNT_ABOVE, Cohort.all(), date, threshold, published, null));
    }

    @Test
    void aCrossingIsObservedOrProjected() {
        ProjectedValues scenario = new ProjectedValues() {
            @Override
            public Optional<org.computetrends.domain.MedianAndInterval> value(
                    LocalDate vintage, String metric, String cohort, String name, LocalDate date) {
                return Optional.empty();
            }

            @Override
            public Optional<Dates> crossing(
                    LocalDate vintage, String metric, String cohort, String name, double threshold) {
                return Optional.of(
                        new Dates(LocalDate.of(2022, 1, 1), LocalDate.of(2021, 1, 1), LocalDate.of(2023, 1, 1)));
            }
        };
        Claim claim = dated(Quantity.CROSSING_DATE, Cohort.parse("record"), null, "1e25", published("2021.9"), null);
        ScoredClaim scored = evaluate(List.of(claim), scenario).get(0);
        assertThat(scored.then().basis()).isEqualTo(Basis.PROJECTED);
        assertThat(scored.then().value()).isEqualTo(2022);
        // A year is 1.96 standard errors; a tenth of the two years from the vintage is allowed.
        assertThat(scored.then().distanceSe()).isCloseTo(0.1 * 1.959964, within(1e-5));
        assertThat(scored.then().verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(scored.newest().basis()).isEqualTo(Basis.OBSERVED);
        assertThat(scored.newest().release()).isEqualTo("e");
        assertThat(scored.newest().value()).isEqualTo(2021);
        assertThat(scored.newest().verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(scored.ratio(scored.newest())).isNull();
    }

    @Test
    void anObstacleLeavesAClaimUntestedBesideOurs() {
        Claim claim =
                dated(Quantity.COUNT_ABOVE, Cohort.all(), "2017-12-31", "1.2e21", published("3"), "they count others");
        ScoredClaim scored = score(claim);
        assertThat(scored.then().value()).isEqualTo(3);
        assertThat(scored.then().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(scored.reason()).startsWith("selection: they count others");
        ScoredClaim none = score(dated(Quantity.LAG_MONTHS, null, null, null, published("3"), "no table has lags"));
        assertThat(none.newest().verdict()).isEqualTo(Verdict.NOT_TESTABLE);
        assertThat(none.reason()).isEqualTo("data: no table has lags");
    }

    private static Claim dated(
            Quantity quantity, Cohort cohort, String date, String threshold, Published published, String obstacle) {
        return claim(quantity, published, draft -> {
            draft.publishedOn = OLD.date();
            draft.vintage = null;
            draft.cohort = cohort;
            draft.targetDate = date == null ? null : LocalDate.parse(date);
            draft.threshold = threshold == null ? null : Double.valueOf(threshold);
            draft.scenario = "continue";
            draft.obstacle = obstacle;
        });
    }

    @Test
    void monthsAreThoseOfTheClaim() {
        Claim usual = claim(Quantity.DOUBLING_TIME_MONTHS, published("3.6"), null, null);
        Claim short30 = claim(usual.quantity(), usual.published(), draft -> draft.daysPerMonth = 30.0);
        ScoredClaim scored = score(short30);
        assertThat(scored.then().value() / score(usual).then().value()).isCloseTo(30.4375 / 30, within(1e-12));
        assertThat(scored.reason())
                .contains("convention: 3.75 (n 4) in months of 30.4375 days instead of 30.0")
                .contains("window: no end was published");
    }

    @Test
    void rulesAreThoseOfThePresetThatTheClaimNames() {
        Claim claim = claim(Quantity.COUNT, published("4"), draft -> {
            draft.publishedOn = LocalDate.of(2019, 12, 2);
            draft.cohort = Cohort.parse("frontier");
            draft.rules = "one";
        });
        Selection first = RULES.withRules(RULES.rules()
                .with(draft -> draft.frontierSize = 1)
                .with(draft -> draft.timeScale = new TimeScale(365, 30)));
        LoadedVintage smaller = vintage(
                "2020-01-01",
                release("a", "2015-01-01", 1e20),
                release("b", "2016-01-01", 1e19),
                release("c", "2017-01-01", 1e21));
        ScoredClaim scored = new ClaimEvaluator(new ClaimEvaluator.Settings(
                        RULES, Map.of("one", first), new LeadEstimator(List.of(), RULES, 0)))
                .evaluate(List.of(claim), new LoadedVintages(smaller.date(), Optional.of(smaller), List.of()), NOTHING)
                .get(0);
        assertThat(scored.then().value()).isEqualTo(2);
        assertThat(scored.reason())
                .contains("vintage: as of 2020-01-01, because the test says so")
                .contains("rules: 3 by the run's rules instead of one's");
    }

    @Test
    void reasonsNameTheVintageAndTheWindowIfTheyChangeTheAnswer() {
        // The second claim is about the same window, so it gives the published count of the first claim's fit.
        Claim fit = claim(Quantity.GROWTH_FACTOR_PER_YEAR, published("10"), null, "2020-01-01");
        List<ScoredClaim> scored = evaluate(
                List.of(
                        fit,
                        claim(Quantity.COUNT, published("4"), null, "2020-01-01"),
                        claim(Quantity.COUNT, published("4"), null, null)),
                NOTHING);
        assertThat(scored.get(0).then().vintage()).isEqualTo(OLD.date());
        assertThat(scored.get(0).newest().vintage()).isEqualTo(NEW.date());
        assertThat(scored.get(0).reason())
                .contains("count: 4 releases on 2020-01-01 where 4 were published")
                .contains("(n 5) with releases to 2021-06-01");
        assertThat(scored.get(2).then().verdict()).isEqualTo(Verdict.REPRODUCED);
        assertThat(scored.get(2).newest().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(scored.get(2).reason())
                .contains("vintage: the answers differ, reproduced on 2020-01-01 and untested on 2021-06-01")
                .contains("vintage: 4 on 2020-01-01, 5 on 2021-06-01");
    }

    @Test
    void tooFewReleasesCannotBeTested() {
        ScoredClaim scored = score(claim(Quantity.R_SQUARED, published("0.6"), null, "2015-06-01"));
        assertThat(scored.then().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(scored.reason()).contains("count: 1 releases of training_compute on 2020-01-01, too few for a line");
    }

    @Test
    void aReleaseInTheRangeHasToBeTheFirstAndInTheWindow() {
        Published range = published(null, "1e21", "1e22");
        ScoredClaim inTime = score(claim(Quantity.COMPUTE, range, "2015-06-01", "2016-06-01"));
        assertThat(inTime.then().release()).isEqualTo("b");
        assertThat(inTime.then().releasedOn()).isEqualTo("2016-01-01");
        assertThat(inTime.then().verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(score(claim(Quantity.COMPUTE, range, "2016-06-01", "2017-06-01"))
                        .then()
                        .verdict())
                .isEqualTo(Verdict.CONTRADICTED);
    }

    @Test
    void aLowerBoundIsReachedOrOpenOrMissed() {
        Published bound = new Published(Relation.AT_LEAST, null, new BigDecimal("1e25"), null, null);
        ScoredClaim open = score(claim(Quantity.COST, bound, null, "2022-01-01"));
        assertThat(open.then().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(open.newest().verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(open.newest().release()).isEqualTo("e");
        assertThat(open.reason())
                .contains("window: it is open until 2021-12-31, after the vintage 2020-01-01, none so far of 4")
                .contains("observed on 2021-06-01: the first, and in the window, is e of 2021-01-01")
                .contains("basis: tested on training_compute");
        ScoredClaim over = score(claim(Quantity.COMPUTE, bound, null, "2019-01-01"));
        assertThat(over.then().verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(over.then().basis()).isEqualTo(Basis.NONE);
        assertThat(over.newest().verdict()).isEqualTo(Verdict.CONTRADICTED);
        ScoredClaim undated = score(claim(
                Quantity.PARAMETERS,
                new Published(Relation.AT_LEAST, null, new BigDecimal("1e30"), null, null),
                null,
                null));
        assertThat(undated.newest().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(undated.reason()).contains("window: no date was published, none so far of 5");
    }

    @Test
    void anUpperBoundHoldsOnlyOnceTheWindowIsOver() {
        Published bound = new Published(Relation.AT_MOST, null, null, new BigDecimal("1e23"), null);
        ScoredClaim scored = score(claim(Quantity.COMPUTE, bound, null, "2021-01-01"));
        assertThat(scored.then().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(scored.newest().verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(scored.newest().release()).isEqualTo("d");
        ScoredClaim broken = score(claim(Quantity.COMPUTE, bound, null, "2030-01-01"));
        assertThat(broken.newest().verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(broken.newest().release()).isEqualTo("e");
    }

    @Test
    void aReleaseAtExactlyAnUpperBoundIsWithinIt() {
        // The power of the rounded logarithm of 0.8e23 is above it.
        Published bound = new Published(Relation.AT_MOST, null, null, new BigDecimal("0.8e23"), null);
        ScoredClaim scored = score(claim(Quantity.COMPUTE, bound, null, "2019-01-01"));
        assertThat(scored.newest().release()).isEqualTo("d");
        assertThat(scored.newest().verdict()).isEqualTo(Verdict.COMPATIBLE);
    }

    @Test
    void aProjectedValueIsObservedOnceItsDayHasComeAndProjectedBefore() {
        Claim claim = projected("p", "2021-01-01", published("4e25", "1e25", "1e26"));
        ProjectedValues scenario = values(
                (vintage, date) -> Optional.of(new org.computetrends.domain.MedianAndInterval(1e24, 1e22, 2e25)));
        ScoredClaim scored = evaluate(List.of(claim), scenario).get(0);
        assertThat(scored.then().basis()).isEqualTo(Basis.PROJECTED);
        assertThat(scored.then().value()).isEqualTo(1e24);
        assertThat(scored.then().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(scored.newest().verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(scored.newest().basis()).isEqualTo(Basis.OBSERVED);
        assertThat(scored.newest().release()).isEqualTo("e");
        assertThat(scored.newest().interval()).isNull();
        assertThat(scored.reason()).contains("interval: ours at 95% is 3.3 times as wide as the published one");
        // The day before, the largest is a smaller one.
        ScoredClaim dayBefore = evaluate(List.of(projected("q", "2020-12-31", claim.published())), scenario)
                .get(0);
        assertThat(dayBefore.newest().verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(dayBefore.newest().release()).isEqualTo("d");
    }

    @Test
    void aClaimOfAMissingScenarioIsUntested() {
        ScoredClaim scored = evaluate(List.of(projected("p", "2030-01-01", published("4e25"))), NOTHING)
                .get(0);
        assertThat(scored.newest().verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(scored.reason()).contains("projection: none by scenario 'continue' from 2021-06-01");
    }

    @Test
    void claimsOfTwoDatesCompareTheGrowthBetweenThem() {
        ProjectedValues scenario = values((vintage, date) -> {
            double median = Math.pow(10, date.getYear() / 10.0 - 180);
            return Optional.of(new org.computetrends.domain.MedianAndInterval(median, median, median));
        });
        List<ScoredClaim> scored = evaluate(
                List.of(
                        projected("p", "2030-01-01", published("1e25")),
                        projected("q", "2040-01-01", published("1e27")),
                        projected("r", "2040-12-31", published("1e27"))),
                scenario);
        assertThat(scored.get(0).reason()).doesNotContain("growth");
        assertThat(scored.get(1).reason())
                .contains(
                        "growth: since 2030-01-01 the published value grows by 0.200 OOM a year, ours on 2020-01-01 by"
                                + " 0.100");
    }

    @Test
    void sharesOfProgressAreNotInTheData() {
        ScoredClaim scored = score(share());
        assertThat(scored.newest().verdict()).isEqualTo(Verdict.NOT_TESTABLE);
        assertThat(scored.reason()).startsWith("data: ");
    }

    @Test
    void aClaimWithoutOurValueCanBeWritten() {
        assertThatNoException().isThrownBy(() -> ClaimsTable.CLAIMS.toRow(score(share()), "run"));
    }

    private static Claim share() {
        return claim(Quantity.SHARE, published("0.667"), draft -> {
            draft.cohort = null;
            draft.obstacle = "releases do not say";
        });
    }

    private static Published published(String value) {
        return new Published(Relation.EQUALS, new BigDecimal(value), null, null, null);
    }

    private static Published published(String value, String low, String high) {
        return new Published(
                Relation.EQUALS,
                value == null ? null : new BigDecimal(value),
                new BigDecimal(low),
                new BigDecimal(high),
                0.95);
    }

    private static Claim claim(Quantity quantity, Published published, String from, String to) {
        return claim(quantity, published, draft -> {
            draft.from = from == null ? null : LocalDate.parse(from);
            draft.to = to == null ? null : LocalDate.parse(to);
        });
    }

    private static Claim projected(String id, String date, Published published) {
        return claim(Quantity.PROJECTED_VALUE, published, draft -> {
            draft.id = id;
            draft.cohort = Cohort.parse("record");
            draft.targetDate = LocalDate.parse(date);
            draft.scenario = "continue";
        });
    }

    /** What tests vary of a claim: it is about all releases, as of the old vintage, unless they say otherwise. */
    private static final class Draft {
        private String id = "claim";
        private LocalDate publishedOn;
        private Cohort cohort = Cohort.all();
        private LocalDate from;
        private LocalDate to;
        private LocalDate targetDate;
        private Double threshold;
        private String scenario;
        private LocalDate vintage = OLD.date();
        private String rules;
        private Double daysPerMonth;
        private String obstacle;
    }

    private static Claim claim(Quantity quantity, Published published, Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new Claim(
                draft.id,
                "source",
                null,
                draft.publishedOn,
                quantity,
                COMPUTE,
                draft.cohort,
                draft.from,
                draft.to,
                draft.targetDate,
                draft.threshold,
                draft.scenario,
                draft.vintage,
                draft.vintage == null ? null : "the test says so",
                published,
                draft.rules,
                draft.daysPerMonth,
                draft.obstacle,
                null,
                null);
    }

    /** The projected values of the scenario "continue"; it dates no crossing. */
    private static ProjectedValues values(
            BiFunction<LocalDate, LocalDate, Optional<org.computetrends.domain.MedianAndInterval>> byVintageAndDate) {
        return new ProjectedValues() {
            @Override
            public Optional<org.computetrends.domain.MedianAndInterval> value(
                    LocalDate vintage, String metric, String cohort, String scenario, LocalDate date) {
                return scenario.equals("continue") ? byVintageAndDate.apply(vintage, date) : Optional.empty();
            }

            @Override
            public Optional<Dates> crossing(
                    LocalDate vintage, String metric, String cohort, String scenario, double threshold) {
                return Optional.empty();
            }
        };
    }

    private static ScoredClaim score(Claim claim) {
        return evaluate(List.of(claim), NOTHING).get(0);
    }

    private static List<ScoredClaim> evaluate(List<Claim> claims, ProjectedValues projected) {
        return new ClaimEvaluator(new ClaimEvaluator.Settings(RULES, Map.of(), new LeadEstimator(List.of(), RULES, 0)))
                .evaluate(claims, VINTAGES, projected);
    }
}
