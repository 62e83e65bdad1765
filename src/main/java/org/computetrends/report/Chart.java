package org.computetrends.report;

import java.util.List;
import java.util.Map;

/**
 * A chart: one drawing, or several of the same kind side by side.
 *
 * @param id its id in the page
 * @param alternative a description for screen readers
 * @param datasets the data that the drawings name
 */
record Chart(String id, String title, String alternative, List<Panel> panels, List<Dataset> datasets, Size size) {

    Chart {
        panels = List.copyOf(panels);
        datasets = List.copyOf(datasets);
    }

    /**
     * The size of a drawing, which is as wide as its container.
     *
     * @param height of what is drawn, in pixels
     * @param left room for labels to its left
     * @param bottom room for labels below
     */
    record Size(int height, int left, int bottom) {

        /** For an axis of numbers on the left, and no axis title below. */
        static Size plain(int height) {
            return new Size(height, 44, 26);
        }

        /** For an axis of numbers on the left, and an axis title below. */
        static Size titled(int height) {
            return new Size(height, 44, 46);
        }

        /** For rows with short names on the left, and an axis title below. */
        static Size rows(int rows) {
            return new Size(24 * Math.max(1, rows), 270, 46);
        }

        /** For rows named by a trend's metric, cohort and era, and an axis title below. */
        static Size trends(int rows) {
            return new Size(rows(rows).height(), 345, 46);
        }
    }

    /**
     * A drawing.
     *
     * @param title its heading; empty if the chart's title is enough
     * @param specification a Vega-Lite specification that names its datasets. A colour that begins with {@code --} is a variable
     *     of the page's style sheet
     */
    record Panel(String title, Map<String, Object> specification) {}

    static Chart of(
            String id,
            String title,
            String alternative,
            Map<String, Object> specification,
            List<Dataset> datasets,
            Size size) {
        return new Chart(id, title, alternative, List.of(new Panel("", specification)), datasets, size);
    }
}
