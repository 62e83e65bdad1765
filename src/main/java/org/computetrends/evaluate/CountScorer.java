package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Claim.Relation;
import org.computetrends.domain.Era;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.population.Population;

/**
 * Scores claims about the number of releases at or above a threshold by a date. Counts have no standard error, and are
 * assumed never to fall. A count above the published one, or at or above a published lower bound, decides the claim at
 * once. Any other count decides the claim a year after the date, because values are reported late.
 */
record CountScorer(VintageFits fits, ClaimEvaluator.Settings settings) implements ClaimEvaluator.Scorer {
    @Override
    public Finding score(Claim claim, LocalDate vintage) {
        LocalDate date = Objects.requireNonNull(claim.targetDate(), claim.id());
        Population population =
                settings.population(fits, claim, vintage, new Era("by the date", null, date.plusDays(1)));
        double log10Threshold = Math.log10(Objects.requireNonNull(claim.threshold(), claim.id()));
        // A release at exactly the threshold counts, however its logarithm is rounded.
        int count = (int) Arrays.stream(population.log10Value())
                .filter(log10Value -> log10Value >= log10Threshold - 1e-12)
                .count();
        Finding finding = ClaimJudge.judgeObserved(claim.published(), count, ClaimScale.IDENTITY, 0)
                .finding(vintage, Basis.OBSERVED, count, null, population.size());
        boolean isProvisional = date.isAfter(vintage.minusYears(Backtest.PROVISIONAL_YEARS));
        return isProvisional && !isDecided(claim, count)
                ? finding.untested("count: it may still rise, the date " + date
                        + " is less than a year before the vintage " + vintage + " or after it")
                : finding;
    }

    /** Whether higher counts would give the same verdict. */
    private static boolean isDecided(Claim claim, int count) {
        Claim.Published published = claim.published();
        return published.relation() == Relation.AT_LEAST
                ? published.range().contains(count)
                : count > published.range().high();
    }

    @Override
    public List<String> causes(Claim claim, Finding then, LocalDate thenVintage, Finding newest) {
        return List.of("selection: counted on " + claim.metric() + " of the cohort "
                + Objects.requireNonNull(claim.cohort()).id());
    }
}
