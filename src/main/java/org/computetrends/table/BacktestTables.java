package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastQuantiles;
import org.jspecify.annotations.Nullable;

/** The tables of what forecasts would have been, and of how they would have fared. */
public final class BacktestTables {
    static final String METHOD = "The method's id, as the setting backtest.methods defines it.";
    static final String METRIC = "The metric's id.";
    static final String TARGET =
            "What is forecast. frontier: the median over the releases that are top N at release, dated within the setting"
                    + " backtest.window-months before the date forecast, or less than it after; record: the largest value of a"
                    + " release dated before the date. Derivatives are in neither. Medians are of log10 value.";
    private static final String HORIZON = "Years from the origin to the date forecast.";
    private static final String VALUES =
            "The vintage whose releases and values the forecast rests on. The row's own vintage: values estimated,"
                    + " revised and listed since the origin are known too early. An older one: made on that vintage's"
                    + " date from what it held. Outcomes are the row's own vintage's always.";

    public static final RecordTable<Backtest> BACKTESTS = RecordTable.<Backtest>named(
                    "backtests", "A forecast from the releases published before an origin, and what came.")
            .key(text("method", METHOD), row -> row.key().method())
            .key(text("metric", METRIC), row -> row.key().metric())
            .key(text("target", TARGET), row -> row.key().target().id())
            .key(
                    required(
                            "origin",
                            DataTypes.DateType,
                            "Only releases before it are known, to selection as to fits."),
                    row -> row.key().origin())
            .key(
                    required("horizon_years", DataTypes.IntegerType, HORIZON),
                    row -> row.key().horizonYears())
            .key(
                    required("values_vintage", DataTypes.DateType, VALUES),
                    row -> row.key().valuesVintage())
            .column(
                    text(
                            "status",
                            "SCORED; NOT_YET_KNOWN where the outcome lies after the vintage, in part at least; NO_RELEASE"
                                    + " where none makes the outcome; TOO_FEW_OBSERVATIONS where none could be forecast."),
                    row -> row.status().name())
            .column(
                    required("target_date", DataTypes.DateType, "The date forecast."),
                    row -> row.key().targetDate())
            .column(count("n", "Releases of the method's own cohort that it rests on."), Backtest::n)
            .column(number("p02_5", quantile("2.5")), forecast(ForecastQuantiles::p025))
            .column(number("p10", quantile("10")), forecast(ForecastQuantiles::p10))
            .column(number("p25", quantile("25")), forecast(ForecastQuantiles::p25))
            .column(number("p50", quantile("50")), forecast(ForecastQuantiles::median))
            .column(number("p75", quantile("75")), forecast(ForecastQuantiles::p75))
            .column(number("p90", quantile("90")), forecast(ForecastQuantiles::p90))
            .column(number("p97_5", quantile("97.5")), forecast(ForecastQuantiles::p975))
            .column(
                    number("actual", "The outcome, log10 of the metric's unit; null where none is known."),
                    Backtest::actual)
            .column(number("error", "p50 less actual, OOM: positive where too high."), scored(Backtest.Scored::error))
            .column(number("abs_error", "Its magnitude, OOM."), scored(row -> Math.abs(row.error())))
            .column(flag("in50", "Whether the outcome lies from p25 to p75."), scored(Backtest.Scored::isIn50))
            .column(flag("in80", "Whether it lies from p10 to p90."), scored(Backtest.Scored::isIn80))
            .column(flag("in95", "Whether it lies from p02_5 to p97_5."), scored(Backtest.Scored::isIn95))
            .column(number("width50", "p75 less p25, OOM."), forecast(row -> row.p75() - row.p25()))
            .column(number("width80", "p90 less p10, OOM."), forecast(row -> row.p90() - row.p10()))
            .column(number("width95", "p97_5 less p02_5, OOM."), forecast(row -> row.p975() - row.p025()))
            .column(
                    number("crps", "Continuous ranked probability score of the outcome, OOM; less is better."),
                    Backtest::crps)
            .column(
                    number("pinball", "Mean pinball loss of the seven quantiles, OOM; less is better."),
                    scored(Backtest.Scored::pinball))
            .column(
                    number(
                            "calibration_factor",
                            "What the 80% interval is widened by on either side of p50, or narrowed by below 1: split-conformal, from the method's outcomes of"
                                    + " this target, at all horizons, that were known at the origin; null where these are"
                                    + " fewer than backtest.fewest-outcomes, or values are an older vintage's."),
                    Backtest::calibrationFactor)
            .column(
                    number("p10_calibrated", "The stretched interval's lower end; null where there is none."),
                    calibrated(ForecastQuantiles::lowStretched80))
            .column(
                    number("p90_calibrated", "The stretched interval's upper end; null where there is none."),
                    calibrated(ForecastQuantiles::highStretched80))
            .column(
                    flag("in80_calibrated", "Whether the outcome lies in the stretched interval."),
                    scored(Backtest.Scored::isInCalibrated80))
            .build();

