package org.computetrends.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;

/** The questions of odds that the page shows: rows of {@code odds} if growth continues. */
final class ShownQuestions {
    private static final String PUBLISHED = Odds.Event.PUBLISHED.name().toLowerCase(Locale.ROOT);

    /** Thresholds that have a curve. */
    private static final int CURVES = 4;

    private final Names names;
    private final Rows all;
    private final Rows own;
    private final Rows askable;
    private final List<Double> ahead;
    private final List<String> ways;

    ShownQuestions(ReportInput input, Names names, ComparedMethods methods) {
        this.names = names;
        this.all = input.rows("odds").where(row -> row.has("probability"));
        this.own = all.where("origin_vintage", input.vintage().toString());
        this.ways = own.stream()
                .sorted(Comparator.comparing(
                                (PublishedRow row) -> !row.requireText("event").equals(PUBLISHED))
                        .thenComparing(methods::place))
                .map(this::way)
                .distinct()
                .toList();
        this.askable = usual().where("status", Odds.Status.FORECAST.name());
        this.ahead = thresholds().stream().limit(CURVES).toList();
    }

    /** The vintage's odds of a release being published, by its default method. */
    Rows usual() {
        return own.where(row -> row.isTrue("is_default"));
    }

    /** The lowest thresholds that no published release has exceeded. */
    List<Double> ahead() {
        return ahead;
    }

    /** All thresholds that no published release has exceeded, the lowest first. */
    List<Double> thresholds() {
        return askable.values(row -> row.requireNumber("threshold"));
    }

    /** The dates that can be asked of, the earliest first. */
    List<LocalDate> dates() {
        return askable.values(row -> row.requireDate("before"));
    }

    /** The vintage's odds at the turns of quarters, in every way they are answered. */
    Rows drawn() {
        return own;
    }

    private boolean isLowestAhead(PublishedRow row) {
        return !ahead.isEmpty() && row.requireNumber("threshold") == ahead.get(0);
    }

    /** The default odds of the lowest threshold ahead by the ends of the first two years. */
    List<PublishedRow> lowestAhead() {
        return atEndsOfYears().where(row -> row.isTrue("is_default") && isLowestAhead(row)).stream()
                .sorted(Comparator.comparing(row -> row.requireDate("before")))
                .limit(2)
                .toList();
    }

    Rows atEndsOfYears() {
        return own.where(row -> row.requireDate("before").getDayOfYear() == 1);
    }

    /** The same question, answered from the other start of the paths, and when its value is in the database. */
    List<PublishedRow> otherWays(PublishedRow question) {
        return own.where(row -> row.requireNumber("threshold") == question.requireNumber("threshold")
                        && row.requireDate("before").equals(question.requireDate("before"))
                        && !way(row).equals(way(question)))
                .by(row -> ways.indexOf(way(row)))
                .all();
    }

    /** What vintages gave for a release above the thresholds ahead being published, the oldest vintage first. */
    Rows history() {
        List<Double> thresholds = thresholds();
        return all.where(row -> row.requireText("event").equals(PUBLISHED)
                        && thresholds.contains(row.requireNumber("threshold")))
                .by(row -> row.requireDate("origin_vintage"));
    }

    /** A row's threshold with its unit. */
    String threshold(PublishedRow row) {
        return threshold(row.requireNumber("threshold")) + " " + names.unit(row.requireText("metric"));
    }

    static String threshold(double value) {
        return NumberStyle.POWER.number(value);
    }

    /** The year whose end a row asks of. */
    static int year(PublishedRow row) {
        return year(row.requireDate("before"));
    }

    static int year(LocalDate before) {
        return before.minusDays(1).getYear();
    }

    /** What a row is of, beside the threshold and the date: event and method. */
    String way(PublishedRow row) {
        return (row.requireText("event").equals(PUBLISHED) ? "" : "in the database, ")
                + names.method(row.requireText("method"));
    }

    /** The ways in the order of the methods, published before in the database. */
    List<String> ways() {
        return ways;
    }
}
