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
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.Era;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.domain.TimeScale;
import org.computetrends.held.Selection;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * Scores what is said of a fitted line: doubling time, growth factor, count and R squared. Why ours differs is told by
 * refits in which one thing at a time is otherwise: the vintage, the rules, the window's end, the days of a month.
 */
final class GrowthScorer implements ClaimEvaluator.Scorer {
    private final VintageFits fits;
    private final ClaimEvaluator.Settings settings;
    private final Map<String, Long> publishedCounts;

    GrowthScorer(VintageFits fits, ClaimEvaluator.Settings settings, Map<String, Long> publishedCounts) {
        this.fits = fits;
        this.settings = settings;
        this.publishedCounts = publishedCounts;
    }

    /** What a line is fitted to besides the vintage. */
    private record Setup(Selection selection, @Nullable LocalDate windowTo, double daysPerMonth) {}

    @Override
    public Finding score(Claim claim, LocalDate vintage) {
        return score(claim, vintage, setupOf(claim));
    }

    private Setup setupOf(Claim claim) {
        Selection selection = settings.rulesOf(claim);
        Double stated = claim.daysPerMonth();
        double usual = selection.rules().timeScale().daysPerMonth();
        return new Setup(selection, claim.windowTo(), stated == null ? usual : stated);
    }

    private Finding score(Claim claim, LocalDate vintage, Setup setup) {
        Cohort cohort = Objects.requireNonNull(claim.cohort(), claim.id());
        Era window = new Era("window", claim.windowFrom(), setup.windowTo());
        VintageFits.Fit fit = fits.fit(vintage, claim.metric(), cohort, window, setup.selection());
        if (claim.quantity() == Quantity.COUNT) {
            double count = fit.n();
            return finding(claim, vintage, Basis.OBSERVED, count, null, fit.n());
        }
        VintageFits.Estimate estimate = fit.estimate();
        if (estimate == null) {
            return Finding.notTestable(
                    vintage,
                    fit.n(),
                    "count: " + fit.n() + " releases of " + claim.metric() + " on " + vintage
                            + ", too few for a line in the window");
        }
        LineFit line = estimate.line();
        Interval slope = estimate.interval();
        return switch (claim.quantity()) {
            case R_SQUARED -> finding(claim, vintage, Basis.FITTED, line.rSquared(), null, fit.n());
            case GROWTH_FACTOR_PER_YEAR ->
                finding(
                        claim,
                        vintage,
                        Basis.FITTED,
                        Math.pow(10, line.slope()),
                        new Interval(Math.pow(10, slope.low()), Math.pow(10, slope.high())),
                        fit.n());
            default -> doublingTime(claim, vintage, setup, line, slope);
        };
    }

    private static Finding doublingTime(Claim claim, LocalDate vintage, Setup setup, LineFit line, Interval slope) {
        double daysPerYear = setup.selection().rules().timeScale().daysPerYear();
        DoublingTime months = DoublingTime.of(line.slope(), slope, new TimeScale(daysPerYear, setup.daysPerMonth()));
        double never = Double.POSITIVE_INFINITY;
        return finding(
                claim,
                vintage,
                Basis.FITTED,
                months.months().orElse(never),
                new Interval(months.low().orElse(never), months.high().orElse(never)),
                line.n());
    }

    private static Finding finding(
            Claim claim, LocalDate vintage, Basis basis, double value, @Nullable Interval interval, long n) {
        Interval meets = interval == null ? new Interval(value, value) : interval;
        return new Finding(vintage, basis, value, interval, n, null, null, ClaimEvaluator.verdict(claim, meets), null);
    }

    @Override
    public List<String> causes(Claim claim, Finding nearest, Finding newest) {
        List<String> causes = new ArrayList<>();
        if (claim.quantity() != Quantity.COUNT) {
            Long count = publishedCounts.get(ClaimEvaluator.fitted(claim));
            causes.add(
                    count == null
                            ? "selection: ours are the " + nearest.n() + " releases of the cohort on "
                                    + nearest.vintage() + ", the published ones are not listed"
                            : "count: " + nearest.n() + " releases on " + nearest.vintage() + " where " + count
                                    + " were published");
        }
        addVintage(nearest, newest, causes);
        Setup setup = setupOf(claim);
        if (!setup.selection().equals(settings.usual())) {
            Selection usual = settings.usual();
            Finding other = score(claim, nearest.vintage(), new Setup(usual, setup.windowTo(), setup.daysPerMonth()));
            causes.add("rules: " + told(other) + " by the run's rules in place of " + claim.rules() + "'s");
        }
        addWindow(claim, setup, nearest, newest, causes);
        double usualMonth = settings.usual().rules().timeScale().daysPerMonth();
        if (claim.quantity() == Quantity.DOUBLING_TIME_MONTHS && setup.daysPerMonth() != usualMonth) {
            Finding other = score(claim, nearest.vintage(), new Setup(setup.selection(), setup.windowTo(), usualMonth));
            causes.add("convention: " + told(other) + " in months of " + usualMonth + " days in place of "
                    + setup.daysPerMonth());
        }
        return causes;
    }

    private static void addVintage(Finding nearest, Finding newest, List<String> causes) {
        if (!newest.vintage().equals(nearest.vintage())) {
            causes.add("vintage: " + told(nearest) + " on " + nearest.vintage() + ", " + told(newest) + " on "
                    + newest.vintage());
        }
    }

    private void addWindow(Claim claim, Setup setup, Finding nearest, Finding newest, List<String> causes) {
        LocalDate end = setup.windowTo();
        if (end == null) {
            causes.add("window: no end was published; ours is the vintage's date");
        } else if (end.isAfter(nearest.vintage().plusDays(1))) {
            causes.add("window: it ends after the vintage " + nearest.vintage());
        } else if (!end.isAfter(newest.vintage()) && setup.selection().rules().to() == null) {
            Finding other = score(claim, newest.vintage(), new Setup(setup.selection(), null, setup.daysPerMonth()));
            causes.add("window: " + told(other) + " with releases to " + newest.vintage());
        }
    }

    private static String told(Finding finding) {
        Double value = finding.value();
        if (value == null || !Double.isFinite(value)) {
            return "none (n " + finding.n() + ")";
        }
        return String.format(Locale.ROOT, finding.basis() == Basis.OBSERVED ? "%.0f" : "%.3g", value)
                + (finding.basis() == Basis.OBSERVED ? "" : " (n " + finding.n() + ")");
    }
}
