package org.computetrends.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.computetrends.population.Population;
import org.jspecify.annotations.Nullable;

/**
 * Scores claims about the value on a date, or the date on which a value is reached. If that date is not after the
 * vintage, the cohort's releases answer. Otherwise the claim's scenario does, projected from the vintage.
 *
 * @param claims every claim: together, the claims of one projection give its growth between dates
 */
record ProjectionScorer(
        VintageFits fits, ClaimEvaluator.Settings settings, ProjectedValues projections, List<Claim> claims)
        implements ClaimEvaluator.Scorer {

    @Override
    public Finding score(Claim claim, LocalDate vintage) {
        if (claim.quantity() == Claim.Quantity.CROSSING_DATE) {
            return scoreCrossing(claim, vintage);
        }
        LocalDate date = dateOf(claim);
        return date.isAfter(vintage) ? scoreProjection(claim, vintage, date) : scoreObserved(claim, vintage, date);
    }

    private Finding scoreProjection(Claim claim, LocalDate vintage, LocalDate date) {
        String scenario = scenarioOf(claim);
        Optional<Quantity> value =
                projections.at(vintage, claim.metric(), cohortOf(claim).id(), scenario, date);
        if (value.isEmpty()) {
            return noProjection(vintage, scenario);
        }
        Quantity projected = value.get();
        ClaimScale.Measure ours = ClaimScale.LOG10.measure(
                Math.log10(projected.median()), Math.log10(projected.low()), Math.log10(projected.high()));
        double growth = ours.estimate() - log10LargestBy(claim, vintage, vintage);
        return projectionFinding(claim, vintage, ours, growth);
    }

    private Finding scoreObserved(Claim claim, LocalDate vintage, LocalDate date) {
        Population population = releasesBy(claim, vintage, date);
        int largest = population.indexOfLargest();
        if (largest < 0) {
            return Finding.none(
                    vintage, 0, Verdict.UNTESTED, "count: no release of the cohort by " + date + " on " + vintage);
        }
        double log10Value = population.log10Value()[largest];
        return observedFinding(
                claim,
                vintage,
                population,
                largest,
                Math.pow(10, log10Value),
                ClaimScale.LOG10,
                log10Value - log10LargestBy(claim, vintage, claim.asOf()),
                "observed: the largest by " + date + ", without estimates published after " + vintage);
    }

    private Finding scoreCrossing(Claim claim, LocalDate vintage) {
        double threshold = Objects.requireNonNull(claim.threshold(), claim.id());
        Population population = releasesBy(claim, vintage, vintage);
        // A release at exactly the threshold counts, however its logarithm is rounded.
        int first = population.indexOfFirstAtLeast(Math.log10(threshold) - 1e-12);
        if (first >= 0) {
            LocalDate from = claim.asOf();
            LocalDate date = population.date(first);
            double years = from == null ? 0 : year(date) - year(from);
            return observedFinding(
                    claim,
                    vintage,
                    population,
                    first,
                    year(date),
                    ClaimScale.YEARS,
                    years,
                    "observed: the first to reach it is of " + date);
        }
        String scenario = scenarioOf(claim);
        return projections
                .crossing(vintage, claim.metric(), cohortOf(claim).id(), scenario, threshold)
                .map(dates -> {
                    ClaimScale.Measure ours =
                            ClaimScale.YEARS.measure(year(dates.median()), year(dates.low()), year(dates.high()));
                    return projectionFinding(claim, vintage, ours, ours.estimate() - year(vintage));
                })
                .orElseGet(() -> noProjection(vintage, scenario));
    }

    private static Finding noProjection(LocalDate vintage, String scenario) {
        return Finding.none(
                vintage, 0, Verdict.UNTESTED, "projection: none by scenario '" + scenario + "' from " + vintage);
    }

    private Finding projectionFinding(Claim claim, LocalDate vintage, ClaimScale.Measure ours, double growth) {
        ClaimJudge.Assessment assessment = ClaimJudge.judgeProjection(claim.published(), ours, growth);
        String origin = "projection: by scenario '" + claim.scenario() + "' from " + vintage;
        return new Finding(
                vintage,
                Basis.PROJECTED,
                ours.value(),
                ours.interval(0.95),
                0,
                null,
                null,
                assessment.verdict(),
                assessment.distanceSe(),
                assessment.note() == null ? origin : origin + "; " + assessment.note());
    }

    private static Finding observedFinding(
            Claim claim,
            LocalDate vintage,
            Population population,
            int index,
            double value,
            ClaimScale scale,
            double growth,
            String note) {
        ClaimJudge.Assessment assessment = ClaimJudge.judgeObserved(claim.published(), value, scale, growth);
        return new Finding(
                vintage,
                Basis.OBSERVED,
                value,
                null,
                population.size(),
                population.releaseIds().get(index),
                population.date(index),
                assessment.verdict(),
                null,
                assessment.note() == null ? note : note + "; " + assessment.note());
    }

    /** The releases of a claim's cohort by a date. */
    private Population releasesBy(Claim claim, LocalDate vintage, LocalDate date) {
        return settings.population(fits, claim, vintage, new Era("so far", null, date.plusDays(1)));
    }

    /** The log10 of the largest value by a date; NaN if there is none. */
    private double log10LargestBy(Claim claim, LocalDate vintage, @Nullable LocalDate date) {
        LocalDate last = date == null ? vintage : date;
        return releasesBy(claim, vintage, last).largestLog10Before(last.plusDays(1));
    }

    private static Cohort cohortOf(Claim claim) {
        return Objects.requireNonNull(claim.cohort(), claim.id());
    }

    private static String scenarioOf(Claim claim) {
        return Objects.requireNonNull(claim.scenario(), claim.id());
    }

    /** A date as a year with decimals: 2028-07-02 is 2028.5. */
    static double year(LocalDate date) {
        return date.getYear() + (date.getDayOfYear() - 1) / (double) date.lengthOfYear();
    }

    @Override
    public List<String> causes(Claim claim, Finding then, LocalDate thenVintage, Finding newest) {
        if (claim.quantity() == Claim.Quantity.CROSSING_DATE) {
            return List.of();
        }
        List<Claim> earlierClaims = claims.stream()
                .filter(other -> isOfTheSameProjection(claim, other))
                .sorted(Comparator.comparing(ProjectionScorer::dateOf))
                .toList();
        Double ours = then.value();
        if (earlierClaims.isEmpty() || ours == null || claim.published().value() == null) {
            return List.of();
        }
        // A value may be published for several days: growth counts from the first of these days.
        Claim.Published last = earlierClaims.get(earlierClaims.size() - 1).published();
        Claim earlier = earlierClaims.stream()
                .filter(other -> other.published().equals(last))
                .findFirst()
                .orElseThrow();
        Double oursBefore = score(earlier, thenVintage).value();
        return oursBefore == null ? List.of() : List.of(growth(earlier, oursBefore, claim, ours, thenVintage));
    }

    private String growth(Claim earlier, double oursBefore, Claim claim, double ours, LocalDate vintage) {
        double years = ChronoUnit.DAYS.between(dateOf(earlier), dateOf(claim))
                / settings.selectionOf(claim).rules().timeScale().daysPerYear();
        double published = claim.published().point() / earlier.published().point();
        return String.format(
                Locale.ROOT,
                "growth: since %s the published value grows by %.3f OOM a year, ours on %s by %.3f",
                dateOf(earlier),
                Math.log10(published) / years,
                vintage,
                Math.log10(ours / oursBefore) / years);
    }

    /** Whether another claim gives a value on an earlier date of the same projection. */
    private static boolean isOfTheSameProjection(Claim claim, Claim other) {
        return other.quantity() == claim.quantity()
                && other.published().value() != null
                && other.source().equals(claim.source())
                && other.metric().equals(claim.metric())
                && Objects.equals(other.cohort(), claim.cohort())
                && Objects.equals(other.scenario(), claim.scenario())
                && dateOf(other).isBefore(dateOf(claim))
                && !other.published().equals(claim.published());
    }

    private static LocalDate dateOf(Claim claim) {
        return Objects.requireNonNull(claim.targetDate(), claim.id());
    }
}
