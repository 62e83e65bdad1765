package org.computetrends.table;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.BacktestSummary;
import org.jspecify.annotations.Nullable;

/**
 * The columns that show how earlier forecasts of the same kind performed, from backtests. Tables of forecasts share
 * them. They are null without a track record.
 */
final class TrackRecordColumns {

    private TrackRecordColumns() {}

    /**
     * Adds the columns.
     *
     * @param hindsight the backtest at the row's horizon from the newest values; null if there is none
     * @param realTime the backtest at the row's horizon from the values known at the origins; null if there is none
     */
    static <T> TableBuilder<T> add(
            TableBuilder<T> table,
            Function<T, @Nullable BacktestSummary> hindsight,
            Function<T, @Nullable BacktestSummary> realTime) {
        table.optional(
                        "backtest_horizon_years",
                        DataTypes.IntegerType,
                        RecordTable.ofPart(
                                hindsight,
                                scores -> BacktestTables.years(scores.key().horizonMonths())))
                .meaning("backtest_horizon_months in years; null where not whole.");
        addBacktest(table, "backtest", "in hindsight, from the newest values", hindsight);
        return addBacktest(table, "real_time", "in real time, from the values known at the origins", realTime);
    }

    private static <T> TableBuilder<T> addBacktest(
            TableBuilder<T> table, String name, String how, Function<T, @Nullable BacktestSummary> backtest) {
        return table.optional(
                        name + "_horizon_months",
                        DataTypes.IntegerType,
                        RecordTable.ofPart(backtest, scores -> scores.key().horizonMonths()))
                .meaning("The shortest horizon backtested " + how
                        + ", that is at least the row's. Beyond the longest, the columns " + name + "_* are null.")
                .optional(name + "_n", DataTypes.LongType, RecordTable.ofPart(backtest, BacktestSummary::origins))
                .meaning("Origins at which forecasts at this backtested horizon were scored.")
                .optional(name + "_windows", DataTypes.LongType, RecordTable.ofPart(backtest, BacktestSummary::windows))
                .meaning("Independent cases among the " + name + "_n origins: their spans to the date forecast do not"
                        + " overlap. " + BacktestSummary.NO_EVIDENCE_WINDOWS + " or fewer are no evidence.")
                .optionalNumber(name + "_bias", accuracy(backtest, BacktestSummary.Accuracy::bias))
                .meaning("Mean error of medians over the " + name + "_n origins, OOM: positive where too high.")
                .optionalNumber(name + "_crps", accuracy(backtest, BacktestSummary.Accuracy::crps))
                .meaning("Mean continuous ranked probability score over the " + name
                        + "_n origins, OOM: lower is better.")
                .optionalNumber(name + "_coverage80", accuracy(backtest, BacktestSummary.Accuracy::coverage80))
                .meaning("Share of outcomes inside the 80% intervals of the " + name + "_n origins.");
    }

    private static <T> Function<T, @Nullable Object> accuracy(
            Function<T, @Nullable BacktestSummary> backtest, Function<BacktestSummary.Accuracy, Object> value) {
        return RecordTable.ofPart(backtest, RecordTable.ofPart(BacktestSummary::accuracy, value));
    }
}
