package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastQuantiles;
import org.jspecify.annotations.Nullable;

/** The tables of what backtested methods forecast now, each row with how such forecasts have fared. */
public final class ForecastTables {
    private static final String DEFAULT =
            "Whether to believe it where nothing else is said: the method's backtests of the target have the least mean"
                    + " CRPS at the setting backtest.decisive-horizon-years.";

    public static final RecordTable<Forecast> FORECASTS = forecasts();

    public static final RecordTable<ForecastCrossing> FORECAST_CROSSINGS = forecastCrossings();

    private ForecastTables() {}

    private static RecordTable<Forecast> forecasts() {
        RecordTable.Builder<Forecast> table = RecordTable.<Forecast>named(
                        "forecasts", "What a backtested method forecasts now, and how such forecasts have fared.")
                .key(text("method", BacktestTables.METHOD), row -> row.key().method())
                .key(text("metric", BacktestTables.METRIC), row -> row.key().metric())
                .key(
                        text("target", BacktestTables.TARGET),
                        row -> row.key().target().id())
                .key(
                        required("target_date", DataTypes.DateType, "The date forecast."),
                        row -> row.key().targetDate())
                .column(required("is_default", DataTypes.BooleanType, DEFAULT), Forecast::isDefault)
                .column(
                        required("origin", DataTypes.DateType, "When it is made: only releases before it are known."),
                        Forecast::origin)
                .column(count("n", "Releases of the method's own cohort that it rests on."), Forecast::n)
                .column(number("p02_5", quantile("2.5")), value(ForecastQuantiles::p025))
                .column(number("p10", quantile("10")), value(ForecastQuantiles::p10))
                .column(number("p25", quantile("25")), value(ForecastQuantiles::p25))
                .column(number("p50", quantile("50")), value(ForecastQuantiles::median))
                .column(number("p75", quantile("75")), value(ForecastQuantiles::p75))
                .column(number("p90", quantile("90")), value(ForecastQuantiles::p90))
                .column(number("p97_5", quantile("97.5")), value(ForecastQuantiles::p975))
                .column(
                        number(
                                "p10_calibrated",
                                "The 80% interval stretched about p50, in log space, as the method's outcomes call for: lower"
                                        + " end, in the metric's unit; null where they are too few."),
                        stretched(ForecastQuantiles::lowStretched80))
                .column(number("p90_calibrated", "Its upper end."), stretched(ForecastQuantiles::highStretched80))
                .column(
                        optional(
                                "backtest_horizon_years",
                                DataTypes.IntegerType,
                                "The shortest backtested horizon that is no shorter than this forecast's; null beyond the"
                                        + " longest, as are the columns that follow."),
                        row -> TrackRecordColumns.horizonYears(row.trackRecord()));
        return TrackRecordColumns.addWithIntervals(table, Forecast::trackRecord).build();
    }

    private static RecordTable<ForecastCrossing> forecastCrossings() {
        RecordTable.Builder<ForecastCrossing> table = RecordTable.<ForecastCrossing>named(
                        "forecast_crossings",
                        "When a backtested method has a threshold reached, and how its forecasts have fared.")
                .key(text("method", BacktestTables.METHOD), row -> row.key().method())
                .key(text("metric", BacktestTables.METRIC), row -> row.key().metric())
                .key(
                        text("target", BacktestTables.TARGET),
                        row -> row.key().target().id())
                .key(
                        required("threshold", DataTypes.DoubleType, "The value reached, in the metric's unit."),
                        row -> row.key().threshold().value())
                .column(
                        text("label", "The threshold's name for people."),
                        row -> row.key().threshold().label())
                .column(required("is_default", DataTypes.BooleanType, DEFAULT), ForecastCrossing::isDefault)
                .column(
                        text(
                                "status",
                                "DATED; REACHED where the target is there already; DUE where p50 is and the target is not;"
                                        + " NOT_BY_LAST_DATE where p50 is below it on"
                                        + " the last date forecast; TOO_FEW_OBSERVATIONS."),
                        row -> row.status().name())
                .column(ReportingTable.KNOWN_TO, ForecastCrossing::knownTo)
                .column(
                        date(
                                "median_date",
                                "The first day from the origin on which p50 is there: the origin itself where DUE; null where"
                                        + " it is not by the last date, or REACHED."),
                        ForecastCrossing::median)
                .column(
                        date(
                                "calibrated80_low",
                                "The first day on which p90_calibrated is there; null likewise, and where nothing is"
                                        + " calibrated."),
                        ForecastCrossing::earliest)
                .column(
                        date("calibrated80_high", "The first day on which p10_calibrated is there; null likewise."),
                        ForecastCrossing::latest)
                .column(
                        optional(
                                "backtest_horizon_years",
                                DataTypes.IntegerType,
                                "The setting backtest.decisive-horizon-years, of which the columns that follow speak; null"
                                        + " where the method was not scored."),
                        row -> TrackRecordColumns.horizonYears(row.trackRecord()));
        return TrackRecordColumns.addWithIntervals(table, ForecastCrossing::trackRecord)
                .build();
    }

    private static Function<Forecast, @Nullable Object> value(ToDoubleFunction<ForecastQuantiles> quantile) {
        return row -> {
            ForecastQuantiles quantiles = row.quantiles();
            return quantiles == null ? null : (Double) Math.pow(10, quantile.applyAsDouble(quantiles));
        };
    }

    private static Function<Forecast, @Nullable Object> stretched(BiFunction<ForecastQuantiles, Double, Double> end) {
        return row -> {
            ForecastQuantiles quantiles = row.quantiles();
            Double factor = row.calibrationFactor();
            return quantiles == null || factor == null ? null : (Double) Math.pow(10, end.apply(quantiles, factor));
        };
    }

    private static String quantile(String percent) {
        return "The forecast's " + percent + "% quantile, in the metric's unit; null where not forecast.";
    }
}
