package org.computetrends.report;

import static j2html.TagCreator.text;
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
import org.computetrends.domain.VariedTrend;

/**
 * The section on how crossing dates and probabilities depend on settings, on the {@link
 * org.computetrends.domain.Vintage} and on the start of the sample paths: the rows of {@code forecast_sensitivity}. A
 * row has the answer for one threshold and one date asked: the probability by that date, and the median date.
 */
record DateSensitivitySection(ReportInput input, DisplayNames names) {
    /** Display names for the starts of the paths. */
    private static final Map<String, String> STARTS = Map.of(
            "vintage_day", "from the vintage’s day",
            "last_value", "from the last known value",
            "known_to", "from the end of coverage");

    /** Display names for the settings whose ids are unclear. */
    private static final Map<String, String> SETTINGS = Map.of(
            "years", "Years of releases that the line is fitted to",
            "rate-years", "Years that the arrival rate is estimated from",
            "rate-lag-months", "Months from the arrival rate’s years to the paths’ start");

    Optional<Section> section() {
        Rows allAnswers = input.rows("forecast_sensitivity").where(row -> row.has("probability"));
        RowIndex index =
                new RowIndex(allAnswers, "metric", "origin_vintage", "start", "variant", "threshold", "before");
        // Rows that differ only in the date asked have the same median date, so rows of one date are enough.
        List<LocalDate> dates = allAnswers.distinctValues(row -> row.requireDate("before"));
        Rows answers = dates.isEmpty()
                ? allAnswers
                : allAnswers.where("before", dates.get(0).toString());
        Rows currentAnswers = answers.where("origin_vintage", input.vintage().toString());
        Rows datedCurrentAnswers = currentAnswers.where(row -> row.has("median_date"));
        Rows baselineAnswers = answers.where("variant", VariedTrend.BASELINE);
        Rows datedBaselineAnswers = baselineAnswers.where(row -> row.has("median_date"));
        if (datedCurrentAnswers.isEmpty() || datedBaselineAnswers.isEmpty()) {
            return Optional.empty();
        }
        DateSensitivityCharts charts = new DateSensitivityCharts(answers);
        Rows defaultAnswers = currentAnswers.where(row -> row.isTrue("is_default"));
        DomContent pathsStart = PathsStart.sentence(defaultAnswers.first(), "origin_vintage");
        String everyVintage = "The run’s settings on the values of each vintage, from three starts of the paths";
        return Optional.of(new Section("date-sensitivity", "What the dates depend on")
                .with(Figure.of(
                        charts.settings(datedCurrentAnswers),
                        join(dateRanges(answers), pathsStart, charts.thresholdsLegend()),
                        table("Other settings and starts of the paths, on this vintage", currentAnswers, dates, index)))
                .with(Figure.of(
                        charts.vintages(datedBaselineAnswers),
                        phrase(everyVintage + ". $", charts.startsLegend()),
                        table(everyVintage, baselineAnswers, dates, index))));
    }

    /**
     * For each threshold with a median date: the earliest and the latest median date. If some row has no median date,
     * because fewer than half of its paths reach the threshold by the last date asked, a sentence names one of these rows.
     */
    private DomContent dateRanges(Rows answers) {
        List<DomContent> sentences = new ArrayList<>();
        for (double threshold : answers.distinctValues(row -> row.requireNumber("threshold"))) {
            Rows ofThreshold = answers.where(row -> row.requireNumber("threshold") == threshold);
            Rows datedAnswers =
                    ofThreshold.where(row -> row.has("median_date")).sortedBy(row -> row.requireDate("median_date"));
            if (!datedAnswers.isEmpty()) {
                sentences.add(dateRange(datedAnswers.all().get(0), datedAnswers.last()));
                ofThreshold
                        .where(row -> !row.has("median_date")
                                && Odds.Status.FORECAST.name().equals(row.text("status")))
                        .first()
                        .ifPresent(row ->
                                sentences.add(text("By the last date asked, fewer than half of the paths reach it ("
                                        + source(row) + ").")));
            }
        }
        return join(sentences);
    }

    private DomContent dateRange(PublishedRow earliestAnswer, PublishedRow latestAnswer) {
        return phrase(
                "The median date of $ ranges from $ ($) to $ ($).",
                names.thresholdWithUnit(earliestAnswer),
                Quote.of(earliestAnswer, "median_date", NumberStyle.DATE),
                source(earliestAnswer),
                Quote.of(latestAnswer, "median_date", NumberStyle.DATE),
                source(latestAnswer));
    }

    /** What a row varies: the setting, if a setting is varied; otherwise the vintage and the start of the paths. */
    private String source(PublishedRow row) {
        boolean isCurrent = row.requireDate("origin_vintage").equals(input.vintage());
        return isCurrent && !row.requireText("variant").equals(VariedTrend.BASELINE)
                ? setting(row)
                : (isCurrent ? "this vintage" : "vintage " + row.requireText("origin_vintage")) + ", " + start(row);
    }

    /** The name and value of the setting that a row varies. */
    static String setting(PublishedRow row) {
        String name = SETTINGS.get(row.requireText("setting"));
        return name == null ? SensitivitySection.variedSetting(row) : name + ": " + row.requireText("value");
    }

    /** Where a row's paths start, in words. */
    static String start(PublishedRow row) {
        return start(row.requireText("start"));
    }

    static String start(String id) {
        return STARTS.getOrDefault(id, DisplayNames.idInWords(id));
    }

    private DomContent table(String title, Rows rows, List<LocalDate> dates, RowIndex index) {
        QuotedTable table = new QuotedTable(title + ": the day by which half of the paths reach the threshold, and the"
                        + " probability that a release does by each date")
                .text("Threshold", names::thresholdWithUnit)
                .text("Vintage", "origin_vintage")
                .text("Setting", DateSensitivitySection::setting)
                .text("Paths start", row -> row.requireText("paths_start") + ", " + start(row))
                .numericCell("Median date", DateSensitivitySection::medianDate);
        for (LocalDate date : dates) {
            table.numericCell(
                    DisplayNames.idInWords(OddsSection.lastDayBefore(date)),
                    row -> index.counterpart(row, Map.of("before", date.toString()))
                            .map(answer -> Quote.inRow(row, answer, "probability", NumberStyle.PROBABILITY))
                            .orElse(text("–")));
        }
        return table.html(rows.sorted(Comparator.<PublishedRow>comparingDouble(row -> row.requireNumber("threshold"))
                .thenComparing(row -> row.requireDate("origin_vintage"), Comparator.reverseOrder())));
    }

    /** The median date; "later" if fewer than half of the paths reach the threshold by the last date asked. */
    private static DomContent medianDate(PublishedRow row) {
        return row.requireText("status").equals(Odds.Status.OBSERVED.name())
                ? text("observed")
                : row.has("median_date") ? Quote.inRow(row, row, "median_date", NumberStyle.DATE) : text("later");
    }
}