    public static final RecordTable<BacktestSummary> BACKTEST_SUMMARY = RecordTable.<BacktestSummary>named(
                    "backtest_summary", "How a method's forecasts of a target fared at a horizon.")
            .key(text("method", METHOD), BacktestSummary::method)
            .key(text("metric", METRIC), BacktestSummary::metric)
            .key(text("target", TARGET), row -> row.target().id())
            .key(required("horizon_years", DataTypes.IntegerType, HORIZON), BacktestSummary::horizonYears)
            .key(required("values_vintage", DataTypes.DateType, VALUES), BacktestSummary::valuesVintage)
            .column(
                    count(
                            "n",
                            "Origins compared: those at which every method was scored that was scored at any. Means and"
                                    + " shares are over these; null where there are none."),
                    BacktestSummary::origins)
            .column(
                    number("bias", "Mean of p50 less the outcome, OOM: positive where too high."),
                    accuracy(BacktestSummary.Accuracy::bias))
            .column(
                    number("mean_abs_error", "Mean distance of p50 and the outcome, OOM."),
                    accuracy(BacktestSummary.Accuracy::meanAbsoluteError))
            .column(
                    number("rmse", "Root of the mean squared error of p50, OOM."),
                    accuracy(BacktestSummary.Accuracy::rootMeanSquareError))
            .column(
                    number("coverage50", "Share of outcomes from p25 to p75."),
                    accuracy(BacktestSummary.Accuracy::coverage50))
            .column(
                    number("coverage80", "Share of outcomes from p10 to p90."),
                    accuracy(BacktestSummary.Accuracy::coverage80))
            .column(
                    number("coverage95", "Share of outcomes from p02_5 to p97_5."),
                    accuracy(BacktestSummary.Accuracy::coverage95))
            .column(number("mean_width80", "Mean of p90 less p10, OOM."), accuracy(BacktestSummary.Accuracy::width80))
            .column(
                    number("crps", "Mean continuous ranked probability score, OOM."),
                    accuracy(BacktestSummary.Accuracy::crps))
            .column(
                    number("pinball", "Mean pinball loss of the seven quantiles, OOM."),
                    accuracy(BacktestSummary.Accuracy::pinball))
            .column(
                    count("n_calibrated", "Origins with an outcome and a stretch from outcomes known before."),
                    row -> row.calibration().origins())
            .column(
                    number(
                            "coverage80_calibrated",
                            "Share of their outcomes inside the stretched 80% interval: how intervals calibrated on what was known would have fared."),
                    row -> row.calibration().coverage80())
            .column(
                    count(
                            "n_left_out",
                            "Origins with an outcome and a stretch from the outcomes of all origins, later ones included,"
                                    + " whose spans from origin to known outcome do not overlap theirs."),
                    row -> row.calibration().originsLeftOut())
            .column(
                    number(
                            "coverage80_left_out",
                            "Share of their outcomes inside the 80% interval so stretched: on origins that it was not"
                                    + " calibrated on."),
                    row -> row.calibration().coverage80LeftOut())
            .column(
                    number(
                            "calibration_factor",
                            "The stretch for a forecast made now, from every outcome known of the method and target."),
                    row -> row.calibration().factor())
            .column(
                    optional(
                            "crps_rank",
                            DataTypes.IntegerType,
                            "The method's place by mean CRPS, 1 the best; null where it was not scored."),
                    BacktestSummary::crpsRank)
            .column(required("wins", DataTypes.BooleanType, "Whether it is the best by CRPS."), BacktestSummary::wins)
            .build();

    private BacktestTables() {}

    private static String quantile(String percent) {
        return "The forecast's " + percent + "% quantile, log10 of the metric's unit; null where not forecast.";
    }

    private static Column flag(String name, String meaning) {
        return optional(name, DataTypes.BooleanType, meaning);
    }

    private static Function<Backtest, @Nullable Object> forecast(Function<ForecastQuantiles, Object> value) {
        return row -> {
            ForecastQuantiles forecast = row.forecast();
            return forecast == null ? null : value.apply(forecast);
        };
    }

    private static Function<Backtest, @Nullable Object> calibrated(BiFunction<ForecastQuantiles, Double, Double> end) {
        return row -> {
            ForecastQuantiles forecast = row.forecast();
            Double factor = row.calibrationFactor();
            return forecast == null || factor == null ? null : end.apply(forecast, factor);
        };
    }

    private static Function<Backtest, @Nullable Object> scored(Function<Backtest.Scored, @Nullable Object> value) {
        return row -> {
            Backtest.Scored scored = row.scored();
            return scored == null ? null : value.apply(scored);
        };
    }

    private static Function<BacktestSummary, @Nullable Object> accuracy(
            Function<BacktestSummary.Accuracy, Object> value) {
        return row -> {
            BacktestSummary.Accuracy accuracy = row.accuracy();
            return accuracy == null ? null : value.apply(accuracy);
        };
    }
}
