package org.computetrends.report;

import java.util.List;
import java.util.Map;

/**
 * A chart: one panel, or several panels side by side.
 *
 * @param id the chart's id in the page
 * @param description what the chart shows, for screen readers
 * @param datasets the data that the panels' specifications name
 * @param size the size of each panel
 */
record Chart(String id, String title, String description, List<Panel> panels, List<Dataset> datasets, Size size) {

    /**
     * The size of a panel in pixels. The width is not here: a panel is as wide as its container.
     *
     * @param height the height inside the axes
     * @param left the width of the labels on the left
     * @param bottom the height of the labels below
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

        /** For many rows with long names on the left: rows are lower, and names have more room. */
        static Size longNames(int rows) {
            return new Size(rows(rows * 4 / 5).height(), 520, 46);
        }

        /** For rows named by a trend's metric, cohort and era, and an axis title below. */
        static Size trends(int rows) {
            return new Size(rows(rows).height(), 345, 46);
        }
    }

    /**
     * One drawing of a chart.
     *
     * @param title its heading; empty if the chart's title is enough
     * @param specification a Vega-Lite specification that names its datasets. A colour that begins with {@code --} is a
     *     variable of the page's style sheet
     */
    record Panel(String title, Map<String, Object> specification) {}

    /** A chart of one panel, which has no title of its own. */
    static Chart ofOnePanel(
            String id,
            String title,
            String description,
            Map<String, Object> specification,
            List<Dataset> datasets,
            Size size) {
        return new Chart(id, title, description, List.of(new Panel("", specification)), datasets, size);
    }
}
