package org.computetrends.publish;

import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators;
import org.apache.parquet.io.api.Binary;

/**
 * A filter on the values of columns. Parquet skips row groups and pages by the statistics in the files, and then single
 * rows by their values.
 */
public final class ColumnRange {
    private final FilterPredicate predicate;

    private ColumnRange(FilterPredicate predicate) {
        this.predicate = predicate;
    }

    /** The rows whose text in a column equals this one. */
    public static ColumnRange of(String column, String text) {
        return new ColumnRange(FilterApi.eq(FilterApi.binaryColumn(column), Binary.fromString(text)));
    }

    /** Numbers between two bounds, both inclusive. */
    public static ColumnRange of(String column, double least, double most) {
        Operators.DoubleColumn numbers = FilterApi.doubleColumn(column);
        return new ColumnRange(FilterApi.and(FilterApi.gtEq(numbers, least), FilterApi.ltEq(numbers, most)));
    }

    /** Dates between two bounds, both inclusive. */
    public static ColumnRange of(String column, LocalDate first, LocalDate last) {
        Operators.IntColumn days = FilterApi.intColumn(column);
        return new ColumnRange(FilterApi.and(
                FilterApi.gtEq(days, Math.toIntExact(first.toEpochDay())),
                FilterApi.ltEq(days, Math.toIntExact(last.toEpochDay()))));
    }

    /** Rows that meet all ranges of one list, or all of the other. */
    public static ColumnRange either(List<ColumnRange> some, List<ColumnRange> others) {
        return new ColumnRange(FilterApi.or(all(some), all(others)));
    }

    /** Rows that meet all ranges; needs at least one. */
    static FilterPredicate all(List<ColumnRange> ranges) {
        return ranges.stream()
                .map(range -> range.predicate)
                .reduce(FilterApi::and)
                .orElseThrow();
    }
}
