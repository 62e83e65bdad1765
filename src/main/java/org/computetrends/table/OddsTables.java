package org.computetrends.table;

import org.computetrends.domain.ForecastSensitivity;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsBacktest;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.PathStart;

/**
 * The tables of the probability that a threshold is reached before a date: {@code odds}, {@code odds_backtest}, {@code
 * odds_backtest_summary} and {@code forecast_sensitivity}.
 */
public final class OddsTables {

    public static final RecordTable<Odds> ODDS = RecordTable.<Odds>named(
                    "odds",
                    "The probability that the largest release published before a date is at a threshold or above, from the paths of the"
                            + " forecast.")
            .metric(row -> row.key().metric())
            .oneOf("event", row -> row.key().event(), Odds.Event.values(), Column::lower)
            .meaning("published: a release at the threshold or above is published before the date."
                    + " in_database: that release's value is also in the database by the date, given the reporting"
                    + " delay estimated from vintages.")
            .scenario(row -> row.key().scenario())
            .column(BacktestTables.METHOD, row -> row.key().method())
            .date("origin_vintage", row -> row.key().originVintage())
            .meaning("The vintage that the answer is based on: the row's own, or an older one.")
            .number("threshold", row -> row.key().threshold())
            .meaning("The value to be reached or exceeded, in the metric's unit.")
            .date("before", row -> row.key().before())
            .meaning("The date before which the event must happen.")
            .key()
            .flag("is_default", Odds::isDefault)
            .meaning("Whether the answer is that of the default method.")
            .oneOf("status", Odds::status, Odds.Status.values())
            .meaning("OBSERVED: the origin vintage has a published release at or above the"
                    + " threshold. FORECAST: the probability is estimated from sample paths. TOO_FEW_RELEASES: the"
                    + " frontier, or a trend that the scenario uses, has too few releases.")
            .date("paths_start", Odds::start)
            .meaning("The start of the paths.")
            .column(ReportingTable.KNOWN_TO, Odds::knownTo)
            .optionalNumber("probability", Odds::probability)
            .meaning("Probability of the event, from 0 to 1; null where TOO_FEW_RELEASES.")
            .optionalNumber("monte_carlo_error", Odds::monteCarloError)
            .meaning("Standard error of probability from the finite number of paths; 0 where"
                    + " OBSERVED, null where probability is null.")
            .build();

    public static final RecordTable<OddsBacktest> ODDS_BACKTEST = RecordTable.<OddsBacktest>named(
                    "odds_backtest", "A question of odds as a vintage would have answered it, and the outcome.")
            .metric(row -> row.key().metric())
            .column(BacktestTables.METHOD, row -> row.key().method())
            .date("origin_vintage", row -> row.key().originVintage())
            .meaning("The vintage that the answer is based on.")
            .number("threshold", row -> row.key().threshold())
            .meaning("The value to be reached or exceeded, in the metric's unit.")
            .wholeNumber("lead_months", row -> row.key().horizonMonths())
            .meaning("Calendar months from origin_vintage to the date in `before`.")
            .key()
            .date("before", OddsBacktest::before)
            .meaning("The date before which the event must happen.")
            .number("probability", OddsBacktest::probability)
            .meaning("The answer, from 0 to 1.")
            .flag("happened", OddsBacktest::happened)
            .meaning("Whether the event happened, by the values of the row's own vintage.")
            .optionalDate("crossed_on", OddsBacktest::crossedOn)
            .meaning("Date of the first release at the threshold or above; null if none.")
            .number("brier", OddsBacktest::brier)
            .meaning("Brier score: the squared difference of the answer and the outcome, 1 or 0. Lower is better.")
            .build();

