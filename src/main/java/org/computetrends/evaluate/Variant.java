package org.computetrends.evaluate;

import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.population.DerivativeRule;
import org.computetrends.population.Selection;

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

    /** With another span. */
    public Variant withEra(Era other) {
        return new Variant(other, selection);
    }

    /** With every setting that cannot matter to a cohort as in the baseline: equal for equal populations and units. */
    Variant asItMattersTo(Cohort cohort, Variant baseline) {
        Cohort.Rule rule = cohort.rule();
        boolean byScale = rule == Cohort.Rule.REGULAR_SCALE || rule == Cohort.Rule.LARGE_SCALE;
        PopulationRules usual = baseline.selection.rules();
        PopulationRules rules = selection.rules().with(draft -> {
            if (rule != Cohort.Rule.FRONTIER) {
                draft.frontierSize = usual.frontierSize();
            }
            if (!isByRank(cohort)) {
                draft.unranked = usual.unranked();
            }
            if (rule != Cohort.Rule.REGULAR_SCALE) {
                draft.regularScaleFrom = usual.regularScaleFrom();
            }
            if (byScale) {
                draft.outliers = usual.outliers();
            } else if (draft.outliers == OutlierRule.KEEP) {
                draft.zScore = usual.zScore();
            } else {
                draft.zScore = new ZScoreRule(
                        draft.zScore.windowDays(),
                        draft.zScore.lowBelow(),
                        usual.zScore().largeAbove(),
                        usual.zScore().largeFromDay());
            }
        });
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
