package org.computetrends.report;

import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.logarithmic;
import static org.computetrends.report.Layers.vega;

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
        return List.of(vega("""
                {data: {name: $}, transform: [{filter: $}],
                 mark: {type: 'rule', color: '--rule', strokeDash: [1, 3]}, encoding: {y: $}}
                """, dataset, shown, logarithmic("threshold")));
    }

    /**
     * When paths cross each threshold: the median date, and its 80% and 95% interval. What may have happened already has no
     * date.
     */
    List<Map<String, Object>> crossings() {
        Map<String, Object> dated = filter(
                shown + " && datum.status == 'DATED' && datum." + median + " >= from && datum." + median + " <= to");
        String words =
                "quantity(datum.threshold) + (small ? '' : ' · median ' + utcFormat(datum." + median + ", '%b %Y'))";
        return List.of(
                bar(dated, "95", 1.5),
                bar(dated, "80", 5),
                vega("""
                        {data: {name: $}, transform: [$], mark: $, encoding: {x: $, y: $}}
                        """, dataset, dated, Layers.diamond(70), date(median), logarithmic("threshold")),
                vega(
                        """
                        {name: $, data: {name: $},
                         transform: [$, {filter: $}, {calculate: $, as: 'crossing'}],
                         mark: {type: 'text', align: 'right', baseline: 'middle', dx: -7, fontSize: 12, color: '--ink'},
                         encoding: {x: $, y: $, text: {field: 'crossing'}}}
                        """,
                        name,
                        dataset,
                        dated,
                        "datum." + interval + "95_low - from > 0.25 * (to - from)",
                        words,
                        date(interval + "95_low"),
                        logarithmic("threshold")));
    }

    /** A bar from end to end of an interval, to the chart's edge where it has no upper end. */
    private Map<String, Object> bar(Map<String, Object> dated, String percent, double width) {
        String low = interval + percent + "_low";
        String high = "datum." + interval + percent + "_high";
        String end = "isValid(" + high + ") ? " + high + " : to";
        return vega("""
                {data: {name: $}, transform: [$, {calculate: $, as: 'end'}],
                 mark: {type: 'rule', color: '--ink', strokeWidth: $, clip: true},
                 encoding: {x: $, x2: {field: 'end'}, y: $}}
                """, dataset, dated, end, width, date(low), logarithmic("threshold"));
    }
}
