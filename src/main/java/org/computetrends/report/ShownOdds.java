package org.computetrends.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;

/**
 * The rows of {@code odds} that the page shows. Each row is the answer to a question ({@link
 * org.computetrends.domain.OddsQuestion}): with what probability is a threshold reached before a date? The date is the
 * first day of a quarter. A question is answered in several <i>ways</i>. A way is an event (published, or in the
 * database) with a forecast method.
 */
final class ShownOdds {
    /** The column {@code event} is in lower case, unlike {@code status}. */
    private static final String PUBLISHED = Odds.Event.PUBLISHED.name().toLowerCase(Locale.ROOT);

    /** The largest number of thresholds with a curve. */
    private static final int CURVES = 4;

    private final DisplayNames names;
    private final Rows allOdds;
    private final Rows answers;
    /** The default answers for thresholds that no published release has reached. */
    private final Rows openAnswers;

    private final List<String> ways;

    ShownOdds(ReportInput input, DisplayNames names, ComparedMethods methods) {
        this.names = names;
        this.allOdds = input.rows("odds").where(row -> row.has("probability"));
        this.answers = allOdds.where("origin_vintage", input.vintage().toString());
        this.ways = answers.stream()
                .sorted(Comparator.comparing(
                                (PublishedRow row) -> !row.requireText("event").equals(PUBLISHED))
                        .thenComparing(methods::rank))
                .map(this::way)
                .distinct()
                .toList();
        this.openAnswers = defaultAnswers().where("status", Odds.Status.FORECAST.name());
    }

    /** All answers from the vintage analysed. */
    Rows answers() {
        return answers;
    }

    /** The answers of the run's default forecast, from the vintage analysed. */
    Rows defaultAnswers() {
        return answers.where(row -> row.isTrue("is_default"));
    }

    /** The thresholds that no published release has reached, in ascending order. */
    List<Double> openThresholds() {
        return openAnswers.distinctValues(row -> row.requireNumber("threshold"));
    }

    /** The thresholds with a curve: the lowest of {@link #openThresholds}. */
    List<Double> drawnThresholds() {
        return openThresholds().stream().limit(CURVES).toList();
    }

    /** The dates of the questions that a reader can choose, the earliest first. */
    List<LocalDate> dates() {
        return openAnswers.distinctValues(row -> row.requireDate("before"));
    }

    /** The default answers for the lowest of {@link #openThresholds}, by the next two ends of years. */
    List<PublishedRow> lowestThresholdAnswers() {
        List<Double> lowestThreshold = openThresholds().stream().limit(1).toList();
        return answersByYearEnds()
                .where(row -> row.isTrue("is_default") && lowestThreshold.contains(row.requireNumber("threshold")))
                .sortedBy(row -> row.requireDate("before"))
                .stream()
                .limit(2)
                .toList();
    }

    /** The answers whose date is a 1 January, so whose question is about the end of a year. */
    Rows answersByYearEnds() {
        return answers.where(row -> row.requireDate("before").getDayOfYear() == 1);
    }

    /** The answers to the same question in all other ways. */
    List<PublishedRow> otherAnswers(PublishedRow answer) {
        return answers.where(row -> row.requireNumber("threshold") == answer.requireNumber("threshold")
                        && row.requireDate("before").equals(answer.requireDate("before"))
                        && !way(row).equals(way(answer)))
                .sortedBy(row -> ways.indexOf(way(row)))
                .all();
    }

    /** The odds of publication by every vintage, for each of {@link #openThresholds}; the oldest vintage first. */
    Rows publishedOddsByVintage() {
        List<Double> thresholds = openThresholds();
        return allOdds.where(row -> row.requireText("event").equals(PUBLISHED)
                        && thresholds.contains(row.requireNumber("threshold")))
                .sortedBy(row -> row.requireDate("origin_vintage"));
    }

    /** The way of an answer, in words: its event unless that is publication, and its method's name. */
    String way(PublishedRow row) {
        return (row.requireText("event").equals(PUBLISHED) ? "" : "in the database, ") + names.method(row);
    }

    /** All ways: first for publication, then for the database, each in the order of {@link ComparedMethods#rank}. */
    List<String> ways() {
        return ways;
    }
}
