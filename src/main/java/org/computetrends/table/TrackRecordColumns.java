package org.computetrends.table;

import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.BacktestSummary;
import org.jspecify.annotations.Nullable;

/** The columns, next to a forecast, of how such forecasts performed; null where there is no track record. */
final class TrackRecordColumns {

    private TrackRecordColumns() {}

    /**
     * Adds the columns.
     *
     * @param hindsight how forecasts like a row's, from the newest values, performed; or null
     * @param realTime how forecasts like a row's, from the values of their time, performed; or null
     */
    static <T> RecordTable.Builder<T> add(
            RecordTable.Builder<T> table,
            Function<T, @Nullable BacktestSummary> hindsight,
            Function<T, @Nullable BacktestSummary> realTime) {
        table.column(
                optional(
                        "backtest_horizon_years",
                        DataTypes.IntegerType,
                        "The next column in years; null where they are not whole."),
                row -> {
                    BacktestSummary past = hindsight.apply(row);
                    return past == null ? null : BacktestTables.years(past.key().horizonMonths());
                });
        record(table, "backtest", "in hindsight, from the newest values", hindsight);
        return record(table, "real_time", "from the values of their time", realTime);
    }

    private static <T> RecordTable.Builder<T> record(
            RecordTable.Builder<T> table, String name, String how, Function<T, @Nullable BacktestSummary> record) {
        return table.column(
                        optional(
                                name + "_horizon_months",
                                DataTypes.IntegerType,
                                "The shortest horizon backtested " + how
                                        + ", that is no shorter than this one; beyond the longest, this and the next columns are null."),
                        row -> {
                            BacktestSummary past = record.apply(row);
                            return past == null ? null : (Integer) past.key().horizonMonths();
                        })
                .column(
                        optional(name + "_n", DataTypes.LongType, "Origins at which such forecasts were scored."),
                        row -> {
                            BacktestSummary past = record.apply(row);
                            return past == null ? null : (Long) past.origins();
                        })
                .column(
                        optional(
                                name + "_windows",
                                DataTypes.LongType,
                                "Of these, independent cases: their spans do not overlap. "
                                        + BacktestSummary.NO_EVIDENCE_WINDOWS + " or fewer are no evidence."),
                        row -> {
                            BacktestSummary past = record.apply(row);
                            return past == null ? null : (Long) past.windows();
                        })
                .column(
                        number(name + "_bias", "Mean error of their medians, OOM: positive where too high."),
                        row -> accuracy(record.apply(row), BacktestSummary.Accuracy::bias))
                .column(
                        number(name + "_crps", "Their mean continuous ranked probability score, OOM."),
                        row -> accuracy(record.apply(row), BacktestSummary.Accuracy::crps))
                .column(
                        number(name + "_coverage80", "Share of outcomes inside their 80% intervals."),
                        row -> accuracy(record.apply(row), BacktestSummary.Accuracy::coverage80));
    }

    private static @Nullable Double accuracy(
            @Nullable BacktestSummary past, ToDoubleFunction<BacktestSummary.Accuracy> value) {
        BacktestSummary.Accuracy accuracy = past == null ? null : past.accuracy();
        return accuracy == null ? null : (Double) value.applyAsDouble(accuracy);
    }
}
