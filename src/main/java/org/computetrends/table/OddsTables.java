package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ForecastSensitivity;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsBacktest;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.PathStart;

/** The tables of odds: how probable it is that a threshold is exceeded by a date. */
public final class OddsTables {

    public static final RecordTable<Odds> ODDS = RecordTable.<Odds>named(
                    "odds",
                    "The probability that the largest release published before a date exceeds a threshold, from the paths of the"
                            + " forecast.")
            .key(text("metric", "The metric's id."), row -> row.key().metric())
            .key(
                    text(
                                    "event",
                                    "published: a release above the threshold is published before the date. in_database: its value"
                                            + " is also in the database by then, given the reporting delay estimated from vintages.")
                            .oneOf(Odds.Event.values(), Column::lower),
                    row -> Column.lower(row.key().event()))
            .key(text("scenario", "The scenario's id."), row -> row.key().scenario())
            .key(text("method", BacktestTables.METHOD), row -> row.key().method())
            .key(
                    required(
                            "origin_vintage",
                            DataTypes.DateType,
                            "The vintage that the answer is based on: the row's own, or an older one."),
                    row -> row.key().originVintage())
            .key(
                    required("threshold", DataTypes.DoubleType, "The value to be exceeded, in the metric's unit."),
                    row -> row.key().threshold())
            .key(
                    required("before", DataTypes.DateType, "The date before which it must happen."),
                    row -> row.key().before())
            .column(
                    required("is_default", DataTypes.BooleanType, "Whether it is the answer of the default method."),
                    Odds::isDefault)
            .column(
                    text(
                                    "status",
                                    "OBSERVED: the origin vintage has a published release at or above the threshold. FORECAST."
                                            + " TOO_FEW_RELEASES: the frontier has too few releases for a forecast.")
                            .oneOf(Odds.Status.values()),
                    row -> row.status().name())
            .column(required("paths_start", DataTypes.DateType, "The start of the paths."), Odds::start)
            .column(ReportingTable.KNOWN_TO, Odds::knownTo)
            .column(number("probability", "From 0 to 1; null where too few releases are known."), Odds::probability)
            .column(
                    number("monte_carlo_error", "Standard error from the finite number of paths; null likewise."),
                    Odds::monteCarloError)
            .build();

    public static final RecordTable<OddsBacktest> ODDS_BACKTEST = RecordTable.<OddsBacktest>named(
                    "odds_backtest", "A question of odds as a vintage would have answered it, and the outcome.")
            .key(text("metric", "The metric's id."), row -> row.key().metric())
            .key(text("method", BacktestTables.METHOD), row -> row.key().method())
            .key(
                    required("origin_vintage", DataTypes.DateType, "The vintage that the answer is based on."),
                    row -> row.key().originVintage())
            .key(
                    required("threshold", DataTypes.DoubleType, "The value to be exceeded, in the metric's unit."),
                    row -> row.key().threshold())
            .key(
                    required("lead_months", DataTypes.IntegerType, "Calendar months from the vintage to the date."),
                    row -> row.key().leadMonths())
            .column(
                    required("before", DataTypes.DateType, "The date before which it must happen."),
                    OddsBacktest::before)
            .column(
                    required("probability", DataTypes.DoubleType, "The answer, from 0 to 1."),
                    OddsBacktest::probability)
            .column(
                    required(
                            "happened",
                            DataTypes.BooleanType,
                            "Whether it happened, by the values of the row's own vintage."),
                    OddsBacktest::happened)
            .column(
                    date("crossed_on", "Date of the first release above the threshold; null if none."),
                    OddsBacktest::crossedOn)
            .column(
                    required(
                            "brier",
                            DataTypes.DoubleType,
                            "Brier score: the squared difference of the answer and the outcome, 1 or 0. Lower is better."),
                    OddsBacktest::brier)
            .build();

