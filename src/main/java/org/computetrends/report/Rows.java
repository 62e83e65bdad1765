package org.computetrends.report;

import java.time.LocalDate;
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

/** Some rows of a published table, with methods to filter and sort them. */
record Rows(List<PublishedRow> all) implements Iterable<PublishedRow> {

    Rows {
        all = List.copyOf(all);
    }

    /** The rows whose column has a text. */
    Rows where(String column, String text) {
        return where(row -> text.equals(row.text(column)));
    }

    /** The rows that meet a condition. */
    Rows where(Predicate<PublishedRow> condition) {
        return new Rows(all.stream().filter(condition).toList());
    }

    /** The rows of a trend's metric, cohort and era. */
    Rows of(TrendKey key) {
        return where("metric", key.metric()).where("cohort", key.cohort()).where("era", key.era());
    }

    /** The trend of a row that has a metric, a cohort and an era. */
    static TrendKey trend(PublishedRow row) {
        return new TrendKey(
                row.requireText("metric"), row.requireText("cohort"), row.requireText("era"), GrowthModel.EXPONENTIAL);
    }

    /** The rows of the given trends, in the trends' order. */
    Rows ofEach(List<TrendKey> keys) {
        return new Rows(keys.stream().flatMap(key -> of(key).stream()).toList());
    }

    /** The rows sorted by a column, in a given order of its texts. Other texts come first. */
    Rows inOrder(String column, List<String> order) {
        return by(row -> order.indexOf(row.text(column)));
    }

    /** The rows sorted by a value, which each must have. */
    <T extends Comparable<T>> Rows by(Function<PublishedRow, T> order) {
        return sorted(Comparator.comparing(order));
    }

    Rows sorted(Comparator<PublishedRow> order) {
        return new Rows(all.stream().sorted(order).toList());
    }

    /** The distinct values of the rows, sorted. */
    <T extends Comparable<? super T>> List<T> values(Function<PublishedRow, T> value) {
        return all.stream().map(value).distinct().sorted().toList();
    }

    /** The earliest date of a column. */
    LocalDate earliest(String column) {
        return values(row -> row.requireDate(column)).get(0);
    }

    /** The latest date of a column. */
    LocalDate latest(String column) {
        return all.stream()
                .map(row -> row.requireDate(column))
                .max(LocalDate::compareTo)
                .orElseThrow();
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
