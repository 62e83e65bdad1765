package org.computetrends.report;

import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;

/** The table of {@link org.computetrends.domain.Odds odds}. */
final class QuestionTables {

    private QuestionTables() {}

    /** The odds of each threshold by the ends of years, with a row for each of {@link ShownQuestions#ways}. */
    static DomContent byYear(ShownQuestions questions) {
        Rows rows = questions.atEndsOfYears();
        List<LocalDate> ends = rows.values(row -> row.requireDate("before"));
        List<String> ways = questions.ways();
        Map<List<String>, PublishedRow> index = rows.index("metric", "event", "method", "threshold", "before");
        Rows firstRows = rows.where(row ->
                        row.requireDate("before").equals(ends.get(0)) && (row.isTrue("is_default") || !isObserved(row)))
                .sorted(Comparator.<PublishedRow>comparingDouble(row -> row.requireNumber("threshold"))
                        .thenComparing(row -> ways.indexOf(questions.way(row))));
        QuotedTable table = new QuotedTable("Probability that a release above a threshold is published, or in the"
                        + " database, by the end of a year; ± the standard error that the number of paths leaves")
                .words("Threshold", questions::threshold)
                .words("By", questions::way)
                .quote("Paths start", "paths_start", NumberStyle.TENTHS);
        for (LocalDate end : ends) {
            table.numbers(String.valueOf(ShownQuestions.year(end)), row -> cell(row, answerAt(index, row, end)));
        }
        return table.of(firstRows);
    }

    private static Optional<PublishedRow> answerAt(
            Map<List<String>, PublishedRow> index, PublishedRow row, LocalDate end) {
        List<String> key = new ArrayList<>(Rows.texts(row, "metric", "event", "method", "threshold"));
        key.add(end.toString());
        return Optional.ofNullable(index.get(key));
    }

    private static DomContent cell(PublishedRow htmlRow, Optional<PublishedRow> answered) {
        return answered.map(row -> isObserved(row) ? (DomContent) text("observed") : answer(htmlRow, row))
                .orElse(text("–"));
    }

    private static boolean isObserved(PublishedRow row) {
        return Odds.Status.OBSERVED.name().equals(row.text("status"));
    }

    private static DomContent answer(PublishedRow htmlRow, PublishedRow row) {
        return span(join(
                        Quote.within(htmlRow, row, "probability", NumberStyle.CHANCE),
                        span(text("±"), Quote.within(htmlRow, row, "monte_carlo_error", NumberStyle.SMALL_PERCENT))
                                .withClass("none")))
                .withClass("range");
    }
}
