package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.select.ConditionSets.Required;

/**
 * The settings of the second scan, and the results of the first scan that its tasks need.
 *
 * @param firstDay the first day of the analysis, in days since 1970-01-01
 * @param endDay the day after the last day of the analysis
 * @param isAllNotable whether every release counts as notable
 * @param relevant by metric: the features that its trends require of observations, taken together
 * @param rankings the indices of the metrics that rank the frontier of another metric
 * @param spanEnds the days on which a span ends and the next begins, in order
 * @param observationsLimit a population with more observations is summed only
 * @param statistics by metric and date: windows for z-scores, and largest values
 * @param cohorts the requirements of cohorts, with the conditions that they number
 * @param checks how single rows are read and checked
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record ScanPlan(
        int firstDay,
        int endDay,
        PopulationRules rules,
        boolean isAllNotable,
        List<Required> relevant,
        List<Population> populations,
        int[] rankings,
        int[] spanEnds,
        long observationsLimit,
        DateStatistics statistics,
        CohortRequirements cohorts,
        ReleaseBatch.Settings checks,
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
     * Plans the second scan.
     *
     * @param trends the trends, without wildcards
     * @param requirements by trend: the features that its observations have
     */
    static ScanPlan of(
            ReleaseScanner.Settings settings,
            ReleaseBatch.Settings checks,
            ScannedDates dates,
            CohortRequirements cohorts,
            List<TrendSpecification> trends,
            List<Required> requirements) {
        int metrics = settings.metrics().size();
        int[] rankings = settings.rankings().stream().mapToInt(settings::metric).toArray();
        int[] spanEnds = spanEnds(trends);
        Required[] relevant = new Required[metrics];
        Arrays.fill(relevant, new Required(0, new BitSet(), new BitSet()));
        List<Population> populations = new ArrayList<>();
        for (int i = 0; i < trends.size(); i++) {
            TrendSpecification trend = trends.get(i);
            int metric = settings.metric(trend.metric().id());
            relevant[metric] = relevant[metric].and(requirements.get(i));
            boolean[] spans = new boolean[spanEnds.length + 1];
            for (int span = 0; span < spans.length; span++) {
                spans[span] = ScannedPopulations.isWithin(trend, dayIn(spanEnds, span));
            }
            populations.add(new Population(metric, requirements.get(i), spans));
        }
        DateScan scan = dates.scan();
        return new ScanPlan(
                settings.firstDay(),
                settings.endDay(checks.rules().vintage()),
                settings.rules(),
                !scan.isAnyFlagged() && settings.rules().notableWhenUnflagged(),
                List.of(relevant),
                populations,
                rankings,
                spanEnds,
                settings.observationsLimit(),
                DateStatistics.of(scan, settings.rules(), rankings),
                cohorts,
                checks,
                dates.organizations());
    }

    /** The days on which any era begins or ends, in order. */
    private static int[] spanEnds(List<TrendSpecification> trends) {
        return trends.stream()
                .flatMap(trend -> Stream.of(
                        Optional.ofNullable(trend.era().from()),
                        Optional.ofNullable(trend.era().to())))
                .flatMap(Optional::stream)
                .mapToInt(day -> Math.toIntExact(day.toEpochDay()))
                .sorted()
                .distinct()
                .toArray();
    }

    /** A day within a span. */
    private static int dayIn(int[] spanEnds, int span) {
        if (span == 0) {
            return spanEnds.length == 0 ? 0 : spanEnds[0] - 1;
        }
        return spanEnds[span - 1];
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
        return Math.toIntExact(checks.rules().curation().earliestDate().toEpochDay()) - DAYS_OF_A_YEAR;
    }
}
