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
 * Two charts of the table {@code forecast_sensitivity}: how the median dates at which thresholds are crossed depend on
 * settings and on the start of the paths, and how they depend on the vintage.
 */
final class DateSensitivityCharts {
    private static final String SETTINGS = "dates-by-setting";
    private static final String VINTAGES = "dates-by-vintage";
    private static final String VARIED = "varied";
    private static final String COLUMNS =
            "metric, origin_vintage, start, variant, threshold, before, is_default, paths_start,"
                    + " known_to, n, probability, median_date";

    private final ChartLegend thresholds = new ChartLegend("threshold");
    private final ChartLegend starts = new ChartLegend("start");

    /** @param answers the rows of both charts; they have the same colours for thresholds and for starts of the paths */
    DateSensitivityCharts(Rows answers) {
        answers.values(row -> row.requireNumber("threshold"))
                .forEach(threshold -> thresholds.with(threshold, ShownQuestions.threshold(threshold)));
        answers.values(row -> row.requireText("start"))
                .forEach(start -> starts.with(start, DateSensitivitySection.start(start)));
    }

    DomContent thresholdWords() {
        return thresholds.words();
    }

    DomContent startWords() {
        return starts.words();
    }

    /**
     * One line of points for each start of the paths, then one for each setting varied alone. The first is the run's
     * own default start, whose dates are also dashed lines.
     *
     * @param ownAnswers the rows of the vintage analysed
     */
    Chart settings(Rows ownAnswers) {
        Rows orderedAnswers = ownAnswers.sorted(Comparator.comparing(
                        (PublishedRow row) -> !row.requireText("variant").equals(VariedTrend.BASELINE))
                .thenComparing(row -> !row.isTrue("is_default"))
                .thenComparing(DateSensitivityCharts::varied));
        Map<String, Object> drawing = VegaLite.overTime(
                orderedAnswers.earliest("median_date").minusMonths(2),
                orderedAnswers.latest("median_date").plusMonths(2),
                4,
                List.of(
                        vega(
                                """
                                {data: {name: $}, transform: [{filter: $}],
                                 mark: {type: 'rule', strokeDash: [4, 3], opacity: 0.8},
                                 encoding: {x: $, color: $}}
                                """,
                                SETTINGS,
                                VegaLite.is("variant", VariedTrend.BASELINE) + " && datum.is_default",
                                date("median_date"),
                                thresholds.colour()),
                        vega("""
                                {data: {name: $},
                                 mark: {type: 'circle', size: 70, opacity: 1, tooltip: {content: 'data'}},
                                 encoding: {x: $, y: $, color: $}}
                                """, SETTINGS, date("median_date"), IntervalsChart.names(VARIED), thresholds.colour())));
        return Chart.of(
                SETTINGS,
                "Median dates of thresholds under other settings",
                "For each setting varied alone, and each start of the paths, the median date of each threshold.",
                drawing,
                List.of(Dataset.titled(SETTINGS, orderedAnswers, VARIED, DateSensitivityCharts::varied, COLUMNS)),
                Chart.Size.rows(
                        orderedAnswers.values(DateSensitivityCharts::varied).size()));
    }

    /** The row's name: the setting that is varied, or the start of the paths. */
    private static String varied(PublishedRow row) {
        String start = DateSensitivitySection.start(row);
        return !row.requireText("variant").equals(VariedTrend.BASELINE)
                ? DateSensitivitySection.setting(row)
                : row.isTrue("is_default")
                        ? DateSensitivitySection.setting(row) + ", " + start
                        : DisplayNames.words("paths " + start);
    }

    /** The median dates from each vintage's values, with a panel for each threshold. */
    Chart vintages(Rows ofVintages) {
        LocalDate from = ofVintages.earliest("origin_vintage").minusDays(40);
        LocalDate to = ofVintages.latest("origin_vintage").plusDays(40);
        return new Chart(
                VINTAGES,
                "Median dates of thresholds, as the values of each vintage have them",
                "Points: the median date by the vintage whose values the paths rest on, for each start of the paths.",
                ofVintages.values(row -> row.requireNumber("threshold")).stream()
                        .map(threshold -> new Chart.Panel(
                                ShownQuestions.threshold(threshold),
                                VegaLite.overTime(from, to, 6, byVintage(threshold))))
                        .toList(),
                List.of(Dataset.of(VINTAGES, ofVintages, COLUMNS)),
                Chart.Size.plain(240));
    }

    private List<Map<String, Object>> byVintage(double threshold) {
        String filter = "datum.threshold == " + threshold;
        Map<String, Object> encoding = vega("""
                {x: $, color: $,
                 y: {field: 'median_date', type: 'temporal', scale: {type: 'utc', padding: 10},
                     axis: {title: null, format: '%Y', tickCount: 'year'}}}
                """, date("origin_vintage"), starts.colour());
        return List.of(vega("""
                        {data: {name: $}, transform: [{filter: $}],
                         mark: {type: 'line', strokeWidth: 1.5, opacity: 0.5}, encoding: $}
                        """, VINTAGES, filter, encoding), vega("""
                        {data: {name: $}, transform: [{filter: $}],
                         mark: {type: 'circle', size: 45, opacity: 1, tooltip: {content: 'data'}}, encoding: $}
                        """, VINTAGES, filter, encoding));
    }
}
