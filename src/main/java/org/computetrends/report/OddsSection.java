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
import j2html.tags.specialized.OptionTag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;

/**
 * The section on odds ({@link org.computetrends.domain.Odds}), the probability that a release reaches a threshold by a
 * date. It shows the odds from the vintage analysed, the odds from other vintages, and the track record of odds.
 */
record OddsSection(ReportInput input, DisplayNames names, ComparedMethods methods) {
    Optional<Section> section() {
        ShownOdds odds = new ShownOdds(input, names, methods);
        if (odds.answers().isEmpty() || odds.openThresholds().isEmpty()) {
            return Optional.empty();
        }
        OddsCharts charts = new OddsCharts(odds);
        Chart history = charts.history(odds.publishedOddsByVintage());
        DomContent pathsStart = PathsStart.sentence(odds.defaultAnswers().first(), "origin_vintage");
        Section section = new Section("odds", "Odds of a release by a date")
                .with(
                        p(join(answerSentences(odds), pathsStart)).withClass("shows without-script"),
                        questionControls(odds),
                        choicesNote(odds))
                .with(Figure.of(history, charts.historyLegend(), Figure.tableByScript(history)))
                .with(Figure.of(
                        charts.curves(),
                        phrase(
                                "These odds assume that growth continues as in the forecast. The second panel also has the odds"
                                        + " from the other start of the paths, and the odds that the release’s value is in the"
                                        + " database by the date. $",
                                charts.curvesLegend()),
                        tableByYear(odds)));
        Rows scores = input.rows("odds_backtest_summary").where(row -> row.has("brier"));
        return Optional.of(section.with(new OddsTrackRecord(names, methods, scores).figure()));
    }

    /** {@link ShownOdds#lowestThresholdAnswers} in sentences, each with the answers in the other ways. */
    private DomContent answerSentences(ShownOdds odds) {
        List<DomContent> sentences = new ArrayList<>();
        for (PublishedRow row : odds.lowestThresholdAnswers()) {
            List<DomContent> otherAnswers = odds.otherAnswers(row).stream()
                    .map(other ->
                            phrase("$, $", odds.way(other), Quote.of(other, "probability", NumberStyle.PROBABILITY)))
                    .toList();
            sentences.add(phrase(
                    "By $, a release of at least $ is published by the end of $ with probability $$.",
                    names.method(row),
                    names.thresholdWithUnit(row),
                    yearEndingBefore(row.requireDate("before")),
                    Quote.of(row, "probability", NumberStyle.PROBABILITY),
                    otherAnswers.isEmpty() ? "" : phrase("; $", join(", ", otherAnswers))));
        }
        return join(sentences);
    }

    /** Controls to choose a threshold and a date, and an empty element for the answer of the page's script. */
    private static DomContent questionControls(ShownOdds odds) {
        LocalDate selectedDate = odds.lowestThresholdAnswers().stream()
                .map(row -> row.requireDate("before"))
                .findFirst()
                .orElse(odds.dates().get(0));
        List<OptionTag> thresholds = odds.openThresholds().stream()
                .map(threshold ->
                        option(NumberStyle.MAGNITUDE.formatNumber(threshold)).withValue(threshold.toString()))
                .toList();
        List<OptionTag> dates = odds.dates().stream()
                .map(before -> option(lastDayBefore(before))
                        .withValue(before.toString())
                        .withCondSelected(before.equals(selectedDate)))
                .toList();
        return div(
                        div(
                                        Controls.chooser("odds-threshold", "A release of at least", thresholds),
                                        Controls.chooser("odds-before", "is published by", dates))
                                .withClass("controls"),
                        div(p().withClass("answer"), ul()).withId("odds-answer").attr("aria-live", "polite"))
                .withClass("needs-script");
    }

    /** A note on the thresholds and dates that a reader can choose, and on the command for other questions. */
    private static DomContent choicesNote(ShownOdds odds) {
        List<Double> thresholds = odds.openThresholds();
        return p(
                        text("Here thresholds are powers of ten, from "
                                + NumberStyle.MAGNITUDE.formatNumber(thresholds.get(0))
                                + " to "
                                + NumberStyle.MAGNITUDE.formatNumber(thresholds.get(thresholds.size() - 1))
                                + ", and dates are ends of quarters. For others: "),
                        code("compute-trends odds --threshold 3e27 --by 2027-02-15"),
                        text("."))
                .withClass("note");
    }

    /**
     * The odds by the ends of years: a row for each threshold and way, a column for each year. A threshold that has
     * been reached has only the default's row, because every way would show the same: "observed".
     */
    private DomContent tableByYear(ShownOdds odds) {
        Rows rows = odds.answersByYearEnds();
        List<LocalDate> dates = rows.distinctValues(row -> row.requireDate("before"));
        RowIndex index = new RowIndex(rows, "metric", "event", "method", "threshold", "before");
        // The HTML table has one row for each of these; its cells find the answers by other dates.
        Rows rowsOfFirstDate = rows.where(row -> row.requireDate("before").equals(dates.get(0))
                        && (row.isTrue("is_default") || !isObserved(row)))
                .sorted(Comparator.<PublishedRow>comparingDouble(row -> row.requireNumber("threshold"))
                        .thenComparing(row -> odds.ways().indexOf(odds.way(row))));
        QuotedTable table = new QuotedTable("Probability that a release at or above a threshold is published, or in the"
                        + " database, by the end of a year; ± the standard error that the number of paths leaves")
                .text("Threshold", names::thresholdWithUnit)
                .text("By", odds::way)
                .quote("Paths start", "paths_start", NumberStyle.DATE);
        for (LocalDate date : dates) {
            table.numericCell(
                    String.valueOf(yearEndingBefore(date)),
                    row -> index.counterpart(row, Map.of("before", date.toString()))
                            .map(answer -> cell(row, answer))
                            .orElse(text("–")));
        }
        return table.html(rowsOfFirstDate);
    }

    private static DomContent cell(PublishedRow htmlRow, PublishedRow answer) {
        if (isObserved(answer)) {
            return text("observed");
        }
        DomContent probability = Quote.inRow(htmlRow, answer, "probability", NumberStyle.PROBABILITY);
        DomContent error = Quote.inRow(htmlRow, answer, "monte_carlo_error", NumberStyle.SMALL_PERCENT);
        return span(join(probability, span(text("±"), error).withClass("none"))).withClass("range");
    }

    private static boolean isObserved(PublishedRow row) {
        return Odds.Status.OBSERVED.name().equals(row.text("status"));
    }

    /** The last day before a date, in words if it ends a year: "the end of 2026" for 2027-01-01. */
    static String lastDayBefore(LocalDate date) {
        return date.getDayOfYear() == 1
                ? "the end of " + yearEndingBefore(date)
                : date.minusDays(1).toString();
    }

    private static int yearEndingBefore(LocalDate date) {
        return date.minusDays(1).getYear();
    }
}
