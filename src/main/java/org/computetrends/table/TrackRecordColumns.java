package org.computetrends.table;

import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.BacktestSummary;
import org.jspecify.annotations.Nullable;

/** The columns that say, beside a forecast, how such forecasts have fared: null where nothing speaks for it. */
final class TrackRecordColumns {

    private TrackRecordColumns() {}

    /**
     * Adds the columns.
     *
     * @param record how forecasts of a row's kind have fared, or null
     */
    static <T> RecordTable.Builder<T> add(RecordTable.Builder<T> table, Function<T, @Nullable BacktestSummary> record) {
        return table.column(
                        optional(
                                "backtest_n",
                                DataTypes.LongType,
                                "Origins at which such forecasts were scored, beside those of all other methods."),
                        row -> {
                            BacktestSummary past = record.apply(row);
                            return past == null ? null : (Long) past.origins();
                        })
                .column(
                        number("backtest_bias", "Mean error of their medians, OOM: positive where too high."),
                        row -> accuracy(record.apply(row), BacktestSummary.Accuracy::bias));
    }

    /** Adds these and how the intervals fared, where a row's intervals are those of the backtested method. */
    static <T> RecordTable.Builder<T> addWithIntervals(
            RecordTable.Builder<T> table, Function<T, @Nullable BacktestSummary> record) {
        return add(table, record)
                .column(
                        number("backtest_crps", "Their mean continuous ranked probability score, OOM."),
                        row -> accuracy(record.apply(row), BacktestSummary.Accuracy::crps))
                .column(
                        number("backtest_coverage80", "Share of outcomes that lay inside their 80% intervals."),
                        row -> accuracy(record.apply(row), BacktestSummary.Accuracy::coverage80))
                .column(
                        optional(
                                "backtest_n_left_out",
                                DataTypes.LongType,
                                "Origins of the next column: n_left_out of backtest_summary."),
                        row -> {
                            BacktestSummary past = record.apply(row);
                            return past == null
                                    ? null
                                    : (Long) past.calibration().originsLeftOut();
                        })
                .column(
                        number(
                                "backtest_coverage80_left_out",
                                "Share of their outcomes that lay inside 80% intervals calibrated on other origins:"
                                        + " coverage80_left_out of backtest_summary."),
                        row -> {
                            BacktestSummary past = record.apply(row);
                            return past == null ? null : past.calibration().coverage80LeftOut();
                        });
    }

    static @Nullable Integer horizonYears(@Nullable BacktestSummary past) {
        return past == null ? null : (Integer) past.horizonYears();
    }

    private static @Nullable Double accuracy(
            @Nullable BacktestSummary past, ToDoubleFunction<BacktestSummary.Accuracy> value) {
        BacktestSummary.Accuracy accuracy = past == null ? null : past.accuracy();
        return accuracy == null ? null : (Double) value.applyAsDouble(accuracy);
    }
}
