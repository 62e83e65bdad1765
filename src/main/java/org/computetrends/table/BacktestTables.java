package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.jspecify.annotations.Nullable;

/** The tables of backtests: what forecasts would have been, and how they would have performed. */
public final class BacktestTables {
    static final String METHOD = "The method's id, as the setting backtest.methods defines it.";
    static final String METRIC = "The metric's id.";
    static final String TARGET =
            "The target. frontier: the median over the releases that are top N at release, dated within the"
                    + " setting backtest.window-months before the date forecast, or less than it after; record: the"
                    + " largest value of a release dated before the date. Neither includes derivatives. Medians are of"
                    + " log10 value.";
    private static final String HORIZON = "Calendar months from the origin to the date forecast.";
    private static final String YEARS = "The same in years; null where not whole.";
    private static final String MODE =
            "real-time: origins are vintages, with the releases and values of their time. hindsight: evenly"
                    + " spaced origins on the row's own vintage; they use values that were estimated, revised or listed"
                    + " after the origin.";
    private static final String SCORED_ON =
            "The vintage of the outcome. final: the row's own. first: the first one at or after the date on"
                    + " which the outcome was complete.";
    private static final String CALIBRATED = "0.2.0";

    public static final RecordTable<Backtest> BACKTESTS = RecordTable.<Backtest>named(
                    "backtests", "A forecast from the releases published before an origin, and its outcome.")
            .key(text("method", METHOD), row -> row.key().method())
            .key(text("metric", METRIC), row -> row.key().metric())
            .key(
                    text("target", TARGET).oneOf(ForecastTarget.values(), ForecastTarget::id),
                    row -> row.key().target().id())
            .key(
                    text("mode", MODE).oneOf(Backtest.Mode.values(), Backtest.Mode::id),
                    row -> row.key().mode().id())
            .key(
                    text("scored_on", SCORED_ON).oneOf(Backtest.ScoredOn.values(), Backtest.ScoredOn::id),
                    row -> row.key().scoredOn().id())
            .key(
                    required("origin", DataTypes.DateType, "Selection and fits use only releases before it."),
                    row -> row.key().origin())
            .key(
                    required("horizon_months", DataTypes.IntegerType, HORIZON),
                    row -> row.key().horizonMonths())
            .key(
                    required("values_vintage", DataTypes.DateType, "The vintage that the forecast is based on."),
                    row -> row.key().valuesVintage())
            .column(
                    optional("horizon_years", DataTypes.IntegerType, YEARS),
                    row -> years(row.key().horizonMonths()))
            .column(
                    text(
                                    "status",
                                    "SCORED; NOT_YET_KNOWN where at least a part of the outcome is after the vintage; NO_RELEASE"
                                            + " where no release determines the outcome; TOO_FEW_OBSERVATIONS where there was no forecast.")
                            .oneOf(Backtest.Status.values()),
                    row -> row.status().name())
            .column(
                    required("target_date", DataTypes.DateType, "The date forecast."),
                    row -> row.key().targetDate())
            .column(
                    required(
                            "paths_start",
                            DataTypes.DateType,
                            "The start of sample paths; the origin for methods without paths."),
                    Backtest::start)
            .column(
                    date(
                            "known_to",
                            "The end of the metric's coverage in values_vintage; null where unknown, and in hindsight."),
                    Backtest::knownTo)
            .column(count("n", "Releases of the method's cohort that it is fitted to."), Backtest::n)
            .column(number("p02_5", quantile("2.5")), forecast(ForecastQuantiles::p025))
            .column(number("p10", quantile("10")), forecast(ForecastQuantiles::p10))
            .column(number("p25", quantile("25")), forecast(ForecastQuantiles::p25))
            .column(number("p50", quantile("50")), forecast(ForecastQuantiles::median))
            .column(number("p75", quantile("75")), forecast(ForecastQuantiles::p75))
            .column(number("p90", quantile("90")), forecast(ForecastQuantiles::p90))
            .column(number("p97_5", quantile("97.5")), forecast(ForecastQuantiles::p975))
            .column(number("actual", "The outcome, log10 of the metric's unit; null where unknown."), Backtest::actual)
            .column(
                    required(
                            "provisional",
                            DataTypes.BooleanType,
                            "Whether the outcome was less than a year old in its vintage."),
                    Backtest::isProvisional)
            .column(number("error", "p50 minus actual, OOM: positive where too high."), scored(Backtest.Scored::error))
            .column(number("abs_error", "The absolute value of error, OOM."), scored(row -> Math.abs(row.error())))
            .column(flag("in50", "Whether the outcome is from p25 to p75."), scored(Backtest.Scored::isIn50))
            .column(flag("in80", "Whether the outcome is from p10 to p90."), scored(Backtest.Scored::isIn80))
            .column(flag("in95", "Whether the outcome is from p02_5 to p97_5."), scored(Backtest.Scored::isIn95))
            .column(number("width50", "p75 minus p25, OOM."), forecast(row -> row.p75() - row.p25()))
            .column(number("width80", "p90 minus p10, OOM."), forecast(row -> row.p90() - row.p10()))
            .column(number("width95", "p97_5 minus p02_5, OOM."), forecast(row -> row.p975() - row.p025()))
            .column(
                    number("crps", "Continuous ranked probability score of the outcome, OOM; lower is better."),
                    Backtest::crps)
            .column(
                    number(
                            "pit",
                            "Probability integral transform: the forecast's probability of a value at or below the outcome."),
                    Backtest::pit)
            .column(
                    number("pinball", "Mean pinball loss of the seven quantiles, OOM; lower is better."),
                    scored(Backtest.Scored::pinball))
            .retired("calibration_factor", CALIBRATED, "Intervals are the method's own.")
            .retired("p10_calibrated", CALIBRATED, "See `p10`.")
            .retired("p90_calibrated", CALIBRATED, "See `p90`.")
            .retired("in80_calibrated", CALIBRATED, "See `in80`.")
            .build();

