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
public record RowCondition(FilterPredicate predicate) {
    /** Rows with exactly this text in a column. */
    public static RowCondition equalTo(String column, String text) {
        return new RowCondition(FilterApi.eq(FilterApi.binaryColumn(column), Binary.fromString(text)));
    }

    /** Rows with a number between two bounds, both inclusive. */
    public static RowCondition between(String column, double minimum, double maximum) {
        Operators.DoubleColumn numbers = FilterApi.doubleColumn(column);
        return new RowCondition(FilterApi.and(FilterApi.gtEq(numbers, minimum), FilterApi.ltEq(numbers, maximum)));
    }

    /** Rows with a date between two bounds, both inclusive. */
    public static RowCondition between(String column, LocalDate firstDay, LocalDate lastDay) {
        Operators.IntColumn days = FilterApi.intColumn(column);
        return new RowCondition(FilterApi.and(
                FilterApi.gtEq(days, Math.toIntExact(firstDay.toEpochDay())),
                FilterApi.ltEq(days, Math.toIntExact(lastDay.toEpochDay()))));
    }

    /** Rows that meet all conditions of the first list, or all conditions of the second. */
    public static RowCondition either(List<RowCondition> conditions, List<RowCondition> alternative) {
        return new RowCondition(FilterApi.or(all(conditions), all(alternative)));
    }

    /** Rows that meet all conditions of a list, which must not be empty. */
    static FilterPredicate all(List<RowCondition> conditions) {
        return conditions.stream()
                .map(RowCondition::predicate)
                .reduce(FilterApi::and)
                .orElseThrow();
    }
}
