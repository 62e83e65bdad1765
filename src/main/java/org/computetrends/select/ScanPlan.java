package org.computetrends.select;

import java.io.Serializable;
import java.util.List;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.select.ConditionSets.Required;

/**
 * What the second scan has to know of the settings and of what the first has found. Arrays have one entry for each metric
 * unless something else is said.
 *
 * @param firstDay the first day of the analysis, since 1970-01-01
 * @param endDay the day after its last
 * @param rules the rules of scale
 * @param isAllNotable whether every release counts as notable
 * @param relevant the features that some trend asks for; none for a metric without trends
 * @param populations what the observations of each trend are
 * @param rankings the metrics that rank others, one entry for each
 * @param spanEnds the days on which spans of dates begin but the first, in order; spans are what eras are made of
 * @param observationsLimit populations of more observations than this are only summed
 * @param timeScale how dates become years
 * @param labels by metric and date
 * @param features of cohorts
 * @param columns what is read of a release
 * @param releaseRules what can be said of a release alone
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

    /** What the observations of a trend are. */
    record Population(int metric, Required required, boolean[] spans) implements Serializable {}

    /**
     * The rules of scale.
     *
     * @param regularFrom the first day of regular scale, since 1970-01-01
     * @param isLowDropped whether low outliers are in no other population
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

    /** The number of a release's cluster: its organization's, or after all organizations that of its day. */
    int cluster(int organization, int day) {
        return organization >= 0 ? organization : organizations.count() + day - firstAloneDay();
    }

    /** The day of the releases in a cluster that is no organization. */
    int dayOfCluster(int cluster) {
        return cluster - organizations.count() + firstAloneDay();
    }

    /** An imputed day may be up to a year before the earliest date. */
    private int firstAloneDay() {
        return Math.toIntExact(releaseRules.earliest().toEpochDay()) - DAYS_OF_A_YEAR;
    }

    /** A day that tells which eras a span is part of. */
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
