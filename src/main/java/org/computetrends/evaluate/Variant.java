package org.computetrends.evaluate;

import java.time.LocalDate;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.held.DerivativeRule;
import org.computetrends.held.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a trend's population follows from.
 *
 * @param era the span that the population is cut to
 * @param selection which releases are analysed, and by which rules
 */
public record Variant(Era era, Selection selection) {

    /** With other rules. */
    public Variant withRules(PopulationRules rules) {
        return new Variant(era, selection.withRules(rules));
    }

    /** With another selection. */
    public Variant withSelection(Selection other) {
        return new Variant(era, other);
    }

    /**
     * With a date at which eras and rules begin moved: the era's bounds, and the first dates of the regular-scale cohort
     * and of large releases, where they are that date.
     *
     * @throws IllegalArgumentException when the era would end before it begins
     */
    public Variant withDateMoved(LocalDate from, LocalDate to) {
        PopulationRules rules = selection.rules();
        if (rules.regularScaleFrom().equals(from)) {
            rules = rules.withRegularScaleFrom(to);
        }
        if (rules.zScore().largeFrom().equals(from)) {
            rules = rules.withZScore(rules.zScore().withLargeFrom(to));
        }
        Era moved = new Era(era.id(), moved(era.from(), from, to), moved(era.to(), from, to));
        return new Variant(moved, selection.withRules(rules));
    }

    private static @Nullable LocalDate moved(@Nullable LocalDate bound, LocalDate from, LocalDate to) {
        return from.equals(bound) ? to : bound;
    }

    /** With every setting that cannot matter to a cohort as in the baseline: equal for equal populations and units. */
    Variant asItMattersTo(Cohort cohort, Variant baseline) {
        Cohort.Rule rule = cohort.rule();
        boolean byScale = rule == Cohort.Rule.REGULAR_SCALE || rule == Cohort.Rule.LARGE_SCALE;
        PopulationRules usual = baseline.selection.rules();
        PopulationRules rules = selection.rules();
        if (rule != Cohort.Rule.FRONTIER) {
            rules = rules.withFrontierSize(usual.frontierSize());
        }
        if (rule != Cohort.Rule.REGULAR_SCALE) {
            rules = rules.withRegularScaleFrom(usual.regularScaleFrom());
        }
        if (byScale) {
            rules = rules.withOutliers(usual.outliers());
        } else {
            rules = rules.withZScore(rules.zScore()
                    .withLargeAbove(usual.zScore().largeAbove())
                    .withLargeFrom(usual.zScore().largeFrom()));
            if (rules.outliers() == OutlierRule.KEEP) {
                rules = rules.withZScore(usual.zScore());
            }
        }
        Selection mattering = mattersTo(cohort, selection.derivatives(), rules.outliers())
                ? selection
                : selection.withDerivatives(DerivativeRule.UNRANKED);
        return new Variant(era, mattering.withRules(rules));
    }

    /** Whether a rule of derivatives can give another population than their being unranked. */
    private static boolean mattersTo(Cohort cohort, DerivativeRule derivatives, OutlierRule outliers) {
        return switch (derivatives) {
            case UNRANKED -> false;
            case RANKED -> isByRank(cohort);
            // Unranked they are in no such cohort either, unless windows or common values are asked for.
            case EXCLUDED ->
                !isByRank(cohort)
                        || outliers == OutlierRule.DROP
                        || !cohort.filters().isEmpty();
        };
    }

    private static boolean isByRank(Cohort cohort) {
        return cohort.rule() == Cohort.Rule.FRONTIER || cohort.rule() == Cohort.Rule.RECORD;
    }
}
