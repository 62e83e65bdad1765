package org.computetrends.select;

import java.io.Serializable;
import java.util.List;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.select.ConditionSets.Required;

/**
 * The settings of the second scan, and the results of the first scan that its tasks need.
 *
 * @param firstDay the first day of the analysis, in days since 1970-01-01
 * @param endDay the day after the last day of the analysis
 * @param rules the rules that classify observations by scale
 * @param isAllNotable whether every release counts as notable
 * @param relevant by metric: the features that its trends require of observations, taken together
 * @param populations the population of each trend
 * @param rankings the indices of the metrics that rank the frontier of another metric
 * @param spanEnds the days on which a span ends and the next begins, in order
 * @param observationsLimit a population with more observations is summed only
 * @param timeScale the conversion of dates to years
 * @param statistics by metric and date: windows for z-scores, and largest values
 * @param cohorts the requirements of cohorts, with the conditions that they number
 * @param columns the columns read
 * @param releaseRules the rules for a single release
 * @param organizations the numbers of organizations
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record ScanPlan(
        int firstDay,
        int endDay,
        ScaleRule rules,
        boolean isAllNotable,
        List<Required> relevant,
        List<Population> populations,
        int[] rankings,
        int[] spanEnds,
        long observationsLimit,
        TimeScale timeScale,
        DateStatistics statistics,
        CohortRequirements cohorts,
        ReleaseColumns columns,
        ReleaseRules releaseRules,
        Organizations organizations)
        implements Serializable {
    /** How far imputation may move a date back, rounded up. */
    private static final int DAYS_OF_A_YEAR = 366;

    /**
     * The population of a trend.
     *
     * @param metric the index of its metric
     * @param required the features that its observations have
     * @param spans by span: whether its era contains the span
     */
    record Population(int metric, Required required, boolean[] spans) implements Serializable {}

    /**
     * The rules that classify observations by scale.
     *
     * @param regularFrom the first day of the regular-scale cohort, in days since 1970-01-01
     * @param isLowDropped whether low outliers are excluded from every population
     */
    record ScaleRule(ZScoreRule zScore, int regularFrom, boolean isLowDropped) implements Serializable {
        static ScaleRule of(PopulationRules rules) {
            return new ScaleRule(
                    rules.zScore(),
                    Math.toIntExact(rules.regularScaleFrom().toEpochDay()),
                    rules.outliers() == OutlierRule.DROP);
        }
    }

    /** This plan with other statistics of dates. */
    ScanPlan withStatistics(DateStatistics statistics) {
        return new ScanPlan(
                firstDay,
                endDay,
                rules,
                isAllNotable,
                relevant,
                populations,
                rankings,
                spanEnds,
                observationsLimit,
                timeScale,
                statistics,
                cohorts,
                columns,
                releaseRules,
                organizations);
    }

    /** The index of the span that contains a day. */
    int span(int day) {
        int span = 0;
        while (span < spanEnds.length && day >= spanEnds[span]) {
            span++;
        }
        return span;
    }

    /**
     * The cluster of a release: the number of its organization, or for a release without one a number for its day,
     * above the numbers of organizations.
     *
     * @param organization the number of the organization; negative for none
     */
    int cluster(int organization, int day) {
        return organization >= 0 ? organization : organizations.count() + day - firstAloneDay();
    }

    /** The day of a cluster of releases without an organization. */
    int dayOfCluster(int cluster) {
        return cluster - organizations.count() + firstAloneDay();
    }

    /** The first day that has a number. Imputation may move a date back to the first day of its year. */
    private int firstAloneDay() {
        return Math.toIntExact(releaseRules.earliest().toEpochDay()) - DAYS_OF_A_YEAR;
    }

    /** A day within a span. */
    int dayIn(int span) {
        return dayIn(spanEnds, span);
    }

    static int dayIn(int[] spanEnds, int span) {
        if (span == 0) {
            return spanEnds.length == 0 ? 0 : spanEnds[0] - 1;
        }
        return spanEnds[span - 1];
    }
}
