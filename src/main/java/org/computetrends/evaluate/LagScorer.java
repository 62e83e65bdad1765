package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.population.LoadedVintages;

/**
 * Scores claims about the months by which one group of releases follows another. Our number comes from a lead, which is
 * a pair of groups in the settings. For {@code LAG_MONTHS} it is the lead's measure (months behind, or to catch up) on
 * the last day that both lines reach. For {@code STAIRCASE_LAG_MONTHS} it is the mean of the months from the leader's
 * match to each record of the follower. Months are compared as logarithms, with a standard error from the 95% bootstrap
 * interval on that scale.
 */
record LagScorer(LoadedVintages vintages, LeadEstimator leads) implements ClaimEvaluator.Scorer {

    @Override
    public Finding score(Claim claim, LocalDate vintage) {
        Optional<Lead> lead = leads.lead(Objects.requireNonNull(claim.lead(), claim.id()));
        if (lead.isEmpty()) {
            return ClaimJudge.untested(vintage, 0, "lead: the settings have no '" + claim.lead() + "'");
        }
        // null: findings do not state the end of coverage.
        List<Lag> lags =
                leads.lags(lead.get(), vintage, null, vintages.vintage(vintage).releases());
        // The last lag with lines; if there is none, the lag on the vintage's date.
        Lag last = lags.stream()
                .filter(lag -> lag.lines() != null)
                .reduce((earlier, later) -> later)
                .orElse(lags.get(0));
        long n = last.leader().n() + last.follower().n();
        boolean isByLines = claim.quantity() == Claim.Quantity.LAG_MONTHS;
        Lag.Lines lines = last.lines();
        MedianAndInterval lineMonths =
                lines == null ? null : lines.months(lead.get().measure());
        MedianAndInterval months = isByLines ? lineMonths : last.stairs().average();
        if (months == null) {
            String status = last.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return ClaimJudge.untested(
                    vintage,
                    n,
                    isByLines
                            ? "lead: lines cannot be compared on " + vintage + ", " + status
                            : "lead: the leader reached no record of the follower");
        }
        ClaimScale.Measure ours = ClaimScale.LOG10.measure(
                Math.log10(Math.max(0, months.median())),
                Math.log10(Math.max(0, months.low())),
                Math.log10(Math.max(0, months.high())));
        if (!ours.isDefined()) {
            return ClaimJudge.untested(vintage, n, "interval: ours is not positive, or has no interval");
        }
        return ClaimJudge.judgeEstimate(claim.published(), ours)
                .finding(vintage, Basis.FITTED, months.median(), ours.interval(0.95), n);
    }

    @Override
    public List<String> causes(Claim claim, Finding then, LocalDate thenVintage, Finding newest) {
        return List.of("selection: by the lead '" + claim.lead() + "' of the settings");
    }
}
