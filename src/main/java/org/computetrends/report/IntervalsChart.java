package org.computetrends.report;

import static org.computetrends.report.VegaLite.vega;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A forest plot: named estimates below each other, each a point with its interval. */
final class IntervalsChart {

    private IntervalsChart() {}

    /**
     * The specification.
     *
     * @param dataset what is drawn, in the order of display
     * @param name the column of names
     * @param estimate the column of points
     * @param low the column of the intervals' lower ends
     * @param high the column of their upper ends
     * @param axis the encoding of the horizontal axis, without its field
     * @param moreLayers layers to draw in front
     */
    static Map<String, Object> of(
            String dataset,
            String name,
            String estimate,
            String low,
            String high,
            Map<String, Object> axis,
            List<Map<String, Object>> moreLayers) {
        List<Map<String, Object>> layers = new ArrayList<>();
        layers.add(vega("""
                {data: {name: $},
                 mark: {type: 'rule', color: '--accent', strokeWidth: 3, opacity: 0.55, clip: true},
                 encoding: {x: $, x2: {field: $}}}
                """, dataset, withTitle(axis, low), high));
        layers.add(vega("""
                {data: {name: $},
                 mark: {type: 'circle', color: '--accent', opacity: 1, size: 64, tooltip: {content: 'data'}, clip: true},
                 encoding: {x: $}}
                """, dataset, withTitle(axis, estimate)));
        layers.addAll(moreLayers);
        return vega("{encoding: {y: $}, layer: $}", names(name), layers);
    }

    /** The vertical axis of names below each other, in the order of the rows. */
    static Map<String, Object> names(String column) {
        return vega("""
                {field: $, type: 'nominal', sort: null,
                 axis: {title: null, labelColor: '--ink', domain: false, ticks: false, grid: true}}
                """, column);
    }

    private static Map<String, Object> withTitle(Map<String, Object> axis, String field) {
        Map<String, Object> encoding = new LinkedHashMap<>(axis);
        encoding.put("field", field);
        return encoding;
    }

    /** A plain axis of numbers with a title. */
    static Map<String, Object> numbers(String title) {
        return vega("""
                {type: 'quantitative', scale: {zero: false, nice: true, padding: 8}, axis: {title: $, tickCount: 6}}
                """, title);
    }

    /** A plain axis of dates. */
    static Map<String, Object> dates() {
        return vega("""
                {type: 'temporal', scale: {type: 'utc', padding: 8}, axis: {title: null, format: '%Y', tickCount: 8}}
                """);
    }
}
