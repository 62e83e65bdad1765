package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.vega;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Shades the months from the start of the sample paths to the vintage's date, of which few values are known yet. Draws
 * nothing if paths start on the vintage's date.
 */
final class MonthsAfterCoverage {

    private MonthsAfterCoverage() {}

    /**
     * Three layers: the band, a rule where the band begins, and a label left of the rule if there is room. The chart
     * must have the parameters {@code from}, {@code to} and {@code small} (see {@link HeadlineChart}).
     *
     * @param dataset a dataset with the columns {@code paths_start} and {@code origin} (the vintage's date)
     * @param condition Vega's condition for the rows of the forecast that is shown
     */
    static List<Map<String, Object>> layers(String dataset, String condition) {
        List<Map<String, Object>> filters = List.of(
                filter(condition),
                filter("datum.paths_start < datum.origin && datum.paths_start >= from && datum.paths_start <= to"),
                // One row is enough: the dataset repeats the two dates in each row.
                vega("{aggregate: [], groupby: ['paths_start', 'origin']}"),
                vega("{calculate: 'min(datum.origin, to)', as: 'end'}"));
        List<Map<String, Object>> labelFilters = new ArrayList<>(filters);
        labelFilters.add(filter("datum.paths_start - from > 0.35 * (to - from)"));
        labelFilters.add(vega("""
                {calculate: "'Few values since ' + utcFormat(datum.paths_start, '%b %Y') + (small ? '' : ', where coverage ends and paths start')",
                 as: 'words'}
                """));
        Map<String, Object> labelMark = VegaLite.ruleLabelMark(vega("{expr: 'small ? 20 : 0'}"), "--trend");
        return List.of(
                vega("""
                        {name: 'without_values', data: {name: $}, transform: $,
                         mark: {type: 'rect', color: '--muted', opacity: 0.16},
                         encoding: {x: $, x2: {field: 'end'}}}
                        """, dataset, filters, date("paths_start")),
                vega("""
                        {data: {name: $}, transform: $,
                         mark: {type: 'rule', color: '--trend', strokeWidth: 1, strokeDash: [2, 3]},
                         encoding: {x: $}}
                        """, dataset, filters, date("paths_start")),
                vega("""
                        {data: {name: $}, transform: $, mark: $, encoding: {x: $, text: {field: 'words'}}}
                        """, dataset, labelFilters, labelMark, date("paths_start")));
    }
}
