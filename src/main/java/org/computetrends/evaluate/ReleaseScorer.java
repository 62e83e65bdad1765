package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Claim.Relation;
import org.computetrends.domain.Era;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.computetrends.population.Population;

/**
 * Scores claims about releases: that the first release of some size appears in a window of dates, or that no release in
 * the window is above a bound. Ranges are half-open, {@code low <= value < high}. A single value is reached by the
 * first release at or above it. Releases without a value are not considered.
 */
record ReleaseScorer(VintageFits fits, ClaimEvaluator.Settings settings) implements ClaimEvaluator.Scorer {
    /** A relative tolerance for the rounding of logarithms, so that a release at exactly a bound counts as at it. */
    private static final double ROUNDING = 1e-12;

    @Override
    public Finding score(Claim claim, LocalDate vintage) {
        if (claim.published().relation() == Relation.AT_MOST) {
            return scoreUpperBound(claim, vintage, settings.population(fits, claim, vintage, window(claim)));
        }
        return scoreFirst(claim, vintage, settings.population(fits, claim, vintage, Era.ALL_TIME));
    }

    /**
     * Scores an upper bound. Contradicted by a release above the bound in the window. Untested without a release in the
     * window, or while the window is open. Otherwise compatible.
     */
    private static Finding scoreUpperBound(Claim claim, LocalDate vintage, Population population) {
        int largest = population.indexOfLargest();
        if (largest < 0) {
            return ClaimJudge.untested(vintage, 0, "count: no release with a value in the window on " + vintage);
        }
        boolean isWithinBound = Math.pow(10, population.log10Value()[largest])
                <= claim.published().range().high() * (1 + ROUNDING);
        return isWithinBound && isOpen(claim, vintage)
                ? ClaimJudge.untested(vintage, population.size(), openWindow(claim, vintage))
                : observedFinding(vintage, population, largest, isWithinBound, "the largest in the window");
    }

    /**
     * Scores a range, a lower bound or a single value: compatible if the first release that reaches it is in the
     * window, else contradicted. Without a release that reaches it: untested while the window is open, contradicted
     * once it is over.
     */
    private static Finding scoreFirst(Claim claim, LocalDate vintage, Population population) {
        int first = indexOfFirst(claim, population);
        if (first >= 0) {
            boolean isInWindow = window(claim).contains(population.date(first));
            String role = isInWindow ? "the first, and in the window," : "the first, and outside the window,";
            return observedFinding(vintage, population, first, isInWindow, role);
        }
        String noRelease = "none so far of " + population.size() + " on " + vintage;
        return isOpen(claim, vintage)
                ? ClaimJudge.untested(vintage, population.size(), openWindow(claim, vintage) + ", " + noRelease)
                : Finding.none(
                        vintage,
                        population.size(),
                        Verdict.CONTRADICTED,
                        "observed: " + noRelease + ", and the window is over; an estimate may be missing");
    }

    /** The index of the first release in the claim's range; -1 if there is none. */
    private static int indexOfFirst(Claim claim, Population population) {
        Claim.Published published = claim.published();
        boolean isRange = published.relation() == Relation.EQUALS && published.low() != null;
        boolean hasLowerBound = isRange || published.relation() == Relation.AT_LEAST;
        double low = hasLowerBound ? published.range().low() : published.point();
        double high = isRange ? published.range().high() : Double.POSITIVE_INFINITY;
        for (int i = 0; i < population.size(); i++) {
            double value = Math.pow(10, population.log10Value()[i]);
            if (value >= low * (1 - ROUNDING) && value < high * (1 - ROUNDING)) {
                return i;
            }
        }
        return -1;
    }

    private static Finding observedFinding(
            LocalDate vintage, Population population, int index, boolean isCompatible, String role) {
        String note = "observed on " + vintage + ": " + role + " is "
                + population.releaseIds().get(index) + " of " + population.date(index);
        return new ClaimJudge.Assessment(isCompatible ? Verdict.COMPATIBLE : Verdict.CONTRADICTED, null, note)
                .observedFinding(
                        vintage, population, index, Math.pow(10, population.log10Value()[index]));
    }

    private static Era window(Claim claim) {
        return new Era("window", claim.windowFrom(), claim.windowTo());
    }

    /** Whether the window has no end, or ends after the vintage. */
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