    public static final RecordTable<BacktestSummary> BACKTEST_SUMMARY = RecordTable.<BacktestSummary>named(
                    "backtest_summary",
                    "How a method's forecasts of a target performed at a horizon, alone or compared with another"
                            + " method on the origins that both can forecast.")
            .key(text("method", METHOD), row -> row.key().method())
            .key(
                    text("against", "The method that it is compared with; none for all origins of the method itself."),
                    row -> row.key().against())
            .key(text("metric", METRIC), row -> row.key().metric())
            .key(
                    text("target", TARGET).oneOf(ForecastTarget.values(), ForecastTarget::id),
                    row -> row.key().target().id())
            .key(
                    text("mode", MODE).oneOf(Backtest.Mode.values(), Backtest.Mode::id),
                    row -> row.key().mode().id())
            .key(
                    text("scored_on", SCORED_ON).oneOf(Backtest.ScoredOn.values(), Backtest.ScoredOn::id),
                    row -> row.key().scoredOn().id())
            .key(
                    required("horizon_months", DataTypes.IntegerType, HORIZON),
                    row -> row.key().horizonMonths())
            .column(
                    optional("horizon_years", DataTypes.IntegerType, YEARS),
                    row -> years(row.key().horizonMonths()))
            .column(
                    count(
                            "n",
                            "Origins at which the method, or both methods, were scored. Means and shares are over these;"
                                    + " null where there are none."),
                    BacktestSummary::origins)
            .column(
                    count("n_provisional", "Of these, those with an outcome less than a year old."),
                    BacktestSummary::provisional)
            .column(
                    count(
                            "n_windows",
                            "Independent cases: the largest number of these whose spans from origin to date do not overlap."),
                    BacktestSummary::windows)
            .column(
                    required(
                            "evidence",
                            DataTypes.BooleanType,
                            "False where there are " + BacktestSummary.NO_EVIDENCE_WINDOWS
                                    + " windows or fewer: the figures are then no evidence."),
                    BacktestSummary::isEvidence)
            .column(
                    number("relative_crps", "crps divided by the other method's on these origins: below 1 is better."),
                    relative(BacktestSummary.Relative::crps))
            .column(
                    number("relative_crps_ci90_low", "90% block-bootstrap interval of it, lower end."),
                    relative(BacktestSummary.Relative::low))
            .column(
                    number("relative_crps_ci90_high", "90% block-bootstrap interval of it, upper end."),
                    relative(BacktestSummary.Relative::high))
            .column(
                    number("bias", "Mean of p50 minus the outcome, OOM: positive where too high."),
                    accuracy(BacktestSummary.Accuracy::bias))
            .column(
                    number("mean_abs_error", "Mean absolute difference of p50 and the outcome, OOM."),
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
                    number(
                            "coverage80_p_value",
                            "Two-sided exact binomial test of a coverage of 80%, on n_windows independent cases."),
                    accuracy(BacktestSummary.Accuracy::coverage80PValue))
            .column(
                    number("coverage95", "Share of outcomes from p02_5 to p97_5."),
                    accuracy(BacktestSummary.Accuracy::coverage95))
            .column(number("mean_width80", "Mean of p90 minus p10, OOM."), accuracy(BacktestSummary.Accuracy::width80))
            .column(
                    number("crps", "Mean continuous ranked probability score, OOM."),
                    accuracy(BacktestSummary.Accuracy::crps))
            .column(
                    number("pinball", "Mean pinball loss of the seven quantiles, OOM."),
                    accuracy(BacktestSummary.Accuracy::pinball))
            .retired("values_vintage", CALIBRATED, "See `mode`.")
            .retired("n_calibrated", CALIBRATED, "Intervals are the method's own.")
            .retired("coverage80_calibrated", CALIBRATED, "See `coverage80`.")
            .retired("n_left_out", CALIBRATED, "See `n_windows`.")
            .retired("coverage80_left_out", CALIBRATED, "See `coverage80`.")
            .retired("calibration_factor", CALIBRATED, "Intervals are the method's own.")
            .retired("crps_rank", CALIBRATED, "See `relative_crps`.")
            .retired("wins", CALIBRATED, "See `relative_crps`.")
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

    private static Function<BacktestSummary, @Nullable Object> relative(
            Function<BacktestSummary.Relative, Object> value) {
        return row -> {
            BacktestSummary.Relative relative = row.relative();
            return relative == null ? null : value.apply(relative);
        };
    }

    static @Nullable Integer years(int months) {
        return months % 12 == 0 ? (Integer) (months / 12) : null;
    }
}
