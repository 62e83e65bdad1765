package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.math.BigDecimal;
import org.computetrends.domain.Claim.Published;
import org.computetrends.domain.Claim.Relation;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Verdicts on claims. Expected distances: (log10 of our factor - log10 of the published one) / standard error, by
 * hand.
 */
class ClaimJudgeTest {
    private static final double NORMAL = Double.POSITIVE_INFINITY;
    private static final ClaimScale MONTHS = ClaimScale.doublingTime(JULIAN);

    /** Ours doubles in 12 log10(2) / 0.6 = 6.02 months. Two standard errors are a fifth of the slope. */
    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "AT_LEAST, 4, COMPATIBLE",
        "AT_LEAST, 6, UNTESTED",
        "AT_LEAST, 12, CONTRADICTED",
        "AT_MOST, 12, COMPATIBLE",
        "AT_MOST, 4, CONTRADICTED"
    })
    void anUpperBoundOfADoublingTimeIsALowerBoundOfTheSlope(Relation relation, BigDecimal bound, Verdict verdict) {
        Published published = new Published(relation, bound, null, null, null);
        ClaimJudge.Assessment found =
                ClaimJudge.judgeEstimate(published, new ClaimScale.Measure(MONTHS, 0.6, 0.06, NORMAL));
        assertThat(found.verdict()).isEqualTo(verdict);
    }

    @Test
    void aProjectionOfUnknownGrowthToleratesOnlyRounding() {
        ClaimScale.Measure ours = new ClaimScale.Measure(ClaimScale.LOG10, 26, 0.4, NORMAL);
        assertThat(ClaimJudge.judgeProjection(value("5e26"), ours, Double.NaN).verdict())
                .isEqualTo(Verdict.UNTESTED);
        assertThat(ClaimJudge.judgeProjection(value("5e26"), ours, 10).verdict())
                .isEqualTo(Verdict.COMPATIBLE);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} se {4}: {5}")
    @CsvSource({
        // Ours is a factor of 4, a slope of log10(4) = 0.60206.
        "EQUALS, 4.0, , , 0.05, REPRODUCED, 0",
        "EQUALS, 4.3, , , 0.05, COMPATIBLE, -0.6282",
        "EQUALS, 5.3, , , 0.05, CONTRADICTED, -2.4443",
        "EQUALS, 3.0, , , 0.05, CONTRADICTED, 2.4988",
        // Untested: two standard errors, 0.2, exceed a quarter of log10(5.3), 0.181.
        "EQUALS, 5.3, , , 0.10, UNTESTED, -1.2222",
        // Our 90% interval is 0.164 wide in log10: more than twice 0.065, so untested, and less than twice 0.1.
        "EQUALS, 4.3, 4.0, 4.65, 0.05, UNTESTED, -0.6282",
        "EQUALS, 4.3, 3.9, 4.91, 0.05, COMPATIBLE, -0.6282",
        // However wide a published interval is, the value has to be near.
        "EQUALS, 5.3, 2.0, 9.0, 0.05, CONTRADICTED, -2.4443",
        "EQUALS, , 3.0, 5.0, 0.05, COMPATIBLE, 0",
        "EQUALS, , 4.2, 5.2, 0.05, COMPATIBLE, -0.4238",
        "EQUALS, , 6.0, 9.0, 0.05, CONTRADICTED, -3.5218",
        "AT_LEAST, , 3.0, , 0.05, COMPATIBLE, 2.4988",
        "AT_LEAST, , 3.8, , 0.05, UNTESTED, 0.4455",
        "AT_LEAST, , 5.3, , 0.05, CONTRADICTED, -2.4443",
        "AT_MOST, , , 5.3, 0.05, COMPATIBLE, -2.4443",
        "AT_MOST, , , 3.0, 0.05, CONTRADICTED, 2.4988",
        // Untested: our 95% interval spans a factor of 10^(2 * 1.96 * 0.3) = 15, more than ten.
        "EQUALS, 40, , , 0.30, UNTESTED, -3.3333",
    })
    void growthIsJudgedByItsSlope(
            Relation relation,
            BigDecimal value,
            BigDecimal low,
            BigDecimal high,
            double standardError,
            Verdict verdict,
            double distance) {
        Published published = new Published(relation, value, low, high, low == null || high == null ? null : 0.9);
        ClaimJudge.Assessment found = ClaimJudge.judgeEstimate(
                published, new ClaimScale.Measure(ClaimScale.LOG10, Math.log10(4), standardError, NORMAL));
        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.distanceSe()).isCloseTo(distance, within(1e-3));
        assertThat(found.note() != null).isEqualTo(verdict == Verdict.UNTESTED);
    }

    /** Months are 12 log10(2) / slope: 0.36124 OOM a year doubles in 10 months, and a shorter time is faster growth. */
    @Test
    void doublingTimesAreComparedAsSlopes() {
        ClaimScale.Measure ours = new ClaimScale.Measure(MONTHS, 12 * Math.log10(2) / 10, 0.05, NORMAL);
        ClaimJudge.Assessment faster = ClaimJudge.judgeEstimate(value("7"), ours);
        assertThat(faster.verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(faster.distanceSe()).isCloseTo(12 * Math.log10(2) * (1 / 10.0 - 1 / 7.0) / 0.05, within(1e-12));
        assertThat(ClaimJudge.judgeEstimate(value("10"), ours).verdict()).isEqualTo(Verdict.REPRODUCED);
        Published atMost = new Published(Relation.AT_MOST, null, null, new BigDecimal("20"), null);
        assertThat(ClaimJudge.judgeEstimate(atMost, ours).verdict()).isEqualTo(Verdict.COMPATIBLE);
        // With this error the slope's 95% interval reaches 0.
        ClaimScale.Measure unbounded = new ClaimScale.Measure(MONTHS, 12 * Math.log10(2) / 10, 0.2, NORMAL);
        assertThat(unbounded.interval(0.95).high()).isInfinite();
        assertThat(ClaimJudge.judgeEstimate(value("3.7"), unbounded).verdict()).isEqualTo(Verdict.UNTESTED);
    }

    /** Fisher's z of an R squared of 0.64 is atanh(0.8) = 1.0986; of 0.5, 0.8814. */
    @Test
    void rSquaredIsComparedOnFishersScale() {
        ClaimScale.Measure ours = new ClaimScale.Measure(
                ClaimScale.R_SQUARED, ClaimScale.R_SQUARED.toScale().applyAsDouble(0.64), 0.1, NORMAL);
        assertThat(ours.value()).isCloseTo(0.64, within(1e-12));
        ClaimJudge.Assessment found = ClaimJudge.judgeEstimate(value("0.50"), ours);
        assertThat(found.verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(found.distanceSe()).isCloseTo((1.098612 - 0.881374) / 0.1, within(1e-4));
    }

    @ParameterizedTest(name = "{0} of growth {1}: {2}")
    @CsvSource({"1e25, 4, REPRODUCED", "2e25, 4, COMPATIBLE", "2e25, 2, UNTESTED", "2e28, 4, CONTRADICTED"})
    void mediansOfProjectionsDifferByATenthOfTheGrowthAtMost(String published, double growth, Verdict verdict) {
        ClaimScale.Measure ours = new ClaimScale.Measure(ClaimScale.LOG10, 25, 1, NORMAL);
        assertThat(ClaimJudge.judgeProjection(value(published), ours, growth).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} in {1} to {2} of growth {3}: {4}")
    @CsvSource({
        "1e25, , , 1, REPRODUCED",
        "2e25, , , 4, COMPATIBLE",
        "2e25, , , 2, CONTRADICTED",
        "2e25, 5e24, 8e25, 4, COMPATIBLE",
        "2e25, 5e24, 8e25, 2, UNTESTED",
        "2e25, 1.5e25, 8e25, 4, CONTRADICTED"
    })
    void anOutcomeIsJudgedByThePublishedInterval(
            BigDecimal value, BigDecimal low, BigDecimal high, double growth, Verdict verdict) {
        Published published = new Published(Relation.EQUALS, value, low, high, null);
        ClaimJudge.Assessment found = ClaimJudge.judgeObserved(published, 1e25, ClaimScale.LOG10, growth);
        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.distanceSe()).isNull();
        if (verdict == Verdict.UNTESTED) {
            assertThat(found.note()).startsWith("interval: one outcome does not test it; difference: ");
        }
    }

    private static Published value(String number) {
        return new Published(Relation.EQUALS, new BigDecimal(number), null, null, null);
    }
}
