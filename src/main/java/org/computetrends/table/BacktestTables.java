package org.computetrends.table;

import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;
import static org.computetrends.table.RetiredColumn.SECOND_VERSION;

import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastTarget;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code backtests}, with forecasts as they would have been made at past origins, and {@code
 * backtest_summary}, with their accuracy.
 */
public final class BacktestTables {
    static final Column METHOD = text("method", "The method's id, as the setting backtest.methods defines it.");
    static final Column TARGET = text(
                    "target",
                    "The target. frontier: the median of the frontier's releases in a window around the date forecast."
                            + " The window begins the setting backtest.window-months before that date, and ends as long"
                            + " after it; its first day is included, its last excluded. record: the largest value of a"
                            + " release dated before the date forecast. Neither includes derivatives. Medians are of"
                            + " log10 value.")
            .oneOf(ForecastTarget.values(), ForecastTarget::id);
    static final Column PATHS_START = required(
            "paths_start", DataTypes.DateType, "The start of sample paths; the origin for methods without paths.");
    private static final Column HORIZON_MONTHS =
            required("horizon_months", DataTypes.IntegerType, "Calendar months from the origin to the date forecast.");
    private static final Column HORIZON_YEARS =
            optional("horizon_years", DataTypes.IntegerType, "horizon_months in years; null where not whole.");
    private static final Column MODE = text(
                    "mode",
                    "real-time: origins are vintages, with the releases and values of their time. hindsight: evenly"
                            + " spaced origins on the row's own vintage; they use values that were estimated, revised or"
                            + " listed after the origin.")
            .oneOf(Backtest.Mode.values(), Backtest.Mode::id);
    private static final Column SCORED_ON = text(
                    "scored_on",
                    "The vintage of the outcome. final: the row's own. first: the first one at or after the date on"
                            + " which the outcome was complete.")
            .oneOf(Backtest.ScoredOn.values(), Backtest.ScoredOn::id);

    public static final RecordTable<Backtest> BACKTESTS = RecordTable.<Backtest>named(
                    "backtests", "A forecast from the releases published before an origin, and its outcome.")
            .column(METHOD, row -> row.key().method())
            .metric(row -> row.key().metric())
            .column(TARGET, row -> row.key().target().id())
            .column(MODE, row -> row.key().mode().id())
            .column(SCORED_ON, row -> row.key().scoredOn().id())
            .date("origin", row -> row.key().origin())
            .meaning("The date of the forecast: selection and fits use only releases before it.")
            .column(HORIZON_MONTHS, row -> row.key().horizonMonths())
            .date("values_vintage", row -> row.key().valuesVintage())
            .meaning("The vintage that the forecast is based on.")
            .key()
            .column(HORIZON_YEARS, row -> years(row.key().horizonMonths()))
            .oneOf("status", Backtest::status, Backtest.Status.values())
            .meaning("SCORED; NOT_YET_KNOWN where at least a part of the outcome is after"
                    + " the vintage; NO_RELEASE where no release determines the outcome; TOO_FEW_OBSERVATIONS where the"
                    + " method had too few releases for a forecast. Scores are null unless SCORED.")
            .date("target_date", row -> row.key().targetDate())
            .meaning("The date forecast.")
            .column(PATHS_START, Backtest::start)
            .optionalDate("known_to", Backtest::knownTo)
            .meaning("The end of the metric's coverage in values_vintage; null where unknown, and in hindsight.")
            .count("n", Backtest::n)
            .meaning("Releases of the method's cohort that the forecast is fitted to.")
            .quantiles(
                    "The forecast's PERCENT% quantile, log10 of the metric's unit; null where not forecast.",
                    Backtest::forecast, log10 -> log10)
            .optionalNumber("actual", Backtest::actual)
            .meaning("The outcome, log10 of the metric's unit; null where unknown.")
            .flag("provisional", Backtest::isProvisional)
            .meaning("Whether a final outcome was less than a year old in its vintage; false where scored_on is first.")
            .optionalNumber("error", Backtest::scoredForecast, Backtest.ScoredForecast::error)
            .meaning("p50 minus actual, OOM: positive where too high.")
            .optionalNumber("abs_error", Backtest::scoredForecast, row -> Math.abs(row.error()))
            .meaning("The absolute value of error, OOM.")
            .optionalFlag("in50", Backtest::scoredForecast, Backtest.ScoredForecast::isIn50)
            .meaning("Whether the outcome is from p25 to p75.")
            .optionalFlag("in80", Backtest::scoredForecast, Backtest.ScoredForecast::isIn80)
            .meaning("Whether the outcome is from p10 to p90.")
            .optionalFlag("in95", Backtest::scoredForecast, Backtest.ScoredForecast::isIn95)
            .meaning("Whether the outcome is from p02_5 to p97_5.")
            .optionalNumber("width50", Backtest::forecast, row -> row.p75() - row.p25())
            .meaning("p75 minus p25, OOM.")
            .optionalNumber("width80", Backtest::forecast, row -> row.p90() - row.p10())
            .meaning("p90 minus p10, OOM.")
            .optionalNumber("width95", Backtest::forecast, row -> row.p975() - row.p025())
            .meaning("p97_5 minus p02_5, OOM.")
            .optionalNumber("crps", Backtest::crps)
            .meaning("Continuous ranked probability score of the outcome, OOM; lower is better.")
            .optionalNumber("pit", Backtest::pit)
            .meaning("Probability integral transform: the forecast's probability of a value at or below the outcome.")
            .optionalNumber("pinball", Backtest::scoredForecast, Backtest.ScoredForecast::pinball)
            .meaning("Mean pinball loss of the seven quantiles, OOM; lower is better.")
            .retired("calibration_factor", SECOND_VERSION, "Intervals are the method's own.")
            .retired("p10_calibrated", SECOND_VERSION, "See `p10`.")
            .retired("p90_calibrated", SECOND_VERSION, "See `p90`.")
            .retired("in80_calibrated", SECOND_VERSION, "See `in80`.")
            .build();

