package org.computetrends.table;

import static org.computetrends.table.RecordTable.ofPart;

import java.util.function.Function;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.ValuedRelease;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a threshold's crossing: the dates given by sample paths, and the date on which the fitted line reaches
 * the threshold. The tables {@code crossings} and {@code generations} share them.
 */
final class CrossingColumns {

    private CrossingColumns() {}

    /**
     * Adds the columns.
     *
     * @param crossing the crossing of a row; null if the row has none
     */
    static <T> TableBuilder<T> add(TableBuilder<T> table, Function<T, @Nullable Crossing> crossing) {
        table.optionalDate(
                        "simulated_median",
                        ofPart(crossing, each -> each.simulated().median()))
                .meaning("The first day by which half of the sample paths have reached the threshold; null if fewer do"
                        + " by the last date, where a release has reached it already, and without paths.");
        addSimulated(table, "50", "a quarter", "three quarters", crossing, Crossing.Simulated::interval50);
        addSimulated(table, "80", "a tenth", "nine tenths", crossing, Crossing.Simulated::interval80);
        addSimulated(table, "95", "2.5%", "97.5%", crossing, Crossing.Simulated::interval95);
        table.optionalText("line_status", ofPart(crossing, each -> each.line().status()))
                .oneOf(Crossing.LineStatus.values())
                .meaning("Whether the fitted line reaches the threshold; not a forecast. BOUNDED: a date with an"
                        + " interval. INTERVAL_BEYOND_CALENDAR: a date, but the interval ends outside the years 1 to"
                        + " 9999. UNBOUNDED: a date, but the slope's sign is not certain at 95%. NOT_GROWING,"
                        + " BEYOND_CALENDAR, OTHER_GROWTH (the scenario does not follow the line), NO_FIT: no date.")
                .optionalDate("line_date", ofPart(crossing, each -> each.line().date()))
                .meaning("The day on which the fitted line reaches the threshold; null where"
                        + " line_status means no date.");
        addLine(table, "80", crossing, Crossing.LineCrossing::interval80);
        return addLine(table, "95", crossing, Crossing.LineCrossing::interval95);
    }

    /**
     * Adds the columns of the first release that reached the threshold.
     *
     * @param which completes "the first release": which releases count
     */
    static <T> TableBuilder<T> addObserved(
            TableBuilder<T> table, String which, Function<T, @Nullable Crossing> crossing) {
        Function<T, @Nullable ValuedRelease> firstObserved = row -> {
            Crossing each = crossing.apply(row);
            return each == null ? null : each.firstObserved();
        };
        return table.optionalDate("first_observed_on", firstObserved, ValuedRelease::publishedOn)
                .meaning("Date of the first release " + which + "; null if none.")
                .optionalText("first_observed_release", firstObserved, ValuedRelease::releaseId)
                .references("releases", "release_id")
                .meaning("The id of the first release " + which + "; null if none.")
                .optionalText("first_observed_name", firstObserved, ValuedRelease::name)
                .meaning("The name of the first release " + which + "; null if none.");
    }

    private static <T> void addSimulated(
            TableBuilder<T> table,
            String percent,
            String low,
            String high,
            Function<T, @Nullable Crossing> crossing,
            Function<Crossing.Simulated, DateInterval> interval) {
        Function<Crossing, DateInterval> simulated = each -> interval.apply(each.simulated());
        table.optionalDate("simulated" + percent + "_low", ofPart(crossing, simulated.andThen(DateInterval::low)))
                .meaning("The first day by which " + low
                        + " of the sample paths have reached the threshold; null if fewer do by"
                        + " the last date, where a release has reached it already, and without paths.")
                .optionalDate("simulated" + percent + "_high", ofPart(crossing, simulated.andThen(DateInterval::high)))
                .meaning("The first day by which " + high
                        + " of the sample paths have reached the threshold; null if fewer do by"
                        + " the last date, where a release has reached it already, and without paths.");
    }

    private static <T> TableBuilder<T> addLine(
            TableBuilder<T> table,
            String percent,
            Function<T, @Nullable Crossing> crossing,
            Function<Crossing.LineCrossing, DateInterval> interval) {
        Function<Crossing, DateInterval> line = each -> interval.apply(each.line());
        return table.optionalDate("line" + percent + "_low", ofPart(crossing, line.andThen(DateInterval::low)))
                .meaning(percent + "% interval of line_date, first day, by Fieller's method. Standard errors are"
                        + " multiplied so that they give the published 95% interval of the slope. Null if"
                        + " unbounded, or outside the calendar.")
                .optionalDate("line" + percent + "_high", ofPart(crossing, line.andThen(DateInterval::high)))
                .meaning(percent + "% interval of line_date, last day; null if unbounded, or outside the calendar.");
    }
}
