package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.VariedTrend;

/**
 * Draws {@code forecast_sensitivity} in two charts: how median crossing dates depend on settings and on the start of
 * the paths, and how they depend on the vintage.
 */
final class DateSensitivityCharts {
    private static final String SETTINGS = "dates-by-setting";
    private static final String VINTAGES = "dates-by-vintage";
    private static final String ROW_NAME = "varied";
    private static final String COLUMNS =
            "metric, origin_vintage, start, variant, threshold, before, is_default, paths_start,"
                    + " known_to, n, probability, median_date";

    private final ChartLegend thresholds = new ChartLegend("threshold");
    private final ChartLegend starts = new ChartLegend("start");

    /** @param answers the rows of both charts; their thresholds and starts get colours */
    DateSensitivityCharts(Rows answers) {
        answers.distinctValues(row -> row.requireNumber("threshold"))
                .forEach(threshold -> thresholds.with(threshold, NumberStyle.MAGNITUDE.formatNumber(threshold)));
        answers.distinctValues(row -> row.requireText("start"))
                .forEach(start -> starts.with(start, DateSensitivitySection.start(start)));
    }

    DomContent thresholdsLegend() {
        return thresholds.html();
    }

    DomContent startsLegend() {
        return starts.html();
    }

    /**
     * The median dates of the vintage analysed: a row of points for each start of the paths, then one for each setting
     * varied alone. The run's default comes first; its dates are also drawn as dashed lines.
     *
     * @param answers rows of the vintage analysed that have a median date; at least one
     */
    Chart settings(Rows answers) {
        Rows orderedAnswers = answers.sorted(Comparator.comparing(
                        (PublishedRow row) -> !row.requireText("variant").equals(VariedTrend.BASELINE))
                .thenComparing(row -> !row.isTrue("is_default"))
                .thenComparing(DateSensitivityCharts::rowName));
        String isDefault = VegaLite.columnIs("variant", VariedTrend.BASELINE) + " && datum.is_default";
        Map<String, Object> dates = date("median_date");
        Map<String, Object> colours = thresholds.colourEncoding();
        Map<String, Object> specification = VegaLite.overTime(
                orderedAnswers.earliest("median_date").minusMonths(2),
                orderedAnswers.latest("median_date").plusMonths(2),
                4,
                List.of(
                        vega("""
                                {data: {name: $}, transform: [{filter: $}],
                                 mark: {type: 'rule', strokeDash: [4, 3], opacity: 0.8}, encoding: {x: $, color: $}}
                                """, SETTINGS, isDefault, dates, colours),
                        vega("""
                                {data: {name: $}, mark: {type: 'circle', size: 70, opacity: 1, tooltip: {content: 'data'}},
                                 encoding: {x: $, y: $, color: $}}
                                """, SETTINGS, dates, ForestPlot.nameAxis(ROW_NAME), colours)));
        return Chart.ofOnePanel(
                SETTINGS,
                "Median dates of thresholds under other settings",
                "For each setting varied alone, and each start of the paths, the median date of each threshold.",
                specification,
                List.of(Dataset.withDisplayNames(
                        SETTINGS, orderedAnswers, ROW_NAME, DateSensitivityCharts::rowName, COLUMNS)),
                Chart.Size.rows(orderedAnswers
                        .distinctValues(DateSensitivityCharts::rowName)
                        .size()));
    }

    /** A row's label: the varied setting, or the start of the paths; for the default, "As in this run" and its start. */
    private static String rowName(PublishedRow row) {
        String start = DateSensitivitySection.start(row);
        return !row.requireText("variant").equals(VariedTrend.BASELINE)
                ? DateSensitivitySection.setting(row)
                : row.isTrue("is_default")
                        ? DateSensitivitySection.setting(row) + ", " + start
                        : DisplayNames.idInWords("paths " + start);
    }

    /**
     * The median dates by vintage, with a panel for each threshold.
     *
     * @param answers rows of the run's settings that have a median date; at least one
     */
    Chart vintages(Rows answers) {
        LocalDate from = answers.earliest("origin_vintage").minusDays(40);
        LocalDate to = answers.latest("origin_vintage").plusDays(40);
        return new Chart(
                VINTAGES,
                "Median dates of thresholds by the values of each vintage",
                "Points: the median date by vintage, for each start of the paths.",
                answers.distinctValues(row -> row.requireNumber("threshold")).stream()
                        .map(threshold -> new Chart.Panel(
                                NumberStyle.MAGNITUDE.formatNumber(threshold),
                                VegaLite.overTime(from, to, 6, vintageLayers(threshold))))
                        .toList(),
                List.of(Dataset.of(VINTAGES, answers, COLUMNS)),
                Chart.Size.plain(240));
    }

    private List<Map<String, Object>> vintageLayers(double threshold) {
        String filter = "datum.threshold == " + threshold;
        Map<String, Object> encoding = vega("""
                {x: $, color: $,
                 y: {field: 'median_date', type: 'temporal', scale: {type: 'utc', padding: 10},
                     axis: {title: null, format: '%Y', tickCount: 'year'}}}
                """, date("origin_vintage"), starts.colourEncoding());
        return List.of(vega("""
                        {data: {name: $}, transform: [{filter: $}],
                         mark: {type: 'line', strokeWidth: 1.5, opacity: 0.5}, encoding: $}
                        """, VINTAGES, filter, encoding), vega("""
                        {data: {name: $}, transform: [{filter: $}],
                         mark: {type: 'circle', size: 45, opacity: 1, tooltip: {content: 'data'}}, encoding: $}
                        """, VINTAGES, filter, encoding));
    }
}
