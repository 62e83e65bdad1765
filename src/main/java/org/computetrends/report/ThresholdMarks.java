package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.logarithmic;
import static org.computetrends.report.VegaLite.vega;

import java.util.List;
import java.util.Map;

/**
 * Draws the thresholds of the headline chart, and the dates on which sample paths cross them.
 *
 * @param dataset the name of the dataset of crossings
 * @param condition Vega's condition for the crossings to show
 * @param median the column of median dates
 * @param interval the prefix of the columns of intervals
 * @param name the name of the layer of labels, for the page's script
 */
record ThresholdMarks(String dataset, String condition, String median, String interval, String name) {
    /** Crossings of the default forecast. */
    static final ThresholdMarks FORECAST = new ThresholdMarks(
            HeadlineSources.FORECAST_CROSSINGS,
            "datum.metric == metric && datum.target == cohort",
            "median_date",
            "ci",
            "forecast_thresholds");

    /** Crossings of projections, for other metrics and cohorts. */
    static final ThresholdMarks OTHER = new ThresholdMarks(
            HeadlineSources.CROSSINGS, HeadlineChart.SHOWN, "simulated_median", "simulated", "thresholds");

    Map<String, Object> lines() {
        return vega("""
                {data: {name: $}, transform: [{filter: $}],
                 mark: {type: 'rule', color: '--rule', strokeDash: [1, 3]}, encoding: {y: $}}
                """, dataset, condition, logarithmic("threshold"));
    }

    /**
     * The median date on which paths cross each threshold, with 80% and 95% intervals. A crossing that may have happened already
     * has no date and is not drawn.
     */
    List<Map<String, Object>> crossings() {
        Map<String, Object> filter = filter(condition + " && datum.status == 'DATED' && datum." + median
                + " >= from && datum." + median + " <= to");
        String words =
                "quantity(datum.threshold) + (small ? '' : ' · median ' + utcFormat(datum." + median + ", '%b %Y'))";
        return List.of(
                bar(filter, "95", 1.5),
                bar(filter, "80", 5),
                vega("""
                        {data: {name: $}, transform: [$], mark: $, encoding: {x: $, y: $}}
                        """, dataset, filter, VegaLite.diamond(70), date(median), logarithmic("threshold")),
                vega(
                        """
                        {name: $, data: {name: $},
                         transform: [$, {filter: $}, {calculate: $, as: 'crossing'}],
                         mark: {type: 'text', align: 'right', baseline: 'middle', dx: -7, fontSize: 12, color: '--ink'},
                         encoding: {x: $, y: $, text: {field: 'crossing'}}}
                        """,
                        name,
                        dataset,
                        filter,
                        "datum." + interval + "95_low - from > 0.25 * (to - from)",
                        words,
                        date(interval + "95_low"),
                        logarithmic("threshold")));
    }

    /** A bar for an interval. Without an upper end it reaches the chart's edge. */
    private Map<String, Object> bar(Map<String, Object> filter, String percent, double width) {
        String low = interval + percent + "_low";
        String high = "datum." + interval + percent + "_high";
        String end = "isValid(" + high + ") ? " + high + " : to";
        return vega("""
                {data: {name: $}, transform: [$, {calculate: $, as: 'end'}],
                 mark: {type: 'rule', color: '--ink', strokeWidth: $, clip: true},
                 encoding: {x: $, x2: {field: 'end'}, y: $}}
                """, dataset, filter, end, width, date(low), logarithmic("threshold"));
    }
}
