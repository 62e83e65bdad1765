package org.computetrends.publish;

import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators;
import org.apache.parquet.io.api.Binary;

/**
 * The values of a column that are wanted: what a reader need not decode is left out by the files' statistics, and rows by
 * their values.
 */
public final class ColumnRange {
    private final FilterPredicate predicate;

    private ColumnRange(FilterPredicate predicate) {
        this.predicate = predicate;
    }

    /** One text. */
    public static ColumnRange of(String column, String text) {
        return new ColumnRange(FilterApi.eq(FilterApi.binaryColumn(column), Binary.fromString(text)));
    }

    /** Numbers from the least to the most, both included. */
    public static ColumnRange of(String column, double least, double most) {
        Operators.DoubleColumn numbers = FilterApi.doubleColumn(column);
        return new ColumnRange(FilterApi.and(FilterApi.gtEq(numbers, least), FilterApi.ltEq(numbers, most)));
    }

    /** Dates from the first to the last, both included. */
    public static ColumnRange of(String column, LocalDate first, LocalDate last) {
        Operators.IntColumn days = FilterApi.intColumn(column);
        return new ColumnRange(FilterApi.and(
                FilterApi.gtEq(days, Math.toIntExact(first.toEpochDay())),
                FilterApi.ltEq(days, Math.toIntExact(last.toEpochDay()))));
    }

    /** What lies in all of some ranges, or in all of others. */
    public static ColumnRange either(List<ColumnRange> some, List<ColumnRange> others) {
        return new ColumnRange(FilterApi.or(all(some), all(others)));
    }

    /** What lies in all of some ranges, of which there is one at least. */
    static FilterPredicate all(List<ColumnRange> ranges) {
        return ranges.stream()
                .map(range -> range.predicate)
                .reduce(FilterApi::and)
                .orElseThrow();
    }
}
