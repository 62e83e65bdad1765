package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules that make populations: which releases a cohort within an era consists of.
 *
 * @param timeScale how dates become years
 * @param imputation the day that stands for a date known to its month or year
 * @param from releases before it are no part of the analysis; null for no bound
 * @param to releases on or after it are no part of the analysis; null for no bound
 * @param zScore how scale is told
 * @param outliers what becomes of low outliers outside the regular scale
 * @param frontierSize N of the frontier: a release is in it that ranks at most N at its date
 * @param regularScaleFrom the first date of the regular-scale cohort
 * @param notableWhenUnflagged whether every release is notable where the source flags none
 * @param commonValueMinimum observations below which an attribute's value counts as {@code other}
 * @param unranked releases that derive from an earlier one, and neither rank nor are records, besides those that name a base model
 */
public record PopulationRules(
        TimeScale timeScale,
        DateImputation imputation,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        ZScoreRule zScore,
        OutlierRule outliers,
        int frontierSize,
        LocalDate regularScaleFrom,
        boolean notableWhenUnflagged,
        long commonValueMinimum,
        Families unranked)
        implements Serializable {

    /**
     * The last day of which releases are known: a vintage's date, or the last day of the analysis where that ends before it.
     */
    public LocalDate lastKnown(LocalDate vintage) {
        return to == null || vintage.isBefore(to) ? vintage : to.minusDays(1);
    }

    /** With some of them changed. */
    public PopulationRules with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.rules();
    }

    /** With each that differs between two other sets of rules as it is in the second of them. */
    public PopulationRules overlaid(PopulationRules usual, PopulationRules changed) {
        return with(draft -> {
            draft.timeScale = new TimeScale(
                    overlaid(timeScale.daysPerYear(), usual.timeScale.daysPerYear(), changed.timeScale.daysPerYear()),
                    overlaid(
                            timeScale.daysPerMonth(),
                            usual.timeScale.daysPerMonth(),
                            changed.timeScale.daysPerMonth()));
            draft.imputation = overlaid(imputation, usual.imputation, changed.imputation);
            draft.from = Objects.equals(usual.from, changed.from) ? from : changed.from;
            draft.to = Objects.equals(usual.to, changed.to) ? to : changed.to;
            draft.zScore = new ZScoreRule(
                    overlaid(zScore.windowDays(), usual.zScore.windowDays(), changed.zScore.windowDays()),
                    overlaid(zScore.lowBelow(), usual.zScore.lowBelow(), changed.zScore.lowBelow()),
                    overlaid(zScore.largeAbove(), usual.zScore.largeAbove(), changed.zScore.largeAbove()),
                    overlaid(zScore.largeFromDay(), usual.zScore.largeFromDay(), changed.zScore.largeFromDay()));
            draft.outliers = overlaid(outliers, usual.outliers, changed.outliers);
            draft.frontierSize = overlaid(frontierSize, usual.frontierSize, changed.frontierSize);
            draft.regularScaleFrom = overlaid(regularScaleFrom, usual.regularScaleFrom, changed.regularScaleFrom);
            draft.notableWhenUnflagged =
                    overlaid(notableWhenUnflagged, usual.notableWhenUnflagged, changed.notableWhenUnflagged);
            draft.commonValueMinimum =
                    overlaid(commonValueMinimum, usual.commonValueMinimum, changed.commonValueMinimum);
            draft.unranked = overlaid(unranked, usual.unranked, changed.unranked);
        });
    }

    private static <T> T overlaid(T own, T usual, T changed) {
        return usual.equals(changed) ? own : changed;
    }

    /** The same for rules that rank alike where low outliers are kept: those that differ in what comes before, or in dates. */
    public PopulationRules asItRanks() {
        return with(draft -> {
            draft.timeScale = new TimeScale(1, 1);
            draft.to = null;
            draft.zScore = new ZScoreRule(1, 0, 0, LocalDate.EPOCH);
            draft.frontierSize = 1;
            draft.regularScaleFrom = LocalDate.EPOCH;
            draft.notableWhenUnflagged = false;
            draft.commonValueMinimum = 0;
        });
    }

    /** Rules in the making. */
    public static final class Draft {
        public TimeScale timeScale;
        public DateImputation imputation;
        public @Nullable LocalDate from;
        public @Nullable LocalDate to;
        public ZScoreRule zScore;
        public OutlierRule outliers;
        public int frontierSize;
        public LocalDate regularScaleFrom;
        public boolean notableWhenUnflagged;
        public long commonValueMinimum;
        public Families unranked;

        private Draft(PopulationRules rules) {
            timeScale = rules.timeScale;
            imputation = rules.imputation;
            from = rules.from;
            to = rules.to;
            zScore = rules.zScore;
            outliers = rules.outliers;
            frontierSize = rules.frontierSize;
            regularScaleFrom = rules.regularScaleFrom;
            notableWhenUnflagged = rules.notableWhenUnflagged;
            commonValueMinimum = rules.commonValueMinimum;
            unranked = rules.unranked;
        }

        private PopulationRules rules() {
            return new PopulationRules(
                    timeScale,
                    imputation,
                    from,
                    to,
                    zScore,
                    outliers,
                    frontierSize,
                    regularScaleFrom,
                    notableWhenUnflagged,
                    commonValueMinimum,
                    unranked);
        }
    }
}
