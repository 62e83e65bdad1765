package org.computetrends.table;

import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Quantity;
import org.jspecify.annotations.Nullable;

/** The tables {@code projections} and {@code crossings}. */
public final class ProjectionTables {
    static final String SINCE = "0.2.0";

    public static final RecordTable<BacktestedProjection> PROJECTIONS = projections();

    public static final RecordTable<Crossing> CROSSINGS = crossings();

    private static RecordTable<Crossing> crossings() {
        RecordTable.Builder<Crossing> table = RecordTable.<Crossing>named(
                        "crossings", "When a trend reaches a threshold, and when a release first did.")
                .key(text("metric", "The metric's id."), Crossing::metric)
                .key(text("cohort", "The cohort's id."), Crossing::cohort)
                .key(text("scenario", "The scenario's id."), Crossing::scenario)
                .key(
                        required("threshold", DataTypes.DoubleType, "The value reached, in the metric's unit."),
                        Crossing::threshold)
                .column(text("label", "The threshold's label."), Crossing::label)
                .column(
                        text(
                                        "status",
                                        "OBSERVED: a release of the cohort has reached it. DATED. MAY_HAVE_HAPPENED: half of the paths"
                                                + " have reached it by the vintage's day, but no known release has. NOT_BY_LAST_DATE: fewer than half of"
                                                + " the paths do by the last date. TOO_FEW_RELEASES: no paths.")
                                .oneOf(Crossing.Status.values()),
                        crossing -> crossing.status().name())
                .column(
                        date(
                                "first_observed_on",
                                "Date of the first release of the cohort at or above it; null if none."),
                        observed(LargestSoFar::publishedOn))
                .column(
                        optional("first_observed_release", DataTypes.StringType, "That release's id; null if none.")
                                .in("releases", "release_id"),
                        observed(LargestSoFar::releaseId))
                .column(
                        optional("first_observed_name", DataTypes.StringType, "That release's name; null if none."),
                        observed(LargestSoFar::name))
                .column(ReportingTable.KNOWN_TO, Crossing::knownTo);
        CrossingColumns.add(table, crossing -> crossing)
                .retired("median_date", SINCE, "See `simulated_median`, and `line_date` for the fitted line.")
                .retired("fieller80_low", SINCE, "See `line80_low`.")
                .retired("fieller80_high", SINCE, "See `line80_high`.")
                .retired("fieller95_low", SINCE, "See `line95_low`.")
                .retired("fieller95_high", SINCE, "See `line95_high`.")
                .retired("release80_low", SINCE, "See `simulated80_low`.")
                .retired("release80_high", SINCE, "See `simulated80_high`.")
                .retired("release95_low", SINCE, "See `simulated95_low`.")
                .retired("release95_high", SINCE, "See `simulated95_high`.");
        for (int year : Crossing.YEARS) {
            table.column(
                    number(
                            "p_crossed_by_" + year,
                            "Share of paths that have reached it by the end of the year: lines, or the largest release until"
                                    + " then for records; null for years before the data's date or beyond the last."),
                    crossing -> crossing.simulated().crossedBy().get(year));
        }
        return table.build();
    }

    private ProjectionTables() {}

    private static RecordTable<BacktestedProjection> projections() {
        RecordTable.Builder<BacktestedProjection> table = RecordTable.<BacktestedProjection>named(
                        "projections",
                        "A projection of a trend to a date: the line, and the spread of a release around it.")
                .key(text("metric", "The metric's id."), row -> row.projection().metric())
                .key(text("cohort", "The cohort's id."), row -> row.projection().cohort())
                .key(
                        text(
                                "scenario",
                                "The scenario's id, defined in the configuration; continue extends the trend."),
                        row -> row.projection().scenario())
                .key(
                        required("target_date", DataTypes.DateType, "The date projected to."),
                        row -> row.projection().targetDate())
                .column(
                        text(
                                "estimand",
                                "What the line is the median of, in log space: the largest release until then, a release among"
                                        + " the largest until then, or a release of the cohort."),
                        row -> row.projection().estimand())
                .column(
                        number("line_median", "The line, in the metric's unit: a median in log space."),
                        value(Projection::lineMedian))
                .column(
                        number("ci95_low", "95% confidence interval of the line, lower end."),
                        value(Projection::ci95Low))
                .column(
                        number("ci95_high", "95% confidence interval of the line, upper end."),
                        value(Projection::ci95High))
                .column(
                        number(
                                "p02_5",
                                "2.5% quantile of a single release, in the metric's unit; of the largest until then where that"
                                        + " is the estimand."),
                        quantile(Projection.Quantiles::p02_5))
                .column(number("p10", "10% quantile of a single release."), quantile(Projection.Quantiles::p10))
                .column(number("p25", "25% quantile of a single release."), quantile(Projection.Quantiles::p25))
                .column(number("p50", "Median of a single release."), quantile(Projection.Quantiles::p50))
                .column(number("p75", "75% quantile of a single release."), quantile(Projection.Quantiles::p75))
                .column(number("p90", "90% quantile of a single release."), quantile(Projection.Quantiles::p90))
                .column(number("p97_5", "97.5% quantile of a single release."), quantile(Projection.Quantiles::p97_5))
                .column(
                        optional(
                                "binding_constraint",
                                DataTypes.StringType,
                                "The limit that constrains most simulated paths; null where none does, or the scenario has none."),
                        row -> row.projection().binding().constraint())
                .column(
                        number("constrained_share", "Share of paths that any limit constrains; null without limits."),
                        row -> row.projection().binding().share())
                .column(
                        optional(
                                "backtest_method",
                                DataTypes.StringType,
                                "The backtested method whose paths give the row; null for cohorts that are not backtested."),
                        BacktestedProjection::method)
                .column(
                        text(
                                        "status",
                                        "PROJECTED. OUT_OF_RANGE: values beyond the range of numbers (about 5e-324 to 1.8e308) are null.")
                                .oneOf(Projection.Status.values()),
                        row -> row.projection().status().name());
        return TrackRecordColumns.add(table, BacktestedProjection::hindsight, BacktestedProjection::realTime)
                .build();
    }

    private static Function<BacktestedProjection, @Nullable Object> quantile(
            Function<Projection.Quantiles, Double> value) {
        return value(projection -> value.apply(projection.release()));
    }

    /** A value in the metric's unit; null beyond the range of numbers. */
    private static Function<BacktestedProjection, @Nullable Object> value(Function<Projection, Double> value) {
        return row -> {
            Double number = value.apply(row.projection());
            return Quantity.isInRange(number) ? number : null;
        };
    }

    private static Function<Crossing, @Nullable Object> observed(Function<LargestSoFar, Object> value) {
        return crossing -> {
            LargestSoFar first = crossing.firstObserved();
            return first == null ? null : value.apply(first);
        };
    }
}
