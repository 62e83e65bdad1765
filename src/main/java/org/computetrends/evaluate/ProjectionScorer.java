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
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.population.Population;
import org.jspecify.annotations.Nullable;

/**
 * Scores claims about the value on a date, or about the date on which a value is reached. A claim is compared with the
 * releases of its cohort if the date is not after the vintage, or if the value is reached. Otherwise it is compared
 * with the claim's scenario, projected from the vintage.
 *
 * @param claims all claims; claims about one projection on several dates give its growth between these dates
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
        Optional<MedianAndInterval> value =
                projections.value(vintage, claim.metric(), cohortOf(claim).id(), scenario, date);
        if (value.isEmpty()) {
            return noProjection(vintage, scenario);
        }
        MedianAndInterval projected = value.get();
        ClaimScale.Measure ours = ClaimScale.LOG10.measure(
                Math.log10(projected.median()), Math.log10(projected.low()), Math.log10(projected.high()));
        double growth = ours.estimate() - log10LargestBy(claim, vintage, vintage);
        return projectionFinding(claim, vintage, ours, growth);
    }

    private Finding scoreObserved(Claim claim, LocalDate vintage, LocalDate date) {
        Population population = releasesBy(claim, vintage, date);
        int largest = population.indexOfLargest();
        if (largest < 0) {
            return ClaimJudge.untested(vintage, 0, "count: no release of the cohort by " + date + " on " + vintage);
        }
        double log10Value = population.log10Value()[largest];
        double value = Math.pow(10, log10Value);
        double growth = log10Value - log10LargestBy(claim, vintage, claim.asOf());
        return ClaimJudge.judgeObserved(claim.published(), value, ClaimScale.LOG10, growth)
                .withRemark("observed: the largest by " + date + ", without estimates published after " + vintage)
                .observedFinding(vintage, population, largest, value);
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
            return ClaimJudge.judgeObserved(claim.published(), year(date), ClaimScale.IDENTITY, years)
                    .withRemark("observed: the first to reach it is of " + date)
                    .observedFinding(vintage, population, first, year(date));
        }
        String scenario = scenarioOf(claim);
        return projections
                .crossing(vintage, claim.metric(), cohortOf(claim).id(), scenario, threshold)
                .map(dates -> {
                    ClaimScale.Measure ours =
                            ClaimScale.IDENTITY.measure(year(dates.median()), year(dates.low()), year(dates.high()));
                    return projectionFinding(claim, vintage, ours, ours.estimate() - year(vintage));
                })
                .orElseGet(() -> noProjection(vintage, scenario));
    }

    private static Finding noProjection(LocalDate vintage, String scenario) {
        return ClaimJudge.untested(vintage, 0, "projection: none by scenario '" + scenario + "' from " + vintage);
    }

    private static Finding projectionFinding(Claim claim, LocalDate vintage, ClaimScale.Measure ours, double growth) {
        return ClaimJudge.judgeProjection(claim.published(), ours, growth)
                .withRemark("projection: by scenario '" + claim.scenario() + "' from " + vintage)
                .finding(vintage, Basis.PROJECTED, ours.value(), ours.interval(0.95), 0);
    }

    /** The releases of a claim's cohort by a date. */
    private Population releasesBy(Claim claim, LocalDate vintage, LocalDate date) {
        return settings.population(fits, claim, vintage, new Era("so far", null, date.plusDays(1)));
    }

    /** The log10 of the largest value by a date, or by the vintage if the date is null; NaN if there is no value. */
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
        Optional<Claim> previous = previousClaim(claim);
        Double ours = then.value();
        if (previous.isEmpty() || ours == null || claim.published().value() == null) {
            return List.of();
        }
        Double oursBefore = score(previous.get(), thenVintage).value();
        return oursBefore == null
                ? List.of()
                : List.of(growthText(previous.get(), oursBefore, claim, ours, thenVintage));
    }

    /**
     * The claim with the source's previous value of the same projection. If the source gives that value for several
     * dates, the claim for the first of them.
     */
    private Optional<Claim> previousClaim(Claim claim) {
        List<Claim> earlierClaims = claims.stream()
                .filter(other -> isEarlierOfSameProjection(other, claim))
                .sorted(Comparator.comparing(ProjectionScorer::dateOf))
                .toList();
        return earlierClaims.stream()
                .filter(other -> other.published()
                        .equals(earlierClaims.get(earlierClaims.size() - 1).published()))
                .findFirst();
    }

    private String growthText(Claim earlier, double oursBefore, Claim claim, double ours, LocalDate vintage) {
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

    /** Whether another claim gives a different value of the same projection on an earlier date. */
    private static boolean isEarlierOfSameProjection(Claim other, Claim claim) {
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
