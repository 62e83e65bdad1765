package org.computetrends.table;

import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.optionalNumber;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.LabelledObservation;
import org.computetrends.domain.Scale;

/**
 * The {@code observations} table: every value of a metric that a trend can use, with the labels by which cohorts and
 * eras select observations.
 */
public final class ObservationsTable {

    public static final String RELEASE_ID = ReleasesTable.RELEASE_ID;
    public static final String METRIC = "metric";
    public static final String PUBLISHED_ON = "published_on";
    public static final String VALUE = "value";
    public static final String FRONTIER_RANK = "frontier_rank";
    public static final String RECORD = "record";

    public static final Table OBSERVATIONS = new Table(
            "observations",
            "A release's value of a metric, with the labels by which trends select it.",
            List.of(RELEASE_ID, METRIC),
            List.of(
                    text(RELEASE_ID, "The release's id.").references("releases", "release_id"),
                    text(METRIC, "The metric's id."),
                    required(
                            PUBLISHED_ON,
                            DataTypes.DateType,
                            "Date of publication, imputed if known to month or year."),
                    required("years_since_2000", DataTypes.DoubleType, "published_on as years since 2000-01-01."),
                    required(VALUE, DataTypes.DoubleType, "The value, in the metric's unit."),
                    required("log10_value", DataTypes.DoubleType, "The decimal logarithm of value."),
                    optional("era", DataTypes.StringType, "The era that contains the date; null if none."),
                    optionalNumber(
                            "z_score",
                            "Standard deviations of log10_value above the mean of the window around"
                                    + " the date; null where the window has no spread."),
                    text("scale", "LOW_OUTLIER, REGULAR or LARGE.").oneOf(Scale.values()),
                    optional(
                            FRONTIER_RANK,
                            DataTypes.IntegerType,
                            "Rank on its date among all releases so far, without derivatives; null if not on the"
                                    + " frontier."),
                    required(
                            RECORD,
                            DataTypes.BooleanType,
                            "Whether the release was a record: ranked, larger than every earlier"
                                    + " release, and the largest of its date.")));

    private ObservationsTable() {}

    /** Converts an observation to a row without run id. */
    public static Row row(LabelledObservation observation) {
        return RowFactory.create(
                observation.releaseId(),
                observation.metric(),
                observation.publishedOn(),
                observation.yearsSince2000(),
                observation.value(),
                observation.log10Value(),
                observation.era(),
                observation.zScore(),
                observation.scale().name(),
                observation.frontierRank(),
                observation.isRecord());
    }
}
