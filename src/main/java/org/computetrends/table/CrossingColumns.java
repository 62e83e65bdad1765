package org.computetrends.table;

import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.optional;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Crossing.DateInterval;
import org.jspecify.annotations.Nullable;

/** The columns that date a crossing: by sample paths, and where the fitted line reaches the threshold. */
final class CrossingColumns {

    private CrossingColumns() {}

    /**
     * Adds the columns.
     *
     * @param crossing the crossing of a row, or null
     */
    static <T> RecordTable.Builder<T> add(RecordTable.Builder<T> table, Function<T, @Nullable Crossing> crossing) {
        table.column(
                date(
                        "simulated_median",
                        "The first day by which half of the sample paths have reached it; null if fewer do by the last"
                                + " date, and where a release has reached it already."),
                of(crossing, found -> found.simulated().median()));
        simulated(table, "50", "a quarter", "three quarters", crossing, Crossing.Simulated::interval50);
        simulated(table, "80", "a tenth", "nine tenths", crossing, Crossing.Simulated::interval80);
        simulated(table, "95", "2.5%", "97.5%", crossing, Crossing.Simulated::interval95);
        table.column(
                        optional(
                                        "line_status",
                                        DataTypes.StringType,
                                        "Whether the fitted line reaches it; not a forecast. BOUNDED: a date with an interval."
                                                + " INTERVAL_BEYOND_CALENDAR: a date, but the interval ends outside the years 1 to 9999. UNBOUNDED:"
                                                + " a date, but the slope's sign is not certain at 95%. NOT_GROWING, BEYOND_CALENDAR, OTHER_GROWTH"
                                                + " (the scenario does not follow the line), NO_FIT: no date.")
                                .oneOf(Crossing.LineStatus.values()),
                        of(crossing, found -> found.line().status().name()))
                .column(
                        date("line_date", "The day on which the fitted line reaches it; null unless dated."),
                        of(crossing, found -> found.line().date()));
        line(table, "80", crossing, Crossing.LineCrossing::interval80);
        return line(table, "95", crossing, Crossing.LineCrossing::interval95);
    }

    private static <T> void simulated(
            RecordTable.Builder<T> table,
            String percent,
            String low,
            String high,
            Function<T, @Nullable Crossing> crossing,
            Function<Crossing.Simulated, DateInterval> interval) {
        table.column(
                        date(
                                "simulated" + percent + "_low",
                                "The first day by which " + low + " of the paths have reached it; null likewise."),
                        of(crossing, found -> interval.apply(found.simulated()).low()))
                .column(
                        date(
                                "simulated" + percent + "_high",
                                "The first day by which " + high + " of the paths have reached it; null likewise."),
                        of(crossing, found -> interval.apply(found.simulated()).high()));
    }

    private static <T> RecordTable.Builder<T> line(
            RecordTable.Builder<T> table,
            String percent,
            Function<T, @Nullable Crossing> crossing,
            Function<Crossing.LineCrossing, DateInterval> interval) {
        return table.column(
                        date(
                                "line" + percent + "_low",
                                percent + "% interval of line_date by the method of fitting.interval, first day."),
                        of(crossing, found -> interval.apply(found.line()).low()))
                .column(
                        date("line" + percent + "_high", "The interval's last day; null if unbounded."),
                        of(crossing, found -> interval.apply(found.line()).high()));
    }

    private static <T> Function<T, @Nullable Object> of(
            Function<T, @Nullable Crossing> crossing, Function<Crossing, @Nullable Object> value) {
        return row -> {
            Crossing found = crossing.apply(row);
            return found == null ? null : value.apply(found);
        };
    }
}
