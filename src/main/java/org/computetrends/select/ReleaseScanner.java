package org.computetrends.select;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.Era;
import org.computetrends.domain.Metric;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.population.FrontierReleases;
import org.computetrends.population.FrontierSelections;
import org.computetrends.select.ConditionSets.Required;
import org.computetrends.sql.ColumnBatches;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ObservationsTable;

/**
 * Curates any number of rows and selects the releases of all trends, by scans that Spark runs in parallel.
 *
 * <p>A run calls the methods in this order:
 *
 * <ul>
 *   <li>{@link #markDuplicates}, on a scanner with {@link RowMarks#NONE}, compares the releases that share a name. A
 *       scanner with the resulting marks runs the other methods.
 *   <li>{@link #scanDates}, the first scan, counts faults and aggregates each metric by date. From the result the
 *       driver computes the moments of z-score windows and the largest values up to each date.
 *   <li>{@link #scanPopulations}, the second scan, labels every observation and sums the observations with equal
 *       features.
 *   <li>{@link #keptReleases}, {@link #allRejects} and {@link #labelledObservations} produce tables with a row for each
 *       release or value. Each takes one more scan.
 * </ul>
 *
 * <p>Rows are read in columnar batches. Only {@link #markDuplicates} shuffles rows. Sums are exact, so results do not
 * depend on partitions. The driver receives few single releases: marked rows, listed rejects, releases of frontiers,
 * extremes of cells and bins, and from each task up to {@code observationsLimit} observations of each trend.
 *
 * @param marks which rows are duplicates, and the numbers in ids
 */
public record ReleaseScanner(Settings settings, RowMarks marks) {
    /**
     * The settings of the scans.
     *
     * @param curation the rules that reject releases and their values
     * @param rules the rules that select the releases of a cohort
     * @param trends the trends; a cohort may ask for a trend of each value of an attribute
     * @param observationsLimit the most observations of a trend that are collected singly; of a larger trend, only sums
     *     are collected
     * @param organizationsLimit the most organizations with clusters of their own. If there are more, they are divided
     *     into as many groups as the limit. It is also the most values of an attribute that are collected
     * @param rejectsLimit the most rejects that the first scan lists
     */
    public record Settings(
            CurationRules curation,
            PopulationRules rules,
            List<Metric> metrics,
            List<TrendSpecification> trends,
            long observationsLimit,
            int organizationsLimit,
            int rejectsLimit) {

        /** The attributes that cohorts use, in order. */
        List<Attribute> attributes() {
            return trends.stream()
                    .flatMap(trend -> trend.cohort().filters().stream())
                    .map(filter -> filter.attribute())
                    .sorted()
                    .distinct()
                    .toList();
        }

        /** The ids of the metrics that rank another metric's frontier, in order. */
        List<String> rankings() {
            return trends.stream()
                    .flatMap(trend -> Stream.ofNullable(trend.cohort().rankedBy()))
                    .sorted()
                    .distinct()
                    .toList();
        }

        List<String> metricIds() {
            return metrics.stream().map(Metric::id).toList();
        }

        int metricIndex(String id) {
            return metricIds().indexOf(id);
        }

        /** The first day of the analysis, in days since 1970-01-01. */
        int firstDay() {
            LocalDate from = rules.from();
            return from == null ? Integer.MIN_VALUE : Math.toIntExact(from.toEpochDay());
        }

        /** The day after the last day of the analysis, in days since 1970-01-01. */
        int endDay(Vintage vintage) {
            return Math.toIntExact(rules.lastKnown(vintage.date()).toEpochDay() + 1);
        }
    }

    /**
     * Finds duplicates, and numbers the releases that share a name.
     *
     * @param releases every release as read, with the canonical columns, {@code source_file} and the columns of {@code
     *     ReadColumns}
     */
    public RowMarks markDuplicates(Dataset<Row> releases, Vintage vintage) {
        return new DuplicateFinder(checks(ReleaseColumns.ofAll(sources(releases), RowMarks.NONE), vintage))
                .marks(sharingNames(releases, vintage));
    }

    /** The rows that share a name with another row, and possibly a few other or rejected rows; with all columns. */
    Dataset<Row> sharingNames(Dataset<Row> releases, Vintage vintage) {
        return SharedNames.rowsSharingNames(releases, checksOfNames(vintage));
    }

    ReleaseBatch.Settings checksOfNames(Vintage vintage) {
        return checks(ReleaseColumns.ofNames(), vintage);
    }

    /**
     * The kept releases with their ids.
     *
     * @param releases as for {@link #markDuplicates}
     * @return {@code release_id} and the columns of {@link CuratedRelease#schema}, unordered
     */
    public Dataset<Row> keptReleases(Dataset<Row> releases, Vintage vintage) {
        ReleaseBatch.Settings checks = checks(ReleaseColumns.ofAll(sources(releases), marks), vintage);
        StructType schema = CuratedRelease.schema(settings.metrics());
        return ColumnBatches.flatMap(
                checks.columns().selectFrom(releases),
                checks,
                (ReleaseBatch.Settings taskSettings) -> CuratedRows.newReader(taskSettings, schema),
                CuratedRows.schemaWithId(schema));
    }

