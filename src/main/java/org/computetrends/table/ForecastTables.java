package org.computetrends.table;

import static org.computetrends.table.Column.required;
import static org.computetrends.table.RetiredColumn.SECOND_VERSION;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;

/**
 * The tables {@code forecasts}, with quantiles by date, and {@code forecast_crossings}, with the dates on which
 * thresholds are reached. Both include how earlier forecasts of the same kind performed.
 */
public final class ForecastTables {
    private static final Column IS_DEFAULT = required(
            "is_default",
            DataTypes.BooleanType,
            "Whether the row is the default forecast, by the settings forecast.default and"
                    + " forecast.default-where-coverage-ended. These are fixed in advance, not chosen by backtests.");

    public static final RecordTable<Forecast> FORECASTS = forecasts();

    public static final RecordTable<ForecastCrossing> FORECAST_CROSSINGS = forecastCrossings();

    private ForecastTables() {}

    private static RecordTable<Forecast> forecasts() {
        TableBuilder<Forecast> table = RecordTable.<Forecast>named(
                        "forecasts", "A method's current forecast, and how such forecasts performed.")
                .column(BacktestTables.METHOD, row -> row.key().method())
                .metric(row -> row.key().metric())
                .column(BacktestTables.TARGET, row -> row.key().target().id())
                .text("scenario", row -> row.key().scenario())
                .meaning("The scenario's id; continue is the forecast itself. Only the default method has other"
                        + " scenarios.")
                .date("target_date", row -> row.key().targetDate())
                .meaning("The date forecast: after paths_start, which may be before the origin.")
                .key()
                .column(IS_DEFAULT, Forecast::isDefault)
                .date("origin", Forecast::origin)
                .meaning("The date on which the forecast is made, from releases before this date only.")
                .column(BacktestTables.PATHS_START, Forecast::start)
                .column(ReportingTable.KNOWN_TO, Forecast::knownTo)
                .count("n", Forecast::n)
                .meaning("Releases of the method's cohort that the forecast is fitted to.")
                .quantiles(
                        "The forecast's PERCENT% quantile, in the metric's unit; null where not forecast.",
                        Forecast::quantiles, log10 -> Math.pow(10, log10));
        return TrackRecordColumns.add(table, Forecast::hindsight, Forecast::realTime)
                .retired("p10_calibrated", SECOND_VERSION, "See `p10`.")
                .retired("p90_calibrated", SECOND_VERSION, "See `p90`.")
                .retired("backtest_n_left_out", SECOND_VERSION, "See `backtest_windows`.")
                .retired("backtest_coverage80_left_out", SECOND_VERSION, "See `backtest_coverage80`.")
                .build();
    }

    private static RecordTable<ForecastCrossing> forecastCrossings() {
        TableBuilder<ForecastCrossing> table = RecordTable.<ForecastCrossing>named(
                        "forecast_crossings",
                        "When a method forecasts that a threshold is reached, and how its forecasts performed.")
                .column(BacktestTables.METHOD, row -> row.key().method())
                .metric(row -> row.key().metric())
                .column(BacktestTables.TARGET, row -> row.key().target().id())
                .number("threshold", row -> row.key().threshold().value())
                .meaning("The threshold, in the metric's unit.")
                .key()
                .text("label", row -> row.key().threshold().label())
                .meaning("The threshold's label.")
                .column(IS_DEFAULT, ForecastCrossing::isDefault)
                .oneOf("status", ForecastCrossing::status, ForecastCrossing.Status.values())
                .meaning("DATED: p50 reaches the threshold by the last date forecast. REACHED: the target's last known"
                        + " value has reached it. DUE: p50 has reached it, but the target's last known value has not."
                        + " NOT_BY_LAST_DATE: p50 is below it on the last date forecast. TOO_FEW_OBSERVATIONS: no"
                        + " forecast.")
                .column(BacktestTables.PATHS_START, ForecastCrossing::start)
                .column(ReportingTable.KNOWN_TO, ForecastCrossing::knownTo)
                .optionalDate("median_date", ForecastCrossing::median)
                .meaning("The first day from the origin on which p50 reaches the threshold: the origin itself where"
                        + " DUE; null if not by the last date, and where REACHED or TOO_FEW_OBSERVATIONS.");
        addInterval(table, "p25", "p75", "50", ForecastCrossing::interval50);
        addInterval(table, "p10", "p90", "80", ForecastCrossing::interval80);
        addInterval(table, "p02_5", "p97_5", "95", ForecastCrossing::interval95);
        return TrackRecordColumns.add(table, ForecastCrossing::hindsight, ForecastCrossing::realTime)
                .retired("calibrated80_low", SECOND_VERSION, "See `ci80_low`.")
                .retired("calibrated80_high", SECOND_VERSION, "See `ci80_high`.")
                .retired("backtest_n_left_out", SECOND_VERSION, "See `backtest_windows`.")
                .retired("backtest_coverage80_left_out", SECOND_VERSION, "See `backtest_coverage80`.")
                .build();
    }

    private static void addInterval(
            TableBuilder<ForecastCrossing> table,
            String low,
            String high,
            String percent,
            Function<ForecastCrossing, DateInterval> interval) {
        table.optionalDate("ci" + percent + "_low", row -> interval.apply(row).low())
                .meaning("The first day on which the forecast's " + high
                        + " reaches the threshold, from the origin on; for a record by sample"
                        + " paths, from paths_start on. Null if not by the last date, and where REACHED.")
                .optionalDate(
                        "ci" + percent + "_high", row -> interval.apply(row).high())
                .meaning(
                        "The first day on which the forecast's " + low
                                + " reaches the threshold; null if not by the last date, and where REACHED or TOO_FEW_OBSERVATIONS.");
    }
}
