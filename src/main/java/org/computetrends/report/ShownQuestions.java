package org.computetrends.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;

/**
 * The rows of {@code odds} that the page shows. A question ({@link org.computetrends.domain.OddsQuestion}) has a threshold and
 * a date. It is answered in several <i>ways</i>: an event (published, or in the database) with a forecast method.
 */
final class ShownQuestions {
    private static final String PUBLISHED = Odds.Event.PUBLISHED.name().toLowerCase(Locale.ROOT);

    /** The most thresholds with a curve. */
    private static final int CURVES = 4;

    private final DisplayNames names;
    private final Rows allOdds;
    private final Rows ownOdds;
    private final Rows askableOdds;
    private final List<Double> thresholdsAhead;
    private final List<String> ways;

    ShownQuestions(ReportInput input, DisplayNames names, ComparedMethods methods) {
        this.names = names;
        this.allOdds = input.rows("odds").where(row -> row.has("probability"));
        this.ownOdds = allOdds.where("origin_vintage", input.vintage().toString());
        this.ways = ownOdds.stream()
                .sorted(Comparator.comparing(
                                (PublishedRow row) -> !row.requireText("event").equals(PUBLISHED))
                        .thenComparing(methods::rank))
                .map(this::way)
                .distinct()
                .toList();
        this.askableOdds = defaultAnswers().where("status", Odds.Status.FORECAST.name());
        this.thresholdsAhead = thresholds().stream().limit(CURVES).toList();
    }

    /** The answers of the default way, from the vintage analysed. */
    Rows defaultAnswers() {
        return ownOdds.where(row -> row.isTrue("is_default"));
    }

    /** The thresholds with a curve: the lowest ones that no published release has exceeded. */
    List<Double> thresholdsAhead() {
        return thresholdsAhead;
    }

    /** All thresholds that no published release has exceeded, the lowest first. */
    List<Double> thresholds() {
        return askableOdds.values(row -> row.requireNumber("threshold"));
    }

    /** The dates to choose from, the earliest first. */
    List<LocalDate> dates() {
        return askableOdds.values(row -> row.requireDate("before"));
    }

    /** All answers from the vintage analysed. Dates are ends of quarters. */
    Rows ownAnswers() {
        return ownOdds;
    }

    /** The default answers for the lowest threshold not yet exceeded, by the ends of the first two years. */
    List<PublishedRow> lowestAhead() {
        return atEndsOfYears()
                .where(row -> row.isTrue("is_default") && thresholdsAhead.indexOf(row.requireNumber("threshold")) == 0)
                .stream()
                .sorted(Comparator.comparing(row -> row.requireDate("before")))
                .limit(2)
                .toList();
    }

    Rows atEndsOfYears() {
        return ownOdds.where(row -> row.requireDate("before").getDayOfYear() == 1);
    }

    /** The answers to the same question in all other ways. */
    List<PublishedRow> otherWays(PublishedRow question) {
        return ownOdds.where(row -> row.requireNumber("threshold") == question.requireNumber("threshold")
                        && row.requireDate("before").equals(question.requireDate("before"))
                        && !way(row).equals(way(question)))
                .by(row -> ways.indexOf(way(row)))
                .all();
    }

    /** The answers from every vintage for publication above the thresholds not yet exceeded, the oldest vintage first. */
    Rows history() {
        List<Double> thresholds = thresholds();
        return allOdds.where(row -> row.requireText("event").equals(PUBLISHED)
                        && thresholds.contains(row.requireNumber("threshold")))
                .by(row -> row.requireDate("origin_vintage"));
    }

    static String threshold(double value) {
        return NumberStyle.POWER.number(value);
    }

    /** The year at whose end a row's question ends. */
    static int year(PublishedRow row) {
        return year(row.requireDate("before"));
    }

    static int year(LocalDate end) {
        return end.minusDays(1).getYear();
    }

    /** The way of a row: its event and its method's name. */
    String way(PublishedRow row) {
        return (row.requireText("event").equals(PUBLISHED) ? "" : "in the database, ") + names.method(row);
    }

    /** All ways: publication first, then the database, each in the order of {@link ComparedMethods}. */
    List<String> ways() {
        return ways;
    }
}
