package org.computetrends.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.option;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;

/**
 * Odds: the probability that a release reaches a threshold by a date ({@link org.computetrends.domain.Odds}), for the
 * vintage analysed and for others, and the track record of such odds.
 */
record OddsSection(ReportInput input, DisplayNames names, ComparedMethods methods) {
    Optional<Section> section() {
        ShownQuestions questions = new ShownQuestions(input, names, methods);
        if (questions.ownAnswers().isEmpty() || questions.thresholdsAhead().isEmpty()) {
            return Optional.empty();
        }
        OddsCharts charts = new OddsCharts(questions);
        Chart history = charts.history(questions.history());
        Section section = new Section("odds", "Odds of a release by a date")
                .with(
                        p(join(
                                        answer(questions),
                                        PathsStart.sentence(
                                                questions.defaultAnswers().first(), "origin_vintage")))
                                .withClass("shows without-script"),
                        asked(questions),
                        limits(questions))
                .with(Figure.of(history, charts.historyWords(), Figure.madeTable(history)))
                .with(Figure.of(
                        charts.curves(),
                        phrase(
                                "These odds assume that growth continues as in the forecast. Beside those from the default"
                                        + " start of the paths are those from the other start, and the odds that the value is in the"
                                        + " database by then. $",
                                charts.words()),
                        byYear(questions)));
        Rows scores = input.rows("odds_backtest_summary").where(row -> row.has("brier"));
        return new OddsTrackRecord(names, methods, scores)
                .figure()
                .map(section::with)
                .or(() -> Optional.of(section));
    }

    /**
     * The odds of the lowest threshold not yet exceeded, by the ends of the first two years, in all {@link
     * ShownQuestions#ways}.
     */
    private DomContent answer(ShownQuestions questions) {
        List<DomContent> sentences = new ArrayList<>();
        for (PublishedRow row : questions.lowestAhead()) {
            List<DomContent> otherAnswers = questions.otherWays(row).stream()
                    .map(other ->
                            phrase("$, $", questions.way(other), Quote.of(other, "probability", NumberStyle.CHANCE)))
                    .toList();
            sentences.add(phrase(
                    "By $, a release above $ is published by the end of $ with probability $$.",
                    names.method(row),
                    names.thresholdWithUnit(row),
                    ShownQuestions.year(row),
                    Quote.of(row, "probability", NumberStyle.CHANCE),
                    otherAnswers.isEmpty() ? "" : phrase("; $", join(", ", otherAnswers))));
        }
        return join(sentences);
    }

    /** The controls to choose a threshold and a date. The page's script writes the answer. */
    private static DomContent asked(ShownQuestions questions) {
        LocalDate firstDate = questions.lowestAhead().stream()
                .map(row -> row.requireDate("before"))
                .findFirst()
                .orElse(questions.dates().get(0));
        return div(
                        div(
                                        Controls.chooser(
                                                "odds-threshold",
                                                "A release above",
                                                questions.thresholds().stream()
                                                        .map(threshold -> option(ShownQuestions.threshold(threshold))
                                                                .withValue(threshold.toString()))
                                                        .toList()),
                                        Controls.chooser(
                                                "odds-before",
                                                "is published by",
                                                questions.dates().stream()
                                                        .map(before -> option(by(before))
                                                                .withValue(before.toString())
                                                                .withCondSelected(before.equals(firstDate)))
                                                        .toList()))
                                .withClass("controls"),
                        div(p().withClass("answer"), ul()).withId("odds-answer").attr("aria-live", "polite"))
                .withClass("needs-script");
    }

    /** A note on the thresholds and dates to choose from, and on the command for others. */
    private static DomContent limits(ShownQuestions questions) {
        List<Double> thresholds = questions.thresholds();
        return p(
                        text("Here thresholds are powers of ten, from " + ShownQuestions.threshold(thresholds.get(0))
                                + " to "
                                + ShownQuestions.threshold(thresholds.get(thresholds.size() - 1))
                                + ", and dates are ends of quarters. For others: "),
                        code("compute-trends odds --threshold 3e27 --by 2027-02-15"),
                        text("."))
                .withClass("note");
    }

    /** The odds of each threshold by the ends of years, with a row for each of {@link ShownQuestions#ways}. */
    private DomContent byYear(ShownQuestions questions) {
        Rows rows = questions.atEndsOfYears();
        List<LocalDate> ends = rows.values(row -> row.requireDate("before"));
        List<String> ways = questions.ways();
        RowIndex index = new RowIndex(rows, "metric", "event", "method", "threshold", "before");
        Rows firstRows = rows.where(row ->
                        row.requireDate("before").equals(ends.get(0)) && (row.isTrue("is_default") || !isObserved(row)))
                .sorted(Comparator.<PublishedRow>comparingDouble(row -> row.requireNumber("threshold"))
                        .thenComparing(row -> ways.indexOf(questions.way(row))));
        QuotedTable table = new QuotedTable("Probability that a release above a threshold is published, or in the"
                        + " database, by the end of a year; ± the standard error that the number of paths leaves")
                .words("Threshold", names::thresholdWithUnit)
                .words("By", questions::way)
                .quote("Paths start", "paths_start", NumberStyle.TENTHS);
        for (LocalDate end : ends) {
            table.numbers(
                    String.valueOf(ShownQuestions.year(end)),
                    row -> index.find(row, Map.of("before", end.toString()))
                            .map(answer -> cell(row, answer))
                            .orElse(text("–")));
        }
        return table.of(firstRows);
    }

    private static DomContent cell(PublishedRow htmlRow, PublishedRow answer) {
        return isObserved(answer)
                ? text("observed")
                : span(join(
                                Quote.within(htmlRow, answer, "probability", NumberStyle.CHANCE),
                                span(
                                                text("±"),
                                                Quote.within(
                                                        htmlRow,
                                                        answer,
                                                        "monte_carlo_error",
                                                        NumberStyle.SMALL_PERCENT))
                                        .withClass("none")))
                        .withClass("range");
    }

    private static boolean isObserved(PublishedRow row) {
        return Odds.Status.OBSERVED.name().equals(row.text("status"));
    }

    /** Names the last day before a date; "the end of 2026" for 2027-01-01. */
    static String by(LocalDate end) {
        return end.getDayOfYear() == 1
                ? "the end of " + (end.getYear() - 1)
                : end.minusDays(1).toString();
    }
}
