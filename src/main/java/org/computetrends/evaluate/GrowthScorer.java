package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Claim.Quantity;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Selection;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * Scores claims about a fitted line: doubling time, growth factor, number of releases and R squared. To explain
 * differences, it fits again with one thing changed: the vintage, the rules, the end of the window, or the days in a
 * month.
 *
 * @param publishedCounts by {@link ClaimEvaluator#fitId}: the published number of releases in a fit
 */
record GrowthScorer(VintageFits fits, ClaimEvaluator.Settings settings, Map<String, Long> publishedCounts)
        implements ClaimEvaluator.Scorer {

    /** What can be varied in a fit besides the vintage. */
    private record Setup(Selection selection, @Nullable LocalDate windowTo, double daysPerMonth) {}

    @Override
    public Finding score(Claim claim, LocalDate vintage) {
        return score(claim, vintage, setupOf(claim));
    }

    private Setup setupOf(Claim claim) {
        Selection selection = settings.selectionOf(claim);
        Double published = claim.daysPerMonth();
        double ruleDays = selection.rules().timeScale().daysPerMonth();
        return new Setup(selection, claim.windowTo(), published == null ? ruleDays : published);
    }

    private Finding score(Claim claim, LocalDate vintage, Setup setup) {
        Cohort cohort = Objects.requireNonNull(claim.cohort(), claim.id());
        Era window = new Era("window", claim.windowFrom(), setup.windowTo());
        VintageFits.Fit fit = fits.fit(vintage, claim.metric(), cohort, window, setup.selection());
        if (claim.quantity() == Quantity.COUNT) {
            return countAssessment(claim, vintage, fit.n())
                    .finding(vintage, Basis.OBSERVED, (double) fit.n(), null, fit.n());
        }
        VintageFits.Estimate estimate = fit.estimate();
        if (estimate == null) {
            return ClaimJudge.untested(
                    vintage,
                    fit.n(),
                    "count: " + fit.n() + " releases of " + claim.metric() + " on " + vintage
                            + ", too few for a line in the window");
        }
        ClaimScale.Measure ours = measure(claim, estimate, setup);
        if (!ours.isDefined()) {
            return ClaimJudge.untested(
                    vintage,
                    fit.n(),
                    "undefined: the releases of the window do not determine it, such as R squared of equal values");
        }
        return ClaimJudge.judgeEstimate(claim.published(), ours)
                .finding(vintage, Basis.FITTED, ours.value(), ours.interval(0.95), fit.n());
    }

    private static ClaimScale.Measure measure(Claim claim, VintageFits.Estimate estimate, Setup setup) {
        LineFit line = estimate.line();
        if (claim.quantity() == Quantity.R_SQUARED) {
            // For independent releases, Fisher's transformation has the standard error 1 / sqrt(n - 3). It must stay
            // finite for n = 3.
            return new ClaimScale.Measure(
                    ClaimScale.R_SQUARED,
                    ClaimScale.R_SQUARED.toScale().applyAsDouble(line.rSquared()),
                    1 / Math.sqrt((double) Math.max(1, line.n() - 3)),
                    Double.POSITIVE_INFINITY);
        }
        double daysPerYear = setup.selection().rules().timeScale().daysPerYear();
        ClaimScale scale = claim.quantity() == Quantity.GROWTH_FACTOR_PER_YEAR
                ? ClaimScale.LOG10
                : ClaimScale.doublingTime(new TimeScale(daysPerYear, setup.daysPerMonth()));
        return new ClaimScale.Measure(
                scale, line.slope(), estimate.slope().standardError(), estimate.degreesOfFreedom());
    }

    /**
     * Assesses a count, which has no standard error. A claimed count that differs from ours is contradicted only on the
     * vintage that the claim names.
     */
    private static ClaimJudge.Assessment countAssessment(Claim claim, LocalDate vintage, long n) {
        if (claim.published().isReproducedBy((double) n)) {
            return new ClaimJudge.Assessment(Verdict.REPRODUCED, null, null);
        }
        return vintage.equals(claim.vintage())
                ? new ClaimJudge.Assessment(Verdict.CONTRADICTED, null, null)
                : new ClaimJudge.Assessment(
                        Verdict.UNTESTED, null, "count: the claim does not name the vintage " + vintage);
    }

    @Override
    public List<String> causes(Claim claim, Finding then, LocalDate thenVintage, Finding newest) {
        List<String> causes = new ArrayList<>();
        if (claim.quantity() != Quantity.COUNT) {
            Long count = publishedCounts.get(ClaimEvaluator.fitId(claim));
            causes.add(
                    count == null
                            ? "selection: ours are the " + then.n() + " releases of the cohort on " + thenVintage
                                    + ", the published ones are not listed"
                            : "count: " + then.n() + " releases on " + thenVintage + " where " + count
                                    + " were published");
        }
        if (!newest.equals(then)) {
            causes.add(
                    "vintage: " + text(then) + " on " + thenVintage + ", " + text(newest) + " on " + newest.vintage());
        }
        Setup setup = setupOf(claim);
        if (!setup.selection().equals(settings.runSelection())) {
            Selection runSelection = settings.runSelection();
            Finding refit = score(claim, thenVintage, new Setup(runSelection, setup.windowTo(), setup.daysPerMonth()));
            causes.add("rules: " + text(refit) + " by the run's rules instead of " + claim.rules() + "'s");
        }
        addWindowCause(claim, setup, thenVintage, newest, causes);
        double runDaysPerMonth = settings.runSelection().rules().timeScale().daysPerMonth();
        if (claim.quantity() == Quantity.DOUBLING_TIME_MONTHS && setup.daysPerMonth() != runDaysPerMonth) {
            Finding refit = score(claim, thenVintage, new Setup(setup.selection(), setup.windowTo(), runDaysPerMonth));
            causes.add("convention: " + text(refit) + " in months of " + runDaysPerMonth + " days instead of "
                    + setup.daysPerMonth());
        }
        return causes;
    }

    /** Adds how the end of the window affects our number, if it does. */
    private void addWindowCause(Claim claim, Setup setup, LocalDate thenVintage, Finding newest, List<String> causes) {
        LocalDate end = setup.windowTo();
        LocalDate newestVintage = Objects.requireNonNull(newest.vintage());
        if (end == null) {
            causes.add("window: no end was published; ours is the vintage's date");
        } else if (end.isAfter(thenVintage.plusDays(1))) {
            causes.add("window: it ends after the vintage " + thenVintage);
        } else if (!end.isAfter(newestVintage) && setup.selection().rules().to() == null) {
            // The window has ended, and the rules set no other end: fit again without an end.
            Finding refit = score(claim, newestVintage, new Setup(setup.selection(), null, setup.daysPerMonth()));
            causes.add("window: " + text(refit) + " with releases to " + newestVintage);
        }
    }

    /** A finding's number, for example {@code 5.7 (n 120)}. */
    private static String text(Finding finding) {
        Double value = finding.value();
        if (value == null || !Double.isFinite(value)) {
            return "none (n " + finding.n() + ")";
        }
        return finding.basis() == Basis.OBSERVED
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3g (n %d)", value, finding.n());
    }
}
