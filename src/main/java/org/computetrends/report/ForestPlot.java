package org.computetrends.report;

import static org.computetrends.report.VegaLite.vega;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A forest plot: estimates below each other, each a point with its interval and a name on the left.
 *
 * @param dataset the name of the dataset; its rows are drawn from top to bottom
 * @param names the column of names
 * @param estimate the column of estimates
 * @param low the column of the intervals' lower ends
 * @param high the column of the intervals' upper ends
 */
record ForestPlot(String dataset, String names, String estimate, String low, String high) {

    /**
     * The Vega-Lite specification.
     *
     * @param axis the encoding of the horizontal axis, without its field
     * @param frontLayers more layers, in front of intervals and estimates
     */
    Map<String, Object> specification(Map<String, Object> axis, List<Map<String, Object>> frontLayers) {
        List<Map<String, Object>> layers = new ArrayList<>();
        layers.add(vega("""
                {data: {name: $},
                 mark: {type: 'rule', color: '--accent', strokeWidth: 3, opacity: 0.55, clip: true},
                 encoding: {x: $, x2: {field: $}}}
                """, dataset, withField(axis, low), high));
        layers.add(vega("""
                {data: {name: $},
                 mark: {type: 'circle', color: '--accent', opacity: 1, size: 64, tooltip: {content: 'data'}, clip: true},
                 encoding: {x: $}}
                """, dataset, withField(axis, estimate)));
        layers.addAll(frontLayers);
        return vega("{encoding: {y: $}, layer: $}", nameAxis(names), layers);
    }

    /** The encoding of a vertical axis with a name for each row, in the order of the rows. */
    static Map<String, Object> nameAxis(String column) {
        return vega("""
                {field: $, type: 'nominal', sort: null,
                 axis: {title: null, labelColor: '--ink', domain: false, ticks: false, grid: true}}
                """, column);
    }

    private static Map<String, Object> withField(Map<String, Object> axis, String field) {
        Map<String, Object> encoding = new LinkedHashMap<>(axis);
        encoding.put("field", field);
        return encoding;
    }

    /** The encoding of a linear axis, without its field. */
    static Map<String, Object> numberAxis(String title) {
        return vega("""
                {type: 'quantitative', scale: {zero: false, nice: true, padding: 8}, axis: {title: $, tickCount: 6}}
                """, title);
    }

    /** The encoding of an axis of dates, without its field. */
    static Map<String, Object> dateAxis() {
        return vega("""
                {type: 'temporal', scale: {type: 'utc', padding: 8}, axis: {title: null, format: '%Y', tickCount: 8}}
                """);
    }
}
