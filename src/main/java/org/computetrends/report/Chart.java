package org.computetrends.report;

import java.util.List;
import java.util.Map;

/**
 * A chart: one drawing, or several of the same kind side by side.
 *
 * @param id its id in the page
 * @param title what it is of
 * @param alternative what it shows, for those who do not see it
 * @param panels the drawings
 * @param datasets what they draw
 * @param size of a drawing
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

        /** With numbers as labels, and no title below. */
        static Size plain(int height) {
            return new Size(height, 44, 26);
        }

        /** With a title below. */
        static Size titled(int height) {
            return new Size(height, 44, 46);
        }

        /** Rows with names, and a title below. */
        static Size rows(int rows) {
            return new Size(24 * Math.max(1, rows), 270, 46);
        }

        /** Rows with names of whole trends, and a title below. */
        static Size trends(int rows) {
            return new Size(rows(rows).height(), 345, 46);
        }
    }

    /**
     * A drawing.
     *
     * @param title its title; empty where the chart's says it all
     * @param specification Vega-Lite's, with datasets by name; a colour that begins with {@code --} is the page's
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
