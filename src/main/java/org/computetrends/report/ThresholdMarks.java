package org.computetrends.report;

import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.logarithmic;
import static org.computetrends.report.Layers.mark;
import static org.computetrends.report.Layers.named;

import java.util.List;
import java.util.Map;

/**
 * Thresholds of the headline chart, and when sample paths cross them.
 *
 * @param dataset whose crossings
 * @param shown which of them the view shows
 * @param median the column of median dates
 * @param interval what the columns of intervals begin with
 * @param name by which its labels are found
 */
record ThresholdMarks(String dataset, String shown, String median, String interval, String name) {
    /** Of the default forecast. */
    static final ThresholdMarks FORECAST = new ThresholdMarks(
            HeadlineSources.FORECAST_CROSSINGS,
            "datum.metric == metric && datum.target == cohort",
            "median_date",
            "ci",
            "forecast_thresholds");

    /** Of other metrics and cohorts. */
    static final ThresholdMarks OTHER = new ThresholdMarks(
            HeadlineSources.CROSSINGS, HeadlineChart.SHOWN, "simulated_median", "simulated", "thresholds");

    List<Map<String, Object>> lines() {
        return list(layer(
                dataset,
                list(filter(shown)),
                mark("rule", "color", "--rule", "strokeDash", List.of(1, 3)),
                encoding("y", logarithmic("threshold"))));
    }

    /**
     * When paths cross each threshold: the median date, and its 80% and 95% interval. What may have happened already has no
     * date.
     */
    List<Map<String, Object>> crossings() {
        Map<String, Object> dated = filter(
                shown + " && datum.status == 'DATED' && datum." + median + " >= from && datum." + median + " <= to");
        return list(
                bar(dated, "95", 1.5),
                bar(dated, "80", 5),
                layer(
                        dataset,
                        list(dated),
                        Layers.diamond(70),
                        encoding("x", date(median), "y", logarithmic("threshold"))),
                named(
                        name,
                        layer(
                                dataset,
                                list(
                                        dated,
                                        filter("datum." + interval + "95_low - from > 0.25 * (to - from)"),
                                        Json.object(
                                                "calculate",
                                                "quantity(datum.threshold) + (small ? '' : ' · ' + utcFormat(datum."
                                                        + median + ", '%b %Y'))",
                                                "as",
                                                "crossing")),
                                mark(
                                        "text",
                                        "align",
                                        "right",
                                        "baseline",
                                        "middle",
                                        "dx",
                                        -7,
                                        "fontSize",
                                        12,
                                        "color",
                                        "--ink"),
                                encoding(
                                        "x",
                                        date(interval + "95_low"),
                                        "y",
                                        logarithmic("threshold"),
                                        "text",
                                        field("crossing")))));
    }

    /** A bar from end to end of an interval, to the chart's edge where it has no upper end. */
    private Map<String, Object> bar(Map<String, Object> dated, String percent, double width) {
        String high = "datum." + interval + percent + "_high";
        return layer(
                dataset,
                list(dated, Json.object("calculate", "isValid(" + high + ") ? " + high + " : to", "as", "end")),
                mark("rule", "color", "--ink", "strokeWidth", width, "clip", true),
                encoding("x", date(interval + percent + "_low"), "x2", field("end"), "y", logarithmic("threshold")));
    }
}