    private MetricSources sources(Dataset<Row> releases) {
        return MetricSources.of(releases.sparkSession(), settings.metrics());
    }

    /**
     * Runs the first scan: counts, rejects, moments by date, and the releases of frontiers.
     *
     * @param releases as for {@link #markDuplicates}
     * @param vintage the vintage; imputed dates are no later than its date
     * @param frontierLimit the most releases of frontiers that are collected
     */
    public ScannedDates scanDates(
            Dataset<Row> releases, Vintage vintage, FrontierSelections frontier, long frontierLimit) {
        ReleaseColumns columns =
                ReleaseColumns.ofFirstScan(settings.attributes(), frontier.attributes(), sources(releases), marks);
        DateScan.Settings scanSettings = new DateScan.Settings(
                checks(columns, vintage),
                settings.rules().frontierSize(),
                settings.firstDay(),
                settings.endDay(vintage),
                settings.organizationsLimit(),
                settings.rejectsLimit(),
                new FrontierReleases.Settings(
                        frontier, settings.metricIds(), settings.curation().earliestDate(), vintage, frontierLimit));
        return new ScannedDates(ColumnBatches.fold(columns.selectFrom(releases), scanSettings, DateScan::new));
    }

    /**
     * Every reject. The first scan lists rejects up to a limit only.
     *
     * @return rows of the rejects table without run id, unordered
     */
    public Dataset<Row> allRejects(Dataset<Row> releases, Vintage vintage) {
        ReleaseColumns columns = ReleaseColumns.ofFirstScan(settings.attributes(), Set.of(), sources(releases), marks);
        return ColumnBatches.flatMap(
                columns.selectFrom(releases), checks(columns, vintage), Rejects::newReader, Rejects.SCHEMA);
    }

    /**
     * Runs the second scan: the populations of all trends.
     *
     * @throws UserException if a cohort depends on which values of an attribute are common, and the attribute has more
     *     values than are collected
     */
    public ScannedPopulations scanPopulations(Dataset<Row> releases, Vintage vintage, ScannedDates dates) {
        List<TrendSpecification> trends = settings.trends().stream()
                .flatMap(trend -> trend.expandWildcards(attribute -> commonValues(dates, attribute, trend)))
                .distinct()
                .toList();
        CohortRequirements cohorts = new CohortRequirements(settings.rankings(), settings.attributes());
        List<Required> requirements = trends.stream()
                .map(trend -> cohorts.requirements(trend, attribute -> commonValues(dates, attribute, trend)))
                .toList();
        ReleaseBatch.Settings checks =
                checks(ReleaseColumns.ofSecondScan(settings.attributes(), sources(releases), marks), vintage);
        ScanPlan plan = ScanPlan.of(settings, checks, dates, cohorts, trends, requirements);
        PopulationScan scan = ColumnBatches.fold(checks.columns().selectFrom(releases), plan, PopulationScan::new);
        return new ScannedPopulations(scan, plan, settings, trends);
    }

    /** The values of an attribute, in lower case, with enough observations of a trend's metric for their own cohort. */
    private SortedSet<String> commonValues(ScannedDates dates, Attribute attribute, TrendSpecification trend) {
        AttributeCounts counts =
                dates.scan().attributeCounts(settings.attributes().indexOf(attribute));
        if (counts.isOver()) {
            throw UserException.usage("a cohort needs the common values of " + attribute.id()
                    + ", but there are more than " + settings.organizationsLimit()
                    + " values, the most that scale.driver-megabytes allows: name the values, such as "
                    + attribute.id() + "=...");
        }
        return counts.commonValues(
                settings.metricIndex(trend.metric().id()), settings.rules().commonValueMinimum());
    }

    /**
     * Labels every observation, in a scan that begins when the supplied dataset is used. The supplier does not keep the
     * sums of the second scan in memory.
     *
     * @param eraScheme the eras that observations are labelled with, in order
     * @return the columns of the observations table, unordered
     */
    public Supplier<Dataset<Row>> labelledObservations(
            Dataset<Row> releases, ScannedDates dates, ScannedPopulations populations, List<Era> eraScheme) {
        ScanPlan plan = populations.plan();
        List<String> metrics = settings.metricIds();
        return () -> ColumnBatches.flatMap(
                plan.checks().columns().selectFrom(releases),
                new ObservationLabels.Settings(
                        plan,
                        DateStatistics.topValues(dates.scan(), settings.rules()),
                        metrics,
                        List.copyOf(eraScheme)),
                (ObservationLabels.Settings taskSettings) -> new ObservationLabels(taskSettings)::rows,
                ObservationsTable.OBSERVATIONS.ownSchema());
    }

    private ReleaseBatch.Settings checks(ReleaseColumns columns, Vintage vintage) {
        PopulationRules rules = settings.rules();
        return new ReleaseBatch.Settings(
                columns, new ReleaseRules(settings.curation(), vintage, rules.imputation(), rules.derivedNames()));
    }
}
