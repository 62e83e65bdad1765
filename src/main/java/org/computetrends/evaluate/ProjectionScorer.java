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
import org.computetrends.held.Population;
import org.computetrends.stats.Interval;

/**
 * Scores what is said of a value on a date: against the largest release of the cohort so far, where the vintage
 * reaches the date, and otherwise against what the claim's scenario says, as seen from the vintage.
 */
final class ProjectionScorer implements ClaimEvaluator.Scorer {
    private final VintageFits fits;
    private final ClaimEvaluator.Settings settings;
    private final ProjectedValues projected;
    private final List<Claim> claims;

    /**
     * @param fits populations of every vintage
     * @param settings the rules
     * @param projected what scenarios say
     * @param claims every claim: those of one projection tell its growth from date to date
     */
    ProjectionScorer(
            VintageFits fits, ClaimEvaluator.Settings settings, ProjectedValues projected, List<Claim> claims) {
        this.fits = fits;
        this.settings = settings;
        this.projected = projected;
        this.claims = List.copyOf(claims);
    }

    @Override
    public Finding score(Claim claim, LocalDate vintage) {
        LocalDate date = dateOf(claim);
        return date.isAfter(vintage) ? projected(claim, vintage, date) : observed(claim, vintage, date);
    }

    private Finding projected(Claim claim, LocalDate vintage, LocalDate date) {
        String scenario = Objects.requireNonNull(claim.scenario(), claim.id());
        Optional<Quantity> value = projected.at(
                vintage, claim.metric(), Objects.requireNonNull(claim.cohort()).id(), scenario, date);
        if (value.isEmpty()) {
            return Finding.notTestable(vintage, 0, "projection: none by scenario '" + scenario + "' from " + vintage);
        }
        Interval interval = new Interval(value.get().low(), value.get().high());
        return new Finding(
                vintage,
                Basis.PROJECTED,
                value.get().median(),
                interval,
                0,
                null,
                null,
                ClaimEvaluator.verdict(claim, interval),
                "projection: by scenario '" + scenario + "' from " + vintage);
    }

    private Finding observed(Claim claim, LocalDate vintage, LocalDate date) {
        Cohort cohort = Objects.requireNonNull(claim.cohort());
        Population population = fits.population(
                vintage, claim.metric(), cohort, new Era("so far", null, date.plusDays(1)), settings.rulesOf(claim));
        int largest = population.largest();
        if (largest < 0) {
            return Finding.notTestable(vintage, 0, "count: no release of the cohort by " + date + " on " + vintage);
        }
        double value = Math.pow(10, population.value()[largest]);
        return new Finding(
                vintage,
                Basis.OBSERVED,
                value,
                null,
                population.size(),
                population.releases().get(largest),
                population.date(largest),
                ClaimEvaluator.verdict(claim, new Interval(value, value)),
                "observed: the largest by " + date + ", estimates not published by " + vintage + " apart");
    }

    @Override
    public List<String> causes(Claim claim, Finding nearest, Finding newest) {
        List<Claim> before = claims.stream()
                .filter(other -> isOfTheSameProjection(claim, other))
                .sorted(Comparator.comparing(ProjectionScorer::dateOf))
                .toList();
        Double ours = nearest.value();
        if (before.isEmpty() || ours == null || claim.published().value() == null) {
            return List.of();
        }
        // A value may be read for several days: growth counts from the first of them.
        Claim.Published last = before.get(before.size() - 1).published();
        Claim earlier = before.stream()
                .filter(other -> other.published().equals(last))
                .findFirst()
                .orElseThrow();
        Double oursBefore = score(earlier, nearest.vintage()).value();
        return oursBefore == null ? List.of() : List.of(growth(earlier, oursBefore, claim, ours, nearest.vintage()));
    }

    private String growth(Claim earlier, double oursBefore, Claim claim, double ours, LocalDate vintage) {
        double years = ChronoUnit.DAYS.between(dateOf(earlier), dateOf(claim))
                / settings.rulesOf(claim).rules().timeScale().daysPerYear();
        double published = claim.published().point() / earlier.published().point();
        return String.format(
                Locale.ROOT,
                "growth: since %s the published value grows by %.3f OOM a year, ours on %s by %.3f",
                dateOf(earlier),
                Math.log10(published) / years,
                vintage,
                Math.log10(ours / oursBefore) / years);
    }

    /** Whether another claim is of a value on an earlier date of the same projection. */
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
