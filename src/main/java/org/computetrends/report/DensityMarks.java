package org.computetrends.report;

import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.vega;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws bins of values, for inputs with too many values to draw singly. More values make a stronger colour. */
final class DensityMarks {

    /** The column with a bin's lower bound. */
    static final String FROM = "value_from";

    private DensityMarks() {}

    /**
     * A layer of bins.
     *
     * @param shown transforms that select the bins
     * @param height the encoding of a bin's lower bound
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
