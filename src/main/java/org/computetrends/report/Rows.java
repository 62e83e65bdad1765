package org.computetrends.report;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TrendKey;

/** Rows of a published table, in order. The methods that filter or sort return a new instance. */
record Rows(List<PublishedRow> all) implements Iterable<PublishedRow> {

    Rows {
        all = List.copyOf(all);
    }

    /** The rows with this text in a column. */
    Rows where(String column, String text) {
        return where(row -> text.equals(row.text(column)));
    }

    Rows where(Predicate<PublishedRow> condition) {
        return new Rows(all.stream().filter(condition).toList());
    }

    /** The rows with a trend's metric, cohort and era. */
    Rows ofTrend(TrendKey key) {
        return where("metric", key.metric()).where("cohort", key.cohort()).where("era", key.era());
    }

    /** The metric, cohort and era of a row, as the key of an exponential trend. */
    static TrendKey trendKey(PublishedRow row) {
        return new TrendKey(
                row.requireText("metric"), row.requireText("cohort"), row.requireText("era"), GrowthModel.EXPONENTIAL);
    }

    /** The rows of several trends, in the order of {@code keys}. */
    Rows ofTrends(List<TrendKey> keys) {
        return new Rows(keys.stream().flatMap(key -> ofTrend(key).stream()).toList());
    }

    /** The rows in the order that a list gives for a column's texts. Rows with a text outside the list come first. */
    Rows sortedInOrder(String column, List<String> order) {
        return sortedBy(row -> order.indexOf(row.text(column)));
    }

    /** The rows in ascending order of a value, which must not be null. */
    <T extends Comparable<T>> Rows sortedBy(Function<PublishedRow, T> value) {
        return sorted(Comparator.comparing(value));
    }

    Rows sorted(Comparator<PublishedRow> order) {
        return new Rows(all.stream().sorted(order).toList());
    }

    /** The distinct values of the rows, in ascending order. */
    <T extends Comparable<? super T>> List<T> distinctValues(Function<PublishedRow, T> value) {
        return all.stream().map(value).distinct().sorted().toList();
    }

    LocalDate earliest(String column) {
        return distinctValues(row -> row.requireDate(column)).get(0);
    }

    LocalDate latest(String column) {
        return Collections.max(distinctValues(row -> row.requireDate(column)));
    }

    PublishedRow last() {
        return all.get(all.size() - 1);
    }

    Optional<PublishedRow> first() {
        return all.stream().findFirst();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int size() {
        return all.size();
    }

    Stream<PublishedRow> stream() {
        return all.stream();
    }

    @Override
    public Iterator<PublishedRow> iterator() {
        return all.iterator();
    }
}
