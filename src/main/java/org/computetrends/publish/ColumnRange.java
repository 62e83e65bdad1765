package org.computetrends.publish;

import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators;
import org.apache.parquet.io.api.Binary;

/**
 * A condition on the values of one or more columns, by which rows of Parquet files are selected. Parquet first skips
 * row groups and pages by the statistics in the files, then single rows by their values.
 */
public record ColumnRange(FilterPredicate predicate) {
    /** Rows with exactly this text in a column. */
    public static ColumnRange of(String column, String text) {
        return new ColumnRange(FilterApi.eq(FilterApi.binaryColumn(column), Binary.fromString(text)));
    }

    /** Rows with a number between two bounds, both inclusive. */
    public static ColumnRange of(String column, double minimum, double maximum) {
        Operators.DoubleColumn numbers = FilterApi.doubleColumn(column);
        return new ColumnRange(FilterApi.and(FilterApi.gtEq(numbers, minimum), FilterApi.ltEq(numbers, maximum)));
    }

    /** Rows with a date between two bounds, both inclusive. */
    public static ColumnRange of(String column, LocalDate firstDay, LocalDate lastDay) {
        Operators.IntColumn days = FilterApi.intColumn(column);
        return new ColumnRange(FilterApi.and(
                FilterApi.gtEq(days, Math.toIntExact(firstDay.toEpochDay())),
                FilterApi.ltEq(days, Math.toIntExact(lastDay.toEpochDay()))));
    }

    /** Rows that meet all ranges of the first list, or all ranges of the second. */
    public static ColumnRange either(List<ColumnRange> ranges, List<ColumnRange> alternative) {
        return new ColumnRange(FilterApi.or(all(ranges), all(alternative)));
    }

    /** Rows that meet all ranges of a list, which must not be empty. */
    static FilterPredicate all(List<ColumnRange> ranges) {
        return ranges.stream()
                .map(ColumnRange::predicate)
                .reduce(FilterApi::and)
                .orElseThrow();
    }
}
