package org.computetrends.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.computetrends.domain.Claim;
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.ScoredClaim;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.computetrends.held.HeldVintages;
import org.computetrends.held.Selection;
import org.computetrends.stats.Interval;

/**
 * Sets published claims beside the data, on the vintage nearest to the claim's and on the newest.
 *
 * <p>One rule for every claim. The published numbers stand for a range of values (see {@link Claim.Published#range}): an
 * interval or a range for itself, a bound for everything on its side, a lone value for what rounds to its last written
 * digit. Ours stands for its 95% interval, or for itself where it has none. The claim is {@code CONSISTENT} where
 * the two meet and {@code INCONSISTENT} where they do not. To meet is weak evidence where either is wide. What each
 * kind of claim sets ours to:
 *
 * <ul>
 *   <li>Growth, and the count and R squared of its fit: least squares over the claim's cohort and window, by the rules of
 *       the preset that the claim names or else of the run, with the CR3 interval of the slope; doubling times in months
 *       of the claim's days. See {@link GrowthScorer}.
 *   <li>Projected values: the largest observed so far, where the vintage reaches the date, and otherwise the scenario's
 *       value with its 95% interval; not testable where the scenario is not there. See {@link ProjectionScorer}.
 *   <li>Compute, cost and parameters of releases: the first observed release in the range, which has to lie in
 *       the window; for upper bounds, the largest in the window. Not testable while the window is open and nothing has
 *       decided the claim. See {@link ReleaseScorer}.
 *   <li>Shares of progress: never testable with data on releases.
 * </ul>
 */
public final class ClaimEvaluator {
    private final Settings settings;

    /** @param settings the rules */
    public ClaimEvaluator(Settings settings) {
        this.settings = settings;
    }

    /**
     * The rules that releases are selected by.
     *
     * @param usual those of the run
     * @param byPreset those of every preset that a claim names
     */
    public record Settings(Selection usual, Map<String, Selection> byPreset) {
        public Settings {
            byPreset = Map.copyOf(byPreset);
        }

        /** The rules for a claim. */
        Selection rulesOf(Claim claim) {
            String preset = claim.rules();
            return preset == null ? usual : Objects.requireNonNull(byPreset.get(preset), preset);
        }
    }

    /** Says what a vintage says of claims of some quantities. */
    interface Scorer {
        Finding score(Claim claim, LocalDate vintage);

        /** What more there is to say of why ours differs, each a clause that begins with the cause. */
        List<String> causes(Claim claim, Finding nearest, Finding newest);
    }

    /**
     * Scores claims.
     *
     * @param claims the claims
     * @param vintages the vintages held
     * @param projected what scenarios say
     * @return each claim, in the same order
     */
    public List<ScoredClaim> evaluate(List<Claim> claims, HeldVintages vintages, ProjectedValues projected) {
        VintageFits fits = new VintageFits(vintages);
        Map<String, Long> counts = publishedCounts(claims);
        Scorer growth = new GrowthScorer(fits, settings, counts);
        Scorer releases = new ReleaseScorer(fits, settings);
        Scorer projections = new ProjectionScorer(fits, settings, projected, claims);
        List<ScoredClaim> scored = new ArrayList<>();
        for (Claim claim : claims) {
            Scorer scorer = switch (claim.quantity()) {
                case DOUBLING_TIME_MONTHS, GROWTH_FACTOR_PER_YEAR, COUNT, R_SQUARED -> growth;
                case COMPUTE, COST, PARAMETERS -> releases;
                case PROJECTED_VALUE -> projections;
                case SHARE -> new UntestableScorer();
            };
            scored.add(scored(claim, scorer, vintages));
        }
        return List.copyOf(scored);
    }

    private static ScoredClaim scored(Claim claim, Scorer scorer, HeldVintages vintages) {
        Finding nearest = scorer.score(claim, vintages.nearest(claim.vintage()));
        Finding newest = scorer.score(claim, vintages.newest());
        List<String> reasons = new ArrayList<>();
        if (nearest.verdict() != newest.verdict()) {
            reasons.add("vintage: the answers differ, " + nearest.verdict() + " on " + nearest.vintage() + " and "
                    + newest.verdict() + " on " + newest.vintage());
        }
        String first = nearest.told();
        String second = newest.told();
        if (first != null) {
            reasons.add(first);
        }
        if (second != null && !second.equals(first)) {
            reasons.add(second);
        }
        for (Finding finding :
                nearest.vintage().equals(newest.vintage()) ? List.of(newest) : List.of(nearest, newest)) {
            if (meetsByItsInterval(claim, finding)) {
                reasons.add("overlap: ours lies outside the published range on " + finding.vintage()
                        + ", its interval meets it");
            }
        }
        LocalDate published = claim.publishedOn();
        if (published != null && !published.equals(nearest.vintage())) {
            long days = ChronoUnit.DAYS.between(published, nearest.vintage());
            reasons.add("vintage: " + nearest.vintage() + " is " + Math.abs(days) + " days "
                    + (days > 0 ? "after" : "before") + " publication");
        }
        reasons.addAll(scorer.causes(claim, nearest, newest));
        return new ScoredClaim(claim, nearest, newest, String.join("; ", reasons));
    }

    private static boolean meetsByItsInterval(Claim claim, Finding finding) {
        Double value = finding.value();
        return finding.verdict() == Verdict.CONSISTENT
                && value != null
                && !claim.published().range().contains(value);
    }

    /** Whether ours meets what agrees with the claim. */
    static Verdict verdict(Claim claim, Interval ours) {
        Interval published = claim.published().range();
        return published.low() <= ours.high() && ours.low() <= published.high()
                ? Verdict.CONSISTENT
                : Verdict.INCONSISTENT;
    }

    /** The number of releases that was published for a fit, by what it was fitted to. */
    private static Map<String, Long> publishedCounts(List<Claim> claims) {
        Map<String, Long> counts = new HashMap<>();
        for (Claim claim : claims) {
            if (claim.quantity() == Claim.Quantity.COUNT) {
                counts.put(fitted(claim), Math.round(claim.published().point()));
            }
        }
        return counts;
    }

    /** What a claim's trend is fitted to, the same for all claims of one fit. */
    static String fitted(Claim claim) {
        return String.join(
                "|",
                claim.source(),
                claim.metric(),
                String.valueOf(claim.cohort()),
                String.valueOf(claim.windowFrom()),
                String.valueOf(claim.windowTo()));
    }

    /** Scores what releases do not tell. */
    private static final class UntestableScorer implements Scorer {
        @Override
        public Finding score(Claim claim, LocalDate vintage) {
            return Finding.notTestable(
                    vintage,
                    0,
                    "data: releases and their figures tell neither what progress in performance is owed to nor what else"
                            + " than training runs budgets go to");
        }

        @Override
        public List<String> causes(Claim claim, Finding nearest, Finding newest) {
            return List.of();
        }
    }
}
