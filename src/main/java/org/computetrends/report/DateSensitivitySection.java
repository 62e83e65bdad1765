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
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.VariedTrend;

/**
 * How crossing dates and probabilities of thresholds depend on settings, on the {@link
 * org.computetrends.domain.Vintage} and on the start of the paths: the rows of {@code forecast_sensitivity}.
 */
final class DateSensitivitySection {
    private static final Map<String, String> STARTS = Map.of(
            "vintage_day", "from the vintage’s day",
            "last_value", "from the last known value",
            "known_to", "from the end of coverage");

    /** Display names for the settings whose ids are unclear. */
    private static final Map<String, String> SETTINGS = Map.of(
            "years", "Years of releases in the line",
            "rate-years", "Years of releases in the rate",
            "rate-lag-months", "Months from the end of the rate’s years to the start of the paths");

    private final ReportInput input;
    private final DisplayNames names;
    private final Rows allAnswers;
    private final RowIndex index;

    DateSensitivitySection(ReportInput input, DisplayNames names) {
        this.input = input;
        this.names = names;
        this.allAnswers = input.rows("forecast_sensitivity").where(row -> row.has("probability"));
        this.index = new RowIndex(allAnswers, "metric", "origin_vintage", "start", "variant", "threshold", "before");
    }

    Optional<Section> section() {
        // A median date is the same in the rows of all dates asked: one of them is enough.
        List<LocalDate> dates = allAnswers.values(row -> row.requireDate("before"));
        Rows answers = dates.isEmpty()
                ? allAnswers
                : allAnswers.where("before", dates.get(0).toString());
        String ownVintage = input.vintage().toString();
        Rows varied = answers.where("origin_vintage", ownVintage);
        Rows datedAnswers = answers.where(row -> row.has("median_date"));
        Rows ofVintages = datedAnswers.where("variant", VariedTrend.BASELINE);
        if (varied.where(row -> row.has("median_date")).isEmpty() || ofVintages.isEmpty()) {
            return Optional.empty();
        }
        DateSensitivityCharts charts = new DateSensitivityCharts(answers);
        return Optional.of(new Section("date-sensitivity", "What the dates depend on")
                .with(Figure.of(
                        charts.settings(datedAnswers.where("origin_vintage", ownVintage)),
                        join(
                                ranges(answers),
                                PathsStart.sentence(
                                        varied.where(row -> row.isTrue("is_default"))
                                                .first(),
                                        "origin_vintage"),
                                charts.thresholdWords()),
                        table("Other settings and starts of the paths, on this vintage", varied, dates)))
                .with(Figure.of(
                        charts.vintages(ofVintages),
                        phrase(
                                "The run’s settings on the values of each vintage, from three starts of the paths. $",
                                charts.startWords()),
                        table(
                                "The run’s settings on every vintage, from three starts of the paths",
                                answers.where("variant", VariedTrend.BASELINE),
                                dates))));
    }

    /**
     * For each threshold: the earliest and the latest median date, and a setting, start or vintage whose median date is
     * after the last date asked.
     */
    private DomContent ranges(Rows answers) {
        List<DomContent> sentences = new ArrayList<>();
        for (double threshold : answers.values(row -> row.requireNumber("threshold"))) {
            Rows ofThreshold = answers.where(row -> row.requireNumber("threshold") == threshold);
            Rows datedAnswers =
                    ofThreshold.where(row -> row.has("median_date")).by(row -> row.requireDate("median_date"));
            if (!datedAnswers.isEmpty()) {
                sentences.add(range(datedAnswers.all().get(0), datedAnswers.last()));
                ofThreshold
                        .where(row -> !row.has("median_date") && "FORECAST".equals(row.text("status")))
                        .first()
                        .ifPresent(row ->
                                sentences.add(text("By the last date asked, fewer than half of the paths reach it ("
                                        + which(row) + ").")));
            }
        }
        return join(sentences);
    }

    private DomContent range(PublishedRow earliestAnswer, PublishedRow latestAnswer) {
        return phrase(
                "The median date of $ ranges from $ ($) to $ ($).",
                names.thresholdWithUnit(earliestAnswer),
                Quote.of(earliestAnswer, "median_date", NumberStyle.TENTHS),
                which(earliestAnswer),
                Quote.of(latestAnswer, "median_date", NumberStyle.TENTHS),
                which(latestAnswer));
    }

    /** What a row varies: a setting of the run's own vintage, or else the vintage and the start of the paths. */
    private String which(PublishedRow row) {
        boolean isOwn = row.requireDate("origin_vintage").equals(input.vintage());
        return isOwn && !row.requireText("variant").equals(VariedTrend.BASELINE)
                ? setting(row)
                : (isOwn ? "this vintage" : "vintage " + row.requireText("origin_vintage")) + ", " + start(row);
    }

    static String setting(PublishedRow row) {
        String words = SETTINGS.get(row.requireText("setting"));
        return words == null ? SensitivitySection.name(row) : words + ": " + row.requireText("value");
    }

    static String start(PublishedRow row) {
        return start(row.requireText("start"));
    }

    static String start(String id) {
        return STARTS.getOrDefault(id, DisplayNames.words(id));
    }

    private DomContent table(String what, Rows rows, List<LocalDate> dates) {
        QuotedTable table = new QuotedTable(what + ": the day by which half of the paths exceed the threshold, and the"
                        + " probability that a release does by each date")
                .words("Threshold", names::thresholdWithUnit)
                .words("Vintage", row -> row.requireText("origin_vintage"))
                .words("Setting", DateSensitivitySection::setting)
                .words("Paths start", row -> row.requireText("paths_start") + ", " + start(row))
                .numbers("Median date", DateSensitivitySection::median);
        for (LocalDate end : dates) {
            table.numbers(
                    DisplayNames.words(OddsSection.by(end)),
                    row -> index.find(row, Map.of("before", end.toString()))
                            .map(other -> Quote.within(row, other, "probability", NumberStyle.CHANCE))
                            .orElse(text("–")));
        }
        return table.of(rows.sorted(Comparator.<PublishedRow>comparingDouble(row -> row.requireNumber("threshold"))
                .thenComparing(row -> row.requireDate("origin_vintage"), Comparator.reverseOrder())));
    }

    private static DomContent median(PublishedRow row) {
        return row.requireText("status").equals("OBSERVED")
                ? text("observed")
                : row.has("median_date") ? Quote.within(row, row, "median_date", NumberStyle.TENTHS) : text("later");
    }
}
