package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.jspecify.annotations.Nullable;

/** The tables of current forecasts, with the track record of such forecasts. */
public final class ForecastTables {
    private static final String DEFAULT = "Whether it is the default forecast, by the settings forecast.default and"
            + " forecast.default-where-coverage-ended. These are fixed in advance, not chosen by backtests.";
    private static final String PATHS_START = "The start of sample paths; the origin for methods without paths.";
    private static final String CALIBRATED = "0.2.0";

    public static final RecordTable<Forecast> FORECASTS = forecasts();

    public static final RecordTable<ForecastCrossing> FORECAST_CROSSINGS = forecastCrossings();

    private ForecastTables() {}

    private static RecordTable<Forecast> forecasts() {
        RecordTable.Builder<Forecast> table = RecordTable.<Forecast>named(
                        "forecasts", "A method's current forecast, and how such forecasts performed.")
                .key(text("method", BacktestTables.METHOD), row -> row.key().method())
                .key(text("metric", BacktestTables.METRIC), row -> row.key().metric())
                .key(
                        text("target", BacktestTables.TARGET).oneOf(ForecastTarget.values(), ForecastTarget::id),
                        row -> row.key().target().id())
                .key(
                        text(
                                "scenario",
                                "The scenario's id; continue is the forecast itself. Only the default method has other scenarios."),
                        row -> row.key().scenario())
                .key(
                        required(
                                "target_date",
                                DataTypes.DateType,
                                "The date forecast: after paths_start, which may be before the origin."),
                        row -> row.key().targetDate())
                .column(required("is_default", DataTypes.BooleanType, DEFAULT), Forecast::isDefault)
                .column(
                        required("origin", DataTypes.DateType, "When it is made. Only releases before it are known."),
                        Forecast::origin)
                .column(required("paths_start", DataTypes.DateType, PATHS_START), Forecast::start)
                .column(ReportingTable.KNOWN_TO, Forecast::knownTo)
                .column(count("n", "Releases of the method's cohort that it is fitted to."), Forecast::n)
                .column(number("p02_5", quantile("2.5")), value(ForecastQuantiles::p025))
                .column(number("p10", quantile("10")), value(ForecastQuantiles::p10))
                .column(number("p25", quantile("25")), value(ForecastQuantiles::p25))
                .column(number("p50", quantile("50")), value(ForecastQuantiles::median))
                .column(number("p75", quantile("75")), value(ForecastQuantiles::p75))
                .column(number("p90", quantile("90")), value(ForecastQuantiles::p90))
                .column(number("p97_5", quantile("97.5")), value(ForecastQuantiles::p975));
        return TrackRecordColumns.add(table, Forecast::hindsight, Forecast::realTime)
                .retired("p10_calibrated", CALIBRATED, "See `p10`.")
                .retired("p90_calibrated", CALIBRATED, "See `p90`.")
                .retired("backtest_n_left_out", CALIBRATED, "See `backtest_windows`.")
                .retired("backtest_coverage80_left_out", CALIBRATED, "See `backtest_coverage80`.")
                .build();
    }

    private static RecordTable<ForecastCrossing> forecastCrossings() {
        RecordTable.Builder<ForecastCrossing> table = RecordTable.<ForecastCrossing>named(
                        "forecast_crossings",
                        "When a method forecasts that a threshold is reached, and how its forecasts performed.")
                .key(text("method", BacktestTables.METHOD), row -> row.key().method())
                .key(text("metric", BacktestTables.METRIC), row -> row.key().metric())
                .key(
                        text("target", BacktestTables.TARGET).oneOf(ForecastTarget.values(), ForecastTarget::id),
                        row -> row.key().target().id())
                .key(
                        required("threshold", DataTypes.DoubleType, "The value reached, in the metric's unit."),
                        row -> row.key().threshold().value())
                .column(
                        text("label", "The threshold's label."),
                        row -> row.key().threshold().label())
                .column(required("is_default", DataTypes.BooleanType, DEFAULT), ForecastCrossing::isDefault)
                .column(
                        text(
                                        "status",
                                        "DATED; REACHED where the target has reached it already; DUE where p50 has but the target has"
                                                + " not; NOT_BY_LAST_DATE where p50 is below it on the last date forecast; TOO_FEW_OBSERVATIONS.")
                                .oneOf(ForecastCrossing.Status.values()),
                        row -> row.status().name())
                .column(required("paths_start", DataTypes.DateType, PATHS_START), ForecastCrossing::start)
                .column(ReportingTable.KNOWN_TO, ForecastCrossing::knownTo)
                .column(
                        date(
                                "median_date",
                                "The first day from the origin on which p50 reaches it: the origin itself where DUE; null where"
                                        + " it does not by the last date, and where REACHED."),
                        ForecastCrossing::median);
        interval(table, "p25", "p75", "50", ForecastCrossing::interval50);
        interval(table, "p10", "p90", "80", ForecastCrossing::interval80);
        interval(table, "p02_5", "p97_5", "95", ForecastCrossing::interval95);
        return TrackRecordColumns.add(table, ForecastCrossing::hindsight, ForecastCrossing::realTime)
                .retired("calibrated80_low", CALIBRATED, "See `ci80_low`.")
                .retired("calibrated80_high", CALIBRATED, "See `ci80_high`.")
                .retired("backtest_n_left_out", CALIBRATED, "See `backtest_windows`.")
                .retired("backtest_coverage80_left_out", CALIBRATED, "See `backtest_coverage80`.")
                .build();
    }

    private static void interval(
            RecordTable.Builder<ForecastCrossing> table,
            String low,
            String high,
            String percent,
            Function<ForecastCrossing, DateInterval> interval) {
        table.column(
                        date(
                                "ci" + percent + "_low",
                                "The first day on which the forecast's " + high
                                        + " reaches it, from the origin on; for a record by sample paths, from paths_start on. Null"
                                        + " likewise."),
                        row -> interval.apply(row).low())
                .column(
                        date(
                                "ci" + percent + "_high",
                                "The first day on which the forecast's " + low + " reaches it; null likewise."),
                        row -> interval.apply(row).high());
    }

    private static Function<Forecast, @Nullable Object> value(ToDoubleFunction<ForecastQuantiles> quantile) {
        return row -> {
            ForecastQuantiles quantiles = row.quantiles();
            return quantiles == null ? null : (Double) Math.pow(10, quantile.applyAsDouble(quantiles));
        };
    }

    private static String quantile(String percent) {
        return "The forecast's " + percent + "% quantile, in the metric's unit; null where not forecast.";
    }
}
