package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.select.ConditionSets.Required;

/**
 * The input of the second scan's tasks: settings, the populations to sum, and results of the first scan. A trend's
 * population is the observations from which the trend is computed.
 *
 * @param firstDay the first day of the analysis, in days since 1970-01-01
 * @param endDay the day after the last day of the analysis
 * @param isAllNotable whether every release counts as notable: no release has a flag, and {@link
 *     PopulationRules#notableWhenUnflagged} is set
 * @param relevant by metric: the union of the requirements of its trends; no flags if it has no trend
 * @param populations by trend: its population
 * @param rankings the indices of the metrics that rank the frontier of another metric
 * @param spanBoundaries the first days of all spans except the first, in order
 * @param observationsLimit the most observations of a population that are stored; of a larger one, only sums are
 *     collected
 * @param statistics by metric and date: windows for z-scores, and largest values
 * @param cohorts finds the numbers of the conditions that a release meets
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
        int[] spanBoundaries,
        long observationsLimit,
        DateStatistics statistics,
        CohortRequirements cohorts,
        ReleaseBatch.Settings checks,
        Organizations organizations)
        implements Serializable {
    /** Imputation moves a date back by fewer days than this: at most to the first day of its year. */
    private static final int DAYS_OF_A_YEAR = 366;

    /**
     * The population of a trend.
     *
     * @param metric the index of its metric
     * @param required the requirements on the features of its observations
     * @param spans by span: whether the era of the trend contains the span
     */
    record Population(int metric, Required required, boolean[] spans) implements Serializable {}

    /**
     * Plans the second scan.
     *
     * @param trends the trends, without wildcards
     * @param requirements by trend: the requirements on the features of its observations
     */
    static ScanPlan of(
            ReleaseScanner.Settings settings,
            ReleaseBatch.Settings checks,
            ScannedDates dates,
            CohortRequirements cohorts,
            List<TrendSpecification> trends,
            List<Required> requirements) {
        int metrics = settings.metrics().size();
        int[] rankings =
                settings.rankings().stream().mapToInt(settings::metricIndex).toArray();
        int[] spanBoundaries = spanBoundaries(trends);
        Required[] relevant = new Required[metrics];
        Arrays.fill(relevant, new Required(0, new BitSet(), new BitSet()));
        List<Population> populations = new ArrayList<>();
        for (int i = 0; i < trends.size(); i++) {
            TrendSpecification trend = trends.get(i);
            int metric = settings.metricIndex(trend.metric().id());
            // Unites flags and conditions.
            relevant[metric] = relevant[metric].and(requirements.get(i));
            boolean[] spans = new boolean[spanBoundaries.length + 1];
            for (int span = 0; span < spans.length; span++) {
                spans[span] = ScannedPopulations.isInEra(trend, dayIn(spanBoundaries, span));
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
                spanBoundaries,
                settings.observationsLimit(),
                DateStatistics.of(scan, settings.rules(), rankings),
                cohorts,
                checks,
                dates.organizations());
    }

    /** The days on which any era begins, and the days after any era ends, in order. */
    private static int[] spanBoundaries(List<TrendSpecification> trends) {
        return trends.stream()
                .map(TrendSpecification::era)
                .flatMap(era -> Stream.concat(Stream.ofNullable(era.from()), Stream.ofNullable(era.to())))
                .mapToInt(day -> Math.toIntExact(day.toEpochDay()))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Any day of a span: an era contains all days of a span or none. */
    private static int dayIn(int[] spanBoundaries, int span) {
        if (span == 0) {
            return spanBoundaries.length == 0 ? 0 : spanBoundaries[0] - 1;
        }
        return spanBoundaries[span - 1];
    }

    /** The index of the span that contains a day. */
    int span(int day) {
        int span = 0;
        while (span < spanBoundaries.length && day >= spanBoundaries[span]) {
            span++;
        }
        return span;
    }

    /**
     * The number of a release's cluster. For a release with an organization, it is the number of the organization. For
     * other releases, it is a number for the day, above the numbers of organizations.
     *
     * @param organization the number of the organization; negative for none
     */
    int cluster(int organization, int day) {
        return organization >= 0 ? organization : organizations.count() + day - earliestImputedDay();
    }

    /** Whether a cluster is an organization's (or a group's, if organizations are grouped), and not a day's. */
    boolean isOrganization(int cluster) {
        return cluster < organizations.count();
    }

    /** The day of a cluster of releases without an organization. */
    int dayOfCluster(int cluster) {
        return cluster - organizations.count() + earliestImputedDay();
    }

    private int earliestImputedDay() {
        return Math.toIntExact(checks.rules().curation().earliestDate().toEpochDay()) - DAYS_OF_A_YEAR;
    }
}
