package org.computetrends.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.computetrends.domain.AttributeCohorts;
import org.computetrends.domain.Era;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.Scale;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.table.ObservationsTable;
import org.jspecify.annotations.Nullable;

/**
 * Says which releases each trend is fitted to.
 *
 * <p>Two scans, whatever the size. The first aggregates each metric by date; its result, bounded by the number of
 * dates, comes to the driver, where the z-score windows and the running top N become a small table by date. The second
 * joins that table, broadcast, to every observation and labels it: z-score, scale, frontier rank, record, and the
 * trends it belongs to. No row is ever compared with another.
 */
public final class PopulationSegmenter {

    private final Settings settings;

    /** @param settings the rules */
    public PopulationSegmenter(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is segmented, and how.
     *
     * @param rules the rules that make populations
     * @param metrics what is measured
     * @param eraScheme the eras that every date falls into at most one of, in order
     * @param trends the trends asked for; a cohort may stand for each value of an attribute
     */
    public record Settings(
            PopulationRules rules, List<Metric> metrics, List<Era> eraScheme, List<TrendSpecification> trends) {

        /**
         * With trends ended at a date of their metric, where there is one; ranks, records and scale stay as they are. A
         * trend whose era begins no earlier is left alone.
         */
        public Settings endedAt(Map<String, LocalDate> endByMetric) {
            return new Settings(
                    rules,
                    metrics,
                    eraScheme,
                    trends.stream()
                            .map(trend ->
                                    trend.endedAt(endByMetric.get(trend.metric().id())))
                            .toList());
        }
    }

    /**
     * Labelled observations and the trends they belong to.
     *
     * @param observations the columns of {@link ObservationsTable}, those beside the table included
     * @param trends every trend, cohorts by attribute written out; their places are the ordinals in
     *     {@link ObservationsTable#TRENDS}
     */
    public record Result(Dataset<Row> observations, List<TrendSpecification> trends) {}

    /**
     * Segments the releases of a vintage.
     *
     * @param releases curated releases
     * @param vintage the vintage's date, which no imputed date goes beyond
     */
    public Result segment(Dataset<Row> releases, LocalDate vintage) {
        List<String> rankingMetrics = rankingMetrics();
        Dataset<Row> observations = kept(new ObservationColumns(settings, rankingMetrics).of(releases, vintage));
        DateProfiles profiles = DateProfiles.scan(observations, settings, rankingMetrics);
        CohortConditions conditions = new CohortConditions(
                settings, !profiles.anyNotableFlag() && settings.rules().notableWhenUnflagged());
        AttributeValues values = new AttributeValues(settings.rules().commonValueMinimum(), observations);
        List<TrendSpecification> trends = AttributeCohorts.writtenOut(settings.trends(), values::common);
        Dataset<Row> labelled = labelled(observations, profiles);
        Column memberships = array_compact(array(java.util.stream.IntStream.range(0, trends.size())
                .mapToObj(i -> when(conditions.of(trends.get(i), values), lit(i)))
                .toArray(Column[]::new)));
        return new Result(kept(labelled.withColumn(ObservationsTable.TRENDS, memberships)), trends);
    }

    /** Rows that more than one query reads. */
    private static Dataset<Row> kept(Dataset<Row> rows) {
        return rows.persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** The metrics that rank another metric's frontier. */
    private List<String> rankingMetrics() {
        TreeSet<String> metrics = new TreeSet<>();
        for (TrendSpecification trend : settings.trends()) {
            String rankedBy = trend.cohort().rankedBy();
            if (rankedBy != null) {
                metrics.add(rankedBy);
            }
        }
        return List.copyOf(metrics);
    }

    private Dataset<Row> labelled(Dataset<Row> observations, DateProfiles profiles) {
        Dataset<Row> joined = observations.join(
                broadcast(profiles.dataset(observations.sparkSession())),
                scala.jdk.javaapi.CollectionConverters.asScala(
                                List.of(ObservationsTable.METRIC, ObservationsTable.PUBLISHED_ON))
                        .toSeq(),
                "inner");
        Column zScore = col(ObservationsTable.LOG10_VALUE)
                .minus(col(DateProfiles.WINDOW_MEAN))
                .divide(col(DateProfiles.WINDOW_SD));
        Column date = col(ObservationsTable.PUBLISHED_ON);
        ZScoreRule rule = settings.rules().zScore();
        Column scale = when(col(ObservationsTable.Z_SCORE).lt(rule.lowBelow()), lit(Scale.LOW_OUTLIER.name()))
                .when(
                        col(ObservationsTable.Z_SCORE).gt(rule.largeAbove()).and(date.geq(lit(rule.largeFrom()))),
                        lit(Scale.LARGE.name()))
                .otherwise(lit(Scale.REGULAR.name()));
        Column competes = col(ObservationColumns.DERIVATIVE)
                .equalTo(false)
                .and(isInPlay(settings.rules().outliers()));
        Column value = col(ObservationsTable.VALUE);
        Column greater = size(filter(col(DateProfiles.TOP), top -> top.gt(value)));
        return joined.withColumn(ObservationsTable.Z_SCORE, zScore)
                .withColumn(ObservationsTable.SCALE, scale)
                .withColumn(
                        ObservationsTable.FRONTIER_RANK,
                        when(competes.and(greater.lt(settings.rules().frontierSize())), greater.plus(1)))
                .withColumn(
                        ObservationsTable.RECORD,
                        competes.and(coalesce(value.gt(col(DateProfiles.LARGEST_BEFORE)), lit(true)))
                                .and(value.equalTo(col(DateProfiles.LARGEST_OF_DATE))))
                .withColumn(ObservationsTable.ERA, era(date));
    }

    /** Whether an observation is part of the populations other than regular scale. */
    static Column isInPlay(OutlierRule outliers) {
        return switch (outliers) {
            case KEEP -> lit(true);
            case DROP -> col(ObservationsTable.SCALE).notEqual(Scale.LOW_OUTLIER.name());
        };
    }

    private Column era(Column date) {
        Column era = lit(null).cast("string");
        for (Era each : settings.eraScheme()) {
            era = when(isWithin(date, each.from(), each.to()), lit(each.id())).otherwise(era);
        }
        return era;
    }

    /** Whether a date is in a half-open span. */
    static Column isWithin(Column date, @Nullable LocalDate from, @Nullable LocalDate to) {
        Column within = lit(true);
        if (from != null) {
            within = within.and(date.geq(lit(from)));
        }
        if (to != null) {
            within = within.and(date.lt(lit(to)));
        }
        return within;
    }

    /** A date as years since 2000. */
    static Column years(Column date, TimeScale timeScale) {
        return datediff(date, lit(LocalDate.ofEpochDay(TimeScale.ORIGIN_EPOCH_DAY)))
                .cast("double")
                .divide(timeScale.daysPerYear());
    }
}