    public static final RecordTable<OddsReliability> ODDS_BACKTEST_SUMMARY = RecordTable.<OddsReliability>named(
                    "odds_backtest_summary",
                    "How often events happened by the probability given, and how answers compare with the"
                            + " benchmark's.")
            .key(text("metric", "The metric's id."), row -> row.key().metric())
            .key(text("method", BacktestTables.METHOD), row -> row.key().method())
            .key(
                    required(
                            "lead_months",
                            DataTypes.IntegerType,
                            "Calendar months from the vintage to the date; 0 for all leads together."),
                    row -> row.key().leadMonths())
            .key(
                    text("probabilities", "The range of the answers, such as 0.2-0.4, or all."),
                    row -> row.key().probabilities())
            .column(count("n", "Questions answered."), OddsReliability::questions)
            .column(count("n_origins", "Vintages that they were answered from."), OddsReliability::origins)
            .column(
                    count(
                            "n_windows",
                            "Independent cases: the largest number of these vintages whose spans to the date do not overlap;"
                                    + " for all leads together, of the longest."),
                    OddsReliability::windows)
            .column(number("mean_probability", "Mean of the answers."), OddsReliability::meanProbability)
            .column(
                    number("share_happened", "Share of the questions with an event that happened."),
                    OddsReliability::shareHappened)
            .column(number("brier", "Mean Brier score; lower is better."), OddsReliability::brier)
            .column(
                    number("brier_benchmark", "The benchmark's mean Brier score on the same questions."),
                    OddsReliability::brierOfBenchmark)
            .column(
                    number("relative_brier", "brier divided by brier_benchmark: below 1 is better than the benchmark."),
                    OddsReliability::relativeBrier)
            .build();

    public static final RecordTable<ForecastSensitivity> FORECAST_SENSITIVITY = RecordTable.<ForecastSensitivity>named(
                    "forecast_sensitivity",
                    "When the record exceeds thresholds if growth continues: on the vintage analysed under other"
                            + " settings, on every vintage under the run's settings, and from three starts of the paths.")
            .key(text("metric", "The metric's id."), row -> row.odds().key().metric())
            .key(
                    required("origin_vintage", DataTypes.DateType, "The vintage that the answer is based on."),
                    row -> row.odds().key().originVintage())
            .key(
                    text(
                                    "start",
                                    "The day that the paths start on: vintage_day, last_value (the day of the vintage's last value"
                                            + " on the frontier) or known_to (the end of coverage).")
                            .oneOf(PathStart.values(), Column::lower),
                    row -> Column.lower(row.start()))
            .key(
                    text("variant", "The setting that differs from the run's, and its value; baseline for none."),
                    ForecastSensitivity::variant)
            .key(
                    required("threshold", DataTypes.DoubleType, "The value to be exceeded, in the metric's unit."),
                    row -> row.odds().key().threshold())
            .key(
                    required("before", DataTypes.DateType, "The date before which it must happen."),
                    row -> row.odds().key().before())
            .column(text("setting", "The setting that differs; baseline for none."), ForecastSensitivity::setting)
            .column(
                    optional("value", DataTypes.StringType, "That setting's value; null for the baseline."),
                    ForecastSensitivity::value)
            .column(
                    required(
                            "is_default",
                            DataTypes.BooleanType,
                            "Whether the paths of the vintage's default forecast start there."),
                    row -> row.odds().isDefault())
            .column(
                    required("paths_start", DataTypes.DateType, "The start of the paths."),
                    row -> row.odds().start())
            .column(ReportingTable.KNOWN_TO, row -> row.odds().knownTo())
            .column(count("n", "Releases of the frontier that the paths' line is fitted to."), ForecastSensitivity::n)
            .column(
                    text(
                                    "status",
                                    "OBSERVED: the vintage has a published release at or above the threshold. FORECAST."
                                            + " TOO_FEW_RELEASES: the frontier has too few releases for a forecast.")
                            .oneOf(Odds.Status.values()),
                    row -> row.odds().status().name())
            .column(
                    number("probability", "From 0 to 1; null where too few releases are known."),
                    row -> row.odds().probability())
            .column(
                    number("monte_carlo_error", "Standard error from the finite number of paths; null likewise."),
                    row -> row.odds().monteCarloError())
            .column(
                    date(
                            "median_date",
                            "The day by which half of the paths have exceeded the threshold, equal for all dates asked; null"
                                    + " where it was observed, where there are too few releases, and where fewer than half exceed it by"
                                    + " the last date asked."),
                    ForecastSensitivity::median)
            .build();

    private OddsTables() {}
}
