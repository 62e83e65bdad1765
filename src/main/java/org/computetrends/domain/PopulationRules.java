package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules that select the releases of a cohort within an era.
 *
 * @param timeScale converts dates to years
 * @param imputation the day assumed for a date known to the month or year
 * @param from releases before it are excluded; null for no bound
 * @param to releases on or after it are excluded; null for no bound
 * @param zScore determines scale
 * @param outliers the treatment of low outliers outside the regular scale
 * @param frontierSize N of the frontier: it contains the releases that rank at most N at their date
 * @param regularScaleFrom the first date of the regular-scale cohort
 * @param notableWhenUnflagged whether every release is notable if the source flags none
 * @param commonValueMinimum an attribute value with fewer observations counts as {@code other}
 * @param unranked derived releases, which neither rank nor set records, in addition to those that name a base model
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

    /** The last day with known releases: the earlier of a vintage's date and the last day of the analysis. */
    public LocalDate lastKnown(LocalDate vintage) {
        return to == null || vintage.isBefore(to) ? vintage : to.minusDays(1);
    }

    /** These rules with some of them changed. */
    public PopulationRules with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.rules();
    }

    /** Applies the differences between two other sets of rules to this one. */
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

    /**
     * These rules without those that do not affect ranks. Two sets of rules with equal results rank equally, if low
     * outliers are kept.
     */
    public PopulationRules reducedToRanking() {
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

    /** A mutable copy of rules. */
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
