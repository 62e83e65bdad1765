package org.computetrends.report;

import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.vega;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws bins if there are too many values to draw each: the more values a bin has, the stronger its colour. */
final class DensityMarks {

    /** Where a bin begins. */
    static final String FROM = "value_from";

    private DensityMarks() {}

    /**
     * A layer of bins.
     *
     * @param shown transforms that choose which
     * @param height the axis of where bins begin
     */
    static Map<String, Object> layer(List<Map<String, Object>> shown, Map<String, Object> height) {
        List<Map<String, Object>> transforms = new ArrayList<>(shown);
        transforms.add(vega("{calculate: \"utcOffset('month', datum.quarter, 3)\", as: 'quarter_end'}"));
        return vega("""
                {name: 'densities', data: {name: $}, transform: $,
                 mark: {type: 'rect', color: '--accent', clip: true, tooltip: {content: 'data'}},
                 encoding: {
                   x: $, x2: {field: 'quarter_end'}, y: $, y2: {field: 'value_to'},
                   opacity: {field: 'n', type: 'quantitative', legend: null,
                             scale: {type: 'log', domainMin: 1, range: [0.12, 0.85]}}}}
                """, HeadlineSources.DENSITIES, transforms, date("quarter"), height);
    }
}
