package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Claim.Relation;
import org.computetrends.domain.Era;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.computetrends.population.Population;
import org.computetrends.stats.Interval;

/**
 * Scores claims about releases: that the first release of some size appears in a window, or that no release in it
 * exceeds a bound. Ranges are half-open, {@code low <= value < high}, like generations. A single value is reached by
 * the first release at or above it. Releases without an estimated value are not observed.
 */
record ReleaseScorer(VintageFits fits, ClaimEvaluator.Settings settings) implements ClaimEvaluator.Scorer {
    @Override
    public Finding score(Claim claim, LocalDate vintage) {
        if (claim.published().relation() == Relation.AT_MOST) {
            return scoreUpperBound(claim, vintage, settings.population(fits, claim, vintage, window(claim)));
        }
        return scoreFirst(claim, vintage, settings.population(fits, claim, vintage, Era.ALL_TIME));
    }

    /**
     * An upper bound: exceeded by the largest release of the window, or confirmed when the window is over; untested
     * without a value.
     */
    private static Finding scoreUpperBound(Claim claim, LocalDate vintage, Population population) {
        int largest = population.indexOfLargest();
        if (largest < 0) {
            return Finding.none(
                    vintage, 0, Verdict.UNTESTED, "count: no release with a value in the window on " + vintage);
        }
        Interval range = claim.published().range();
        double value = Math.pow(10, population.log10Value()[largest]);
        if (value <= range.high() && isOpen(claim, vintage)) {
            return Finding.none(vintage, population.size(), Verdict.UNTESTED, openWindow(claim, vintage));
        }
        return observedFinding(
                vintage,
                population,
                largest,
                value <= range.high() ? Verdict.COMPATIBLE : Verdict.CONTRADICTED,
                "the largest in the window");
    }

    /** A range or a lower bound: reached by the first release in it, inside or outside the window. */
    private static Finding scoreFirst(Claim claim, LocalDate vintage, Population population) {
        int first = indexOfFirst(claim, population);
        if (first < 0) {
            String noRelease = "none so far of " + population.size() + " on " + vintage;
            LocalDate end = claim.windowTo();
            if (end == null || isOpen(claim, vintage)) {
                return Finding.none(
                        vintage, population.size(), Verdict.UNTESTED, openWindow(claim, vintage) + ", " + noRelease);
            }
            return Finding.none(
                    vintage,
                    population.size(),
                    Verdict.CONTRADICTED,
                    "observed: " + noRelease + ", and the window is over; an estimate may be missing");
        }
        LocalDate date = population.date(first);
        boolean inTime = window(claim).contains(date);
        return observedFinding(
                vintage,
                population,
                first,
                inTime ? Verdict.COMPATIBLE : Verdict.CONTRADICTED,
                inTime ? "the first, and in the window," : "the first, and outside the window,");
    }

    /** The index of the first release in the claim's range; -1 if there is none. */
    private static int indexOfFirst(Claim claim, Population population) {
        Claim.Published published = claim.published();
        boolean isRange = published.relation() == Relation.EQUALS && published.low() != null;
        double low = isRange
                ? published.range().low()
                : published.relation() == Relation.AT_LEAST ? published.range().low() : published.point();
        double high = isRange ? published.range().high() : Double.POSITIVE_INFINITY;
        for (int i = 0; i < population.size(); i++) {
            double value = Math.pow(10, population.log10Value()[i]);
            // With a tolerance for rounding of the logarithm, so that a release at exactly the bound is included.
            if (value >= low * (1 - 1e-12) && value < high * (1 - 1e-12)) {
                return i;
            }
        }
        return -1;
    }

    private static Finding observedFinding(
            LocalDate vintage, Population population, int index, Verdict verdict, String role) {
        String release = population.releaseIds().get(index);
        return new Finding(
                vintage,
                Basis.OBSERVED,
                Math.pow(10, population.log10Value()[index]),
                null,
                population.size(),
                release,
                population.date(index),
                verdict,
                null,
                "observed on " + vintage + ": " + role + " is " + release + " of " + population.date(index));
    }

    private static Era window(Claim claim) {
        return new Era("window", claim.windowFrom(), claim.windowTo());
    }

    /** Whether the window ends after the vintage. */
    private static boolean isOpen(Claim claim, LocalDate vintage) {
        LocalDate end = claim.windowTo();
        return end == null || end.isAfter(vintage.plusDays(1));
    }

    private static String openWindow(Claim claim, LocalDate vintage) {
        LocalDate end = claim.windowTo();
        return end == null
                ? "window: no date was published"
                : "window: it is open until " + end.minusDays(1) + ", after the vintage " + vintage;
    }

    @Override
    public List<String> causes(Claim claim, Finding then, LocalDate thenVintage, Finding newest) {
        return List.of(
                claim.quantity() == Claim.Quantity.COST
                        ? "basis: tested on " + claim.metric() + ", as the metric's unit and label define it; the"
                                + " published basis is not given"
                        : "selection: tested on " + claim.metric() + " of the cohort "
                                + Objects.requireNonNull(claim.cohort()).id());
    }
}
