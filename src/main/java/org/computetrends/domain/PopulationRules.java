package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The configured rules that determine which releases belong to a cohort, such as the size of the frontier.
 *
 * @param from releases before this day are excluded; null for no bound
 * @param to releases on or after this day are excluded; null for no bound
 * @param zScore the rule that determines scale
 * @param frontierSize N of the frontier, which has the releases of rank N or better on their date
 * @param regularScaleFrom the first date of the regular-scale cohort
 * @param notableWhenUnflagged whether every release is notable if the source flags none
 * @param commonValueMinimum an attribute value with fewer observations counts as {@code other}
 * @param derivedNames names of releases that neither rank nor set records, in addition to those that name a base model
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
        NamedDerivatives derivedNames)
        implements Serializable {

    /** The last day with known releases: the earlier of a vintage's date and the last day of the analysis. */
    public LocalDate lastKnown(LocalDate vintage) {
        return to == null || vintage.isBefore(to) ? vintage : to.minusDays(1);
    }

    /** A copy of these rules with the changes that a function makes to a draft of them. */
    public PopulationRules with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.rules();
    }

    /**
     * A copy in which each rule that differs between {@code base} and {@code changed} is as in {@code changed}. The
     * numbers of the time scale and of the z-score rule are compared one by one. So changes of several settings can be
     * combined.
     */
    public PopulationRules withDifferences(PopulationRules base, PopulationRules changed) {
        return with(draft -> {
            draft.timeScale = new TimeScale(
                    merged(timeScale.daysPerYear(), base.timeScale.daysPerYear(), changed.timeScale.daysPerYear()),
                    merged(timeScale.daysPerMonth(), base.timeScale.daysPerMonth(), changed.timeScale.daysPerMonth()));
            draft.imputation = merged(imputation, base.imputation, changed.imputation);
            draft.from = Objects.equals(base.from, changed.from) ? from : changed.from;
            draft.to = Objects.equals(base.to, changed.to) ? to : changed.to;
            draft.zScore = new ZScoreRule(
                    merged(zScore.windowDays(), base.zScore.windowDays(), changed.zScore.windowDays()),
                    merged(zScore.lowBelow(), base.zScore.lowBelow(), changed.zScore.lowBelow()),
                    merged(zScore.largeAbove(), base.zScore.largeAbove(), changed.zScore.largeAbove()),
                    merged(zScore.largeFrom(), base.zScore.largeFrom(), changed.zScore.largeFrom()));
            draft.outliers = merged(outliers, base.outliers, changed.outliers);
            draft.frontierSize = merged(frontierSize, base.frontierSize, changed.frontierSize);
            draft.regularScaleFrom = merged(regularScaleFrom, base.regularScaleFrom, changed.regularScaleFrom);
            draft.notableWhenUnflagged =
                    merged(notableWhenUnflagged, base.notableWhenUnflagged, changed.notableWhenUnflagged);
            draft.commonValueMinimum = merged(commonValueMinimum, base.commonValueMinimum, changed.commonValueMinimum);
            draft.derivedNames = merged(derivedNames, base.derivedNames, changed.derivedNames);
        });
    }

    private static <T> T merged(T current, T base, T changed) {
        return base.equals(changed) ? current : changed;
    }

    /**
     * A copy in which rules that do not affect ranks have fixed values. Two sets of rules with equal copies give equal
     * ranks, provided that both keep low outliers. Otherwise the z-score rule, which is fixed here, affects ranks too.
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
        public NamedDerivatives derivedNames;

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
            derivedNames = rules.derivedNames;
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
                    derivedNames);
        }
    }
}
