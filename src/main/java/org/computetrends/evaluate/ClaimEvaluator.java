package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.ProjectedValues;
import org.computetrends.domain.ScoredClaim;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;

/**
 * Compares published claims with the data of two vintages. One is the newest in memory, which may be later than the
 * analysed one. The other is the newest vintage at or before the claim's day. This is the day of publication, or
 * another day that the claim names with a reason. A claim without a day, or older than every vintage, is scored on the
 * newest vintage only.
 *
 * <p>A scorer for each kind of claim computes our number and explains differences. {@link ClaimJudge} compares our
 * numbers with the published ones. {@link GrowthScorer} compares counts of a fit itself, and {@link ReleaseScorer}
 * releases with windows. Every reason begins with its topic, such as {@code data:}, {@code vintage:} or {@code
 * window:}.
 *
 * <p>What each quantity is compared with:
 *
 * <ul>
 *   <li>Growth, and the count and R squared of a fit: our own fit, a least-squares line through the claim's cohort and
 *       window, by the rules of the preset that the claim names (by default the run's). The standard error of the slope
 *       is CR3, or the classical one where one organization determines the slope. Months have as many days as the claim
 *       states. Growth factors and doubling times are compared as slopes, R squared by Fisher's transformation. A
 *       claimed count that differs from ours is contradicted on the vintage that the claim names, and untested on any
 *       other. See {@link GrowthScorer}.
 *   <li>The value on a date, or the date on which a value is reached: the observed releases, if the date has passed or
 *       the value is reached; otherwise the median and the 95% interval of the claim's scenario. Values are compared as
 *       logarithms, dates as years. See {@link ProjectionScorer}.
 *   <li>Compute, cost and parameters of releases: the earliest release whose value is in the claim's range; its date
 *       must be in the window. An upper bound is compared with the largest release in the window. Until a release
 *       decides it or the window ends, the claim is untested. See {@link ReleaseScorer}.
 *   <li>Counts above a threshold: the number of releases by the claim's date. See {@link CountScorer}.
 *   <li>Months by which one group follows another: the lag of the lead (a pair of groups, in the settings) that the
 *       claim names. See {@link LagScorer}.
 * </ul>
 *
 * <p>A claim may have an obstacle, which is a reason why our data cannot test it. If the claim is testable otherwise,
 * its verdict is untested, and our number is still given. Claims that name neither a cohort nor a lead, and claims
 * about shares and other quantities, are not testable.
 */
public record ClaimEvaluator(Settings settings) {

    /**
     * The rules by which claims are scored.
     *
     * @param selectionByPreset the rules of every preset that a claim names
     */
    public record Settings(Selection runSelection, Map<String, Selection> selectionByPreset, LeadEstimator leads) {
        /** Whether a vintage has the releases that a claim needs. */
        boolean hasReleasesFor(Claim claim, LoadedVintage vintage) {
            return requests(claim).stream().allMatch(vintage::has) && (claim.lead() == null || vintage.isComplete());
        }

        /**
         * The populations that a claim needs: one by the claim's rules, and one by the run's rules to explain
         * differences. Empty for a claim without a cohort.
         */
        public List<FrontierSelections.Request> requests(Claim claim) {
            Cohort cohort = claim.cohort();
            return cohort == null
                    ? List.of()
                    : Stream.of(runSelection, selectionOf(claim))
                            .map(selection -> new FrontierSelections.Request(claim.metric(), cohort, selection))
                            .toList();
        }

        /** The selection by the preset that a claim names, or else the run's. */
        Selection selectionOf(Claim claim) {
            String preset = claim.rules();
            return preset == null ? runSelection : Objects.requireNonNull(selectionByPreset.get(preset), preset);
        }

        /** The releases of a claim's cohort in an era, as a vintage has them. */
        Population population(VintageFits fits, Claim claim, LocalDate vintage, Era era) {
            Cohort cohort = Objects.requireNonNull(claim.cohort(), claim.id());
            return fits.population(vintage, claim.metric(), cohort, era, selectionOf(claim));
        }
    }

    /** Scores the claims about some quantities. */
    interface Scorer {
        /** Our number on a vintage, and the verdict. */
        Finding score(Claim claim, LocalDate vintage);

        /**
         * Explains why our number differs from the published one, by clauses that begin with their topic.
         *
         * @param then the finding on the vintage of the claim's day, or on the newest vintage if that day has no
         *     vintage
         * @param thenVintage the vintage of {@code then}
         */
        List<String> causes(Claim claim, Finding then, LocalDate thenVintage, Finding newest);
    }

