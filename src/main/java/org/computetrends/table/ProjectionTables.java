package org.computetrends.table;

import static org.computetrends.table.RetiredColumn.SECOND_VERSION;

import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.Projection;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code projections}, with values of trends at future dates, and {@code crossings}, with dates on which
 * trends reach thresholds.
 */
public final class ProjectionTables {
    /**
     * A projection, with how earlier forecasts of the same kind performed.
     *
     * @param method the id of the default forecast method, whose scores the row has; null unless forecasts of the row's
     *     metric and cohort, in the scenario {@code continue}, are backtested
     * @param hindsight the method's backtest from the newest values; null if there is none
     * @param realTime the method's backtest from the values known at the origins; null if there is none
     */
    public record BacktestedProjection(
            Projection projection,
            @Nullable String method,
            @Nullable BacktestSummary hindsight,
            @Nullable BacktestSummary realTime) {}

    public static final RecordTable<BacktestedProjection> PROJECTIONS = projections();

    public static final RecordTable<Crossing> CROSSINGS = crossings();

    private static RecordTable<Crossing> crossings() {
        TableBuilder<Crossing> table = RecordTable.<Crossing>named(
                        "crossings", "When a trend reaches a threshold, and when a release first did.")
                .metric(Crossing::metric)
                .text("cohort", Crossing::cohort)
                .meaning("The cohort's id.")
                .scenario(Crossing::scenario)
                .number("threshold", Crossing::threshold)
                .meaning("The threshold, in the metric's unit.")
                .key()
                .text("label", Crossing::label)
                .meaning("The threshold's label.")
                .oneOf("status", Crossing::status, Crossing.Status.values())
                .meaning("OBSERVED: a release of the cohort has reached the threshold. DATED: half of the sample paths"
                        + " reach it by the last date. MAY_HAVE_HAPPENED: half of the paths have reached it by the"
                        + " vintage's day, but no known release has. NOT_BY_LAST_DATE: fewer than half of the paths"
                        + " reach it by the last date. TOO_FEW_RELEASES: no paths.");
        CrossingColumns.addObserved(table, "of the cohort at or above the threshold", crossing -> crossing)
                .column(ReportingTable.KNOWN_TO, Crossing::knownTo);
        CrossingColumns.add(table, crossing -> crossing)
                .retired("median_date", SECOND_VERSION, "See `simulated_median`, and `line_date` for the fitted line.")
                .retired("fieller80_low", SECOND_VERSION, "See `line80_low`.")
                .retired("fieller80_high", SECOND_VERSION, "See `line80_high`.")
                .retired("fieller95_low", SECOND_VERSION, "See `line95_low`.")
                .retired("fieller95_high", SECOND_VERSION, "See `line95_high`.")
                .retired("release80_low", SECOND_VERSION, "See `simulated80_low`.")
                .retired("release80_high", SECOND_VERSION, "See `simulated80_high`.")
                .retired("release95_low", SECOND_VERSION, "See `simulated95_low`.")
                .retired("release95_high", SECOND_VERSION, "See `simulated95_high`.");
        for (int year : Crossing.YEARS) {
            table.optionalNumber(
                            "p_crossed_by_" + year,
                            crossing -> crossing.simulated().crossedBy().get(year))
                    .meaning("Share of sample paths that have reached the threshold by the end of the year: by their"
                            + " largest release for records, by their line for other cohorts; null for years that the"
                            + " paths do not cover, and without paths.");
        }
        return table.build();
    }

    private ProjectionTables() {}

    private static RecordTable<BacktestedProjection> projections() {
        TableBuilder<BacktestedProjection> table = RecordTable.<BacktestedProjection>named(
                        "projections",
                        "A projection of a trend to a date: the line, and the spread of a release around it.")
                .metric(row -> row.projection().metric())
                .text("cohort", row -> row.projection().cohort())
                .meaning("The cohort's id.")
                .text("scenario", row -> row.projection().scenario())
                .meaning("The scenario's id, defined in the configuration; continue extends the trend.")
                .date("target_date", row -> row.projection().targetDate())
                .meaning("The date projected to.")
                .key()
                .text("estimand", row -> row.projection().estimand())
                .meaning("What the line is the median of, in log space: the largest release up"
                        + " to the date, a release among the largest up to the date, or a release of the cohort.")
                .optionalNumber("line_median", row -> inRange(row.projection().lineMedian()))
                .meaning("The line, in the metric's unit: a median in log space.")
                .optionalNumber("ci95_low", row -> inRange(row.projection().ci95Low()))
                .meaning("95% interval of the line, lower end. If the estimand is the largest release: the interval of"
                        + " that release.")
                .optionalNumber("ci95_high", row -> inRange(row.projection().ci95High()))
                .meaning("95% interval of the line, upper end. If the estimand is the largest release: the interval of"
                        + " that release.")
                .quantiles(
                        "PERCENT% quantile of a single release on the date, in the metric's unit;"
                                + " of the largest release up to the date where that is the estimand.",
                        row -> row.projection().release(), log10 -> inRange(Math.pow(10, log10)))
                .optionalText(
                        "binding_constraint", row -> row.projection().binding().limit())
                .meaning("The limit that constrains more paths than any other limit; null where none does, or the"
                        + " scenario has none.")
                .optionalNumber(
                        "constrained_share", row -> row.projection().binding().share())
                .meaning("Share of paths that any limit constrains; null without limits.")
                .optionalText("backtest_method", BacktestedProjection::method)
                .meaning("The default forecast method, whose scores the row has; null unless forecasts of the row's"
                        + " metric and cohort, in the scenario continue, are backtested.")
                .oneOf("status", row -> row.projection().status(), Projection.Status.values())
                .meaning("PROJECTED. OUT_OF_RANGE: values beyond the range of numbers (about 5e-324 to 1.8e308) are"
                        + " null.");
        return TrackRecordColumns.add(table, BacktestedProjection::hindsight, BacktestedProjection::realTime)
                .build();
    }

    /** The value; beyond the range of numbers NaN, which tables have as null. */
    private static double inRange(double value) {
        return MedianAndInterval.isInRange(value) ? value : Double.NaN;
    }
}
