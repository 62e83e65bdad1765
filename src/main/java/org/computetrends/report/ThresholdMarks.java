package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.logarithmic;
import static org.computetrends.report.VegaLite.vega;

import java.util.List;
import java.util.Map;

/**
 * Draws thresholds on the headline chart, and the dates on which sample paths cross them.
 *
 * @param dataset the name of the dataset of crossings
 * @param condition Vega's condition for the crossings to show
 * @param median the column of median dates
 * @param interval how columns of intervals begin: {@code ci} for {@code ci80_low} to {@code ci95_high}
 * @param labelLayer the name of the layer of labels, by which the page's script finds it
 */
record ThresholdMarks(String dataset, String condition, String median, String interval, String labelLayer) {
    /** Crossings of the default forecast. */
    static final ThresholdMarks FORECAST = new ThresholdMarks(
            HeadlineDatasets.FORECAST_CROSSINGS,
            "datum.metric == metric && datum.target == cohort",
            "median_date",
            "ci",
            "forecast_thresholds");

    /** Crossings of projections, for metrics and cohorts that the default forecast does not cover. */
    static final ThresholdMarks PROJECTION = new ThresholdMarks(
            HeadlineDatasets.PROJECTION_CROSSINGS,
            HeadlineChart.CHOSEN_COHORT,
            "simulated_median",
            "simulated",
            "thresholds");

    /** A horizontal line at each threshold. */
    Map<String, Object> thresholdLayer() {
        return vega("""
                {data: {name: $}, transform: [{filter: $}],
                 mark: {type: 'rule', color: '--rule', strokeDash: [1, 3]}, encoding: {y: $}}
                """, dataset, condition, logarithmic("threshold"));
    }

    /**
     * Bars for 95% and 80% intervals, a diamond at the median date, and a label if there is room left of the bars. A
     * crossing without a date, or with a median date outside the visible time, is not drawn.
     */
    List<Map<String, Object>> crossingLayers() {
        Map<String, Object> filter = filter(condition + " && datum.status == 'DATED' && datum." + median
                + " >= from && datum." + median + " <= to");
        // The page's script defines the function quantity, which writes a number.
        String label =
                "quantity(datum.threshold) + (small ? '' : ' · median ' + utcFormat(datum." + median + ", '%b %Y'))";
        String low = interval + "95_low";
        String hasRoom = "datum." + low + " - from > 0.25 * (to - from)";
        return List.of(
                bar(filter, "95", 1.5),
                bar(filter, "80", 5),
                vega("""
                        {data: {name: $}, transform: [$], mark: $, encoding: {x: $, y: $}}
                        """, dataset, filter, VegaLite.diamondMark(70), date(median), logarithmic("threshold")),
                vega("""
                        {name: $, data: {name: $},
                         transform: [$, {filter: $}, {calculate: $, as: 'crossing'}],
                         mark: {type: 'text', align: 'right', baseline: 'middle', dx: -7, fontSize: 12, color: '--ink'},
                         encoding: {x: $, y: $, text: {field: 'crossing'}}}
                        """, labelLayer, dataset, filter, hasRoom, label, date(low), logarithmic("threshold")));
    }

    /** A bar for an interval, which reaches the chart's edge if the interval has no upper end. */
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
