package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
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
        long commonValueMinimum)
        implements Serializable {

    /**
     * The last day of which releases are known: a vintage's date, or the last day of the analysis where that ends before it.
     */
    public LocalDate lastKnown(LocalDate vintage) {
        return to == null || vintage.isBefore(to) ? vintage : to.minusDays(1);
    }

    /** With other years and months. */
    public PopulationRules withTimeScale(TimeScale timeScale) {
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
                commonValueMinimum);
    }

    /** With another day for dates known to their month or year. */
    public PopulationRules withImputation(DateImputation imputation) {
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
                commonValueMinimum);
    }

    /** With another rule of scale. */
    public PopulationRules withZScore(ZScoreRule zScore) {
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
                commonValueMinimum);
    }

    /** With low outliers treated otherwise. */
    public PopulationRules withOutliers(OutlierRule outliers) {
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
                commonValueMinimum);
    }

    /** With another N of the frontier. */
    public PopulationRules withFrontierSize(int frontierSize) {
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
                commonValueMinimum);
    }

    /** With another first date of the regular-scale cohort. */
    public PopulationRules withRegularScaleFrom(LocalDate regularScaleFrom) {
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
                commonValueMinimum);
    }

    /** With another end of the analysis. */
    public PopulationRules withTo(@Nullable LocalDate to) {
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
                commonValueMinimum);
    }

    /** The same for rules that rank alike where low outliers are kept: those that differ in what comes before, or in dates. */
    public PopulationRules asItRanks() {
        return new PopulationRules(
                new TimeScale(1, 1),
                imputation,
                from,
                null,
                new ZScoreRule(1, 0, 0, LocalDate.EPOCH),
                outliers,
                1,
                LocalDate.EPOCH,
                false,
                0);
    }
}