    /**
     * Scores claims, in their order. A claim is left out if it needs releases of the analysed vintage that are not in
     * memory. If none of these are in memory, all claims are left out. Other vintages are always complete.
     */
    public List<ScoredClaim> evaluate(List<Claim> claims, LoadedVintages vintages, ProjectedValues projected) {
        VintageFits fits = new VintageFits(vintages);
        Scorer growth = new GrowthScorer(fits, settings, publishedCounts(claims));
        Scorer releases = new ReleaseScorer(fits, settings);
        Scorer counts = new CountScorer(fits, settings);
        Scorer lags = new LagScorer(vintages, settings.leads());
        Scorer projections = new ProjectionScorer(fits, settings, projected, claims);
        Optional<LoadedVintage> analysed = vintages.analysedOrFrontiers();
        List<ScoredClaim> scored = new ArrayList<>();
        for (Claim claim : claims) {
            if (analysed.isPresent() && settings.hasReleasesFor(claim, analysed.get())) {
                Scorer scorer = switch (claim.quantity()) {
                    case DOUBLING_TIME_MONTHS, GROWTH_FACTOR_PER_YEAR, COUNT, R_SQUARED -> growth;
                    case COMPUTE, COST, PARAMETERS -> releases;
                    case COUNT_ABOVE -> counts;
                    case PROJECTED_VALUE, CROSSING_DATE -> projections;
                    case LAG_MONTHS, STAIRCASE_LAG_MONTHS -> lags;
                    case SHARE, OTHER -> null;
                };
                boolean namesReleases = claim.cohort() != null || claim.lead() != null;
                scored.add(
                        scorer == null || !namesReleases
                                ? notTestable(claim, vintages)
                                : scoredOnBoth(claim, scorer, vintages));
            }
        }
        return List.copyOf(scored);
    }

    private static ScoredClaim notTestable(Claim claim, LoadedVintages vintages) {
        // Every claim that is not testable has an obstacle: ClaimRow and Claim require it.
        String why = "data: " + Objects.requireNonNull(claim.obstacle(), claim.id());
        Finding newest = Finding.none(vintages.newestDate(), 0, Verdict.NOT_TESTABLE, why);
        Finding then = vintageOf(claim, vintages)
                .map(vintage -> Finding.none(vintage, 0, Verdict.NOT_TESTABLE, why))
                .orElseGet(() -> notOnVintage(claim));
        return new ScoredClaim(claim, then, newest, why);
    }

    /** The newest vintage at or before the claim's day; empty if the day is unknown or no vintage is as old. */
    private static Optional<LocalDate> vintageOf(Claim claim, LoadedVintages vintages) {
        return Optional.ofNullable(claim.asOf()).flatMap(vintages::newestAtOrBefore);
    }

    /** The finding if the claim's day is unknown or no vintage is as old. */
    private static Finding notOnVintage(Claim claim) {
        LocalDate date = claim.asOf();
        String why = date == null ? "no day of publication is known" : "none is as old as " + date;
        return Finding.none(null, 0, Verdict.NOT_TESTABLE, "vintage: " + why);
    }

    private static ScoredClaim scoredOnBoth(Claim claim, Scorer scorer, LoadedVintages vintages) {
        Finding newest = scoredOn(claim, scorer, vintages.newestDate());
        Optional<LocalDate> vintage = vintageOf(claim, vintages);
        Finding then = vintage.map(date -> scoredOn(claim, scorer, date)).orElseGet(() -> notOnVintage(claim));
        List<String> reasons = new ArrayList<>();
        if (vintage.isPresent() && then.verdict() != newest.verdict()) {
            reasons.add("vintage: the answers differ, " + verdictText(then) + " and " + verdictText(newest));
        }
        for (String note : Arrays.asList(then.note(), newest.note())) {
            if (note != null && !reasons.contains(note)) {
                reasons.add(note);
            }
        }
        if (claim.vintageReason() != null) {
            reasons.add("vintage: as of " + claim.vintage() + ", because " + claim.vintageReason());
        }
        reasons.addAll(scorer.causes(
                claim, vintage.isPresent() ? then : newest, vintage.orElse(vintages.newestDate()), newest));
        return new ScoredClaim(claim, then, newest, String.join("; ", reasons));
    }

    private static Finding scoredOn(Claim claim, Scorer scorer, LocalDate vintage) {
        Finding finding = scorer.score(claim, vintage);
        return claim.obstacle() == null ? finding : finding.untested("selection: " + claim.obstacle());
    }

    /** For example {@code contradicted on 2024-03-01}. */
    private static String verdictText(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " on " + finding.vintage();
    }

    /** The published number of releases of each fit, by {@link #fitId}. */
    private static Map<String, Long> publishedCounts(List<Claim> claims) {
        Map<String, Long> counts = new HashMap<>();
        for (Claim claim : claims) {
            if (claim.quantity() == Claim.Quantity.COUNT) {
                counts.put(fitId(claim), Math.round(claim.published().point()));
            }
        }
        return counts;
    }

    /** Identifies the published fit that a claim is about. All claims about one fit have the same id. */
    static String fitId(Claim claim) {
        return String.join(
                "|",
                claim.source(),
                String.valueOf(claim.publishedOn()),
                claim.metric(),
                String.valueOf(claim.cohort()),
                String.valueOf(claim.windowFrom()),
                String.valueOf(claim.windowTo()));
    }
}