    public static final RecordTable<BacktestSummary> BACKTEST_SUMMARY = RecordTable.<BacktestSummary>named(
                    "backtest_summary",
                    "How a method's forecasts of a target performed at a horizon, alone or compared with another"
                            + " method on the origins that both can forecast.")
            .column(METHOD, row -> row.key().method())
            .text("against", row -> row.key().against())
            .meaning("The method that the row's method is compared with; none for all origins of the row's method.")
            .metric(row -> row.key().metric())
            .column(TARGET, row -> row.key().target().id())
            .column(MODE, row -> row.key().mode().id())
            .column(SCORED_ON, row -> row.key().scoredOn().id())
            .column(HORIZON_MONTHS, row -> row.key().horizonMonths())
            .key()
            .column(HORIZON_YEARS, row -> years(row.key().horizonMonths()))
            .count("n", BacktestSummary::origins)
            .meaning("Origins at which the method, or both methods, were scored. Means and"
                    + " shares are over these origins; null where there are none.")
            .count("n_provisional", BacktestSummary::provisional)
            .meaning("Of the n origins, those with a provisional outcome.")
            .count("n_windows", BacktestSummary::windows)
            .meaning("The largest number of the n origins whose spans from origin to date do not"
                    + " overlap: the independent cases.")
            .flag("evidence", BacktestSummary::isEvidence)
            .meaning("False where there are " + BacktestSummary.NO_EVIDENCE_WINDOWS
                    + " windows or fewer: the scores are then no evidence.")
            .optionalNumber("relative_crps", BacktestSummary::relative, BacktestSummary.Relative::crps)
            .meaning("crps divided by the other method's on the n origins: below 1 is better.")
            .optionalNumber("relative_crps_ci90_low", BacktestSummary::relative, BacktestSummary.Relative::low)
            .meaning("90% block-bootstrap interval of relative_crps, lower end; null where n_windows is 1.")
            .optionalNumber("relative_crps_ci90_high", BacktestSummary::relative, BacktestSummary.Relative::high)
            .meaning("90% block-bootstrap interval of relative_crps, upper end; null where n_windows is 1.")
            .optionalNumber("bias", BacktestSummary::accuracy, BacktestSummary.Accuracy::bias)
            .meaning("Mean of p50 minus the outcome, OOM: positive where too high.")
            .optionalNumber("mean_abs_error", BacktestSummary::accuracy, BacktestSummary.Accuracy::meanAbsoluteError)
            .meaning("Mean absolute difference of p50 and the outcome, OOM.")
            .optionalNumber("rmse", BacktestSummary::accuracy, BacktestSummary.Accuracy::rootMeanSquareError)
            .meaning("Root of the mean squared error of p50, OOM.")
            .optionalNumber("coverage50", BacktestSummary::accuracy, BacktestSummary.Accuracy::coverage50)
            .meaning("Share of outcomes from p25 to p75.")
            .optionalNumber("coverage80", BacktestSummary::accuracy, BacktestSummary.Accuracy::coverage80)
            .meaning("Share of outcomes from p10 to p90.")
            .optionalNumber("coverage80_p_value", BacktestSummary::accuracy, BacktestSummary.Accuracy::coverage80PValue)
            .meaning("P-value of a two-sided binomial test of 80%, for n_windows cases with coverage80 rounded to whole"
                    + " cases.")
            .optionalNumber("coverage95", BacktestSummary::accuracy, BacktestSummary.Accuracy::coverage95)
            .meaning("Share of outcomes from p02_5 to p97_5.")
            .optionalNumber("mean_width80", BacktestSummary::accuracy, BacktestSummary.Accuracy::width80)
            .meaning("Mean of p90 minus p10, OOM.")
            .optionalNumber("crps", BacktestSummary::accuracy, BacktestSummary.Accuracy::crps)
            .meaning("Mean continuous ranked probability score, OOM.")
            .optionalNumber("pinball", BacktestSummary::accuracy, BacktestSummary.Accuracy::pinball)
            .meaning("Mean pinball loss of the seven quantiles, OOM.")
            .retired("values_vintage", SECOND_VERSION, "See `mode`.")
            .retired("n_calibrated", SECOND_VERSION, "Intervals are the method's own.")
            .retired("coverage80_calibrated", SECOND_VERSION, "See `coverage80`.")
            .retired("n_left_out", SECOND_VERSION, "See `n_windows`.")
            .retired("coverage80_left_out", SECOND_VERSION, "See `coverage80`.")
            .retired("calibration_factor", SECOND_VERSION, "Intervals are the method's own.")
            .retired("crps_rank", SECOND_VERSION, "See `relative_crps`.")
            .retired("wins", SECOND_VERSION, "See `relative_crps`.")
            .build();

    private BacktestTables() {}

    /** A number of months as years; null if it is not a whole number of years. */
    static @Nullable Integer years(int months) {
        return months % 12 == 0 ? (Integer) (months / 12) : null;
    }
}
