package org.computetrends.select;

import java.io.Serializable;
import java.util.List;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.select.ConditionSets.Required;

/**
 * The plan of the second scan, from the settings and the first scan's result. Arrays and lists have one entry for each
 * metric unless stated otherwise.
 *
 * @param firstDay the first day of the analysis, since 1970-01-01
 * @param endDay the day after its last
 * @param rules the rules of scale
 * @param isAllNotable whether every release counts as notable
 * @param relevant the features that trends use; empty for a metric that has no trends
 * @param populations the population of each trend
 * @param rankings the metrics that rank others, one entry for each
 * @param spanEnds the first days of spans of dates, except the first span, in order; eras consist of spans
 * @param observationsLimit populations of more observations than this are only summed
 * @param timeScale how dates become years
 * @param labels by metric and date
 * @param features the features of cohorts
 * @param columns the columns read of a release
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
        DateLabels labels,
        CohortFeatures features,
        ReleaseColumns columns,
        ReleaseRules releaseRules,
        Organizations organizations)
        implements Serializable {
    private static final int DAYS_OF_A_YEAR = 366;

    /** The population of a trend. */
    record Population(int metric, Required required, boolean[] spans) implements Serializable {}

    /**
     * The rules of scale.
     *
     * @param regularFrom the first day of regular scale, since 1970-01-01
     * @param isLowDropped whether low outliers are left out of all other populations
     */
    record ScaleRule(ZScoreRule zScore, int regularFrom, boolean isLowDropped) implements Serializable {
        static ScaleRule of(PopulationRules rules) {
            return new ScaleRule(
                    rules.zScore(),
                    Math.toIntExact(rules.regularScaleFrom().toEpochDay()),
                    rules.outliers() == OutlierRule.DROP);
        }
    }

    ScanPlan withLabels(DateLabels others) {
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
                others,
                features,
                columns,
                releaseRules,
                organizations);
    }

    int span(int day) {
        int span = 0;
        while (span < spanEnds.length && day >= spanEnds[span]) {
            span++;
        }
        return span;
    }

    /**
     * The number of a release's cluster: that of its organization, or for a release without one that of its day, after
     * all organizations.
     */
    int cluster(int organization, int day) {
        return organization >= 0 ? organization : organizations.count() + day - firstAloneDay();
    }

    /** The day of a cluster without organization. */
    int dayOfCluster(int cluster) {
        return cluster - organizations.count() + firstAloneDay();
    }

    /** An imputed day may be up to a year before the earliest date. */
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