    public static final RecordTable<OddsReliability> ODDS_BACKTEST_SUMMARY = RecordTable.<OddsReliability>named(
                    "odds_backtest_summary",
                    "How often events happened by the probability given, and how answers compare with the benchmark's.")
            .metric(row -> row.key().metric())
            .column(BacktestTables.METHOD, row -> row.key().method())
            .wholeNumber("lead_months", row -> row.key().horizonMonths())
            .meaning("Calendar months from the vintage to the date of the question; 0 for all leads together.")
            .text("probabilities", row -> row.key().probabilityRange())
            .meaning("The range of the answers, such as 0.2-0.4, or all.")
            .key()
            .count("n", OddsReliability::questions)
            .meaning("Questions answered.")
            .count("n_origins", OddsReliability::origins)
            .meaning("Vintages from which the questions were answered.")
            .count("n_windows", OddsReliability::windows)
            .meaning("Independent cases: the largest number of the n_origins vintages whose"
                    + " spans to the date of the question do not overlap; for all leads together, at the longest lead.")
            .optionalNumber("mean_probability", OddsReliability::meanProbability)
            .meaning("Mean of the answers.")
            .optionalNumber("share_happened", OddsReliability::shareHappened)
            .meaning("Share of the questions with an event that happened.")
            .optionalNumber("brier", OddsReliability::brier)
            .meaning("Mean Brier score; lower is better.")
            .optionalNumber("brier_benchmark", OddsReliability::brierOfBenchmark)
            .meaning("The benchmark's mean Brier score on the same questions.")
            .optionalNumber("relative_brier", OddsReliability::relativeBrier)
            .meaning("brier divided by brier_benchmark: below 1 is better than the benchmark.")
            .build();

    public static final RecordTable<ForecastSensitivity> FORECAST_SENSITIVITY = RecordTable.<ForecastSensitivity>named(
                    "forecast_sensitivity",
                    "When the record reaches thresholds if growth continues: on the vintage analysed under other"
                            + " settings, on every vintage under the run's settings, and from three starts of the paths.")
            .metric(row -> row.odds().key().metric())
            .date("origin_vintage", row -> row.odds().key().originVintage())
            .meaning("The vintage that the answer is based on.")
            .oneOf("start", ForecastSensitivity::start, PathStart.values(), Column::lower)
            .meaning("The day that the paths start on: vintage_day, last_value (the day of the vintage's last value on"
                    + " the frontier) or known_to (the end of coverage).")
            .text("variant", ForecastSensitivity::variant)
            .meaning("The setting that differs from the run's, and its value; baseline for none.")
            .number("threshold", row -> row.odds().key().threshold())
            .meaning("The value to be reached or exceeded, in the metric's unit.")
            .date("before", row -> row.odds().key().before())
            .meaning("The date before which the event must happen.")
            .key()
            .text("setting", ForecastSensitivity::setting)
            .meaning("The setting that differs; baseline for none.")
            .optionalText("value", ForecastSensitivity::value)
            .meaning("The value of the setting that differs; null for the baseline.")
            .flag("is_default", row -> row.odds().isDefault())
            .meaning("Whether the paths of the vintage's default forecast have this start.")
            .date("paths_start", row -> row.odds().start())
            .meaning("The start of the paths.")
            .column(ReportingTable.KNOWN_TO, row -> row.odds().knownTo())
            .count("n", ForecastSensitivity::n)
            .meaning("Releases of the frontier that the paths' line is fitted to.")
            .oneOf("status", row -> row.odds().status(), Odds.Status.values())
            .meaning("OBSERVED: the vintage has a published release at or above the"
                    + " threshold. FORECAST: the probability is estimated from sample paths. TOO_FEW_RELEASES: the"
                    + " frontier, or a trend that the scenario uses, has too few releases.")
            .optionalNumber("probability", row -> row.odds().probability())
            .meaning("Probability of the event, from 0 to 1; null where TOO_FEW_RELEASES.")
            .optionalNumber("monte_carlo_error", row -> row.odds().monteCarloError())
            .meaning("Standard error of probability from the finite number of paths; 0 where"
                    + " OBSERVED, null where probability is null.")
            .optionalDate("median_date", ForecastSensitivity::median)
            .meaning("The day by which half of the paths have reached the threshold, whatever the value of `before`;"
                    + " null where OBSERVED, where there are too few releases, and where fewer than half reach it by"
                    + " the last date asked.")
            .build();

    private OddsTables() {}
}
