package org.computetrends.report;

import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.mark;

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
     * @param axis the horizontal axis and scale
     */
    static Map<String, Object> of(
            String dataset, String name, String estimate, String low, String high, Map<String, Object> axis) {
        Map<String, Object> names = Json.object(
                "field",
                name,
                "type",
                "nominal",
                "sort",
                Json.NULL,
                "axis",
                Json.object("title", Json.NULL, "labelColor", "--ink", "domain", false, "ticks", false, "grid", true));
        return Json.object(
                "encoding",
                Json.object("y", names),
                "layer",
                list(
                        layer(
                                dataset,
                                List.of(),
                                mark("rule", "color", "--accent", "strokeWidth", 3, "opacity", 0.55, "clip", true),
                                encoding("x", named(axis, low), "x2", field(high))),
                        layer(
                                dataset,
                                List.of(),
                                mark(
                                        "circle",
                                        "color",
                                        "--accent",
                                        "opacity",
                                        1,
                                        "size",
                                        64,
                                        "tooltip",
                                        Layers.HOVER,
                                        "clip",
                                        true),
                                encoding("x", named(axis, estimate)))));
    }

    private static Map<String, Object> named(Map<String, Object> axis, String field) {
        Map<String, Object> encoding = new LinkedHashMap<>(Json.object("field", field));
        encoding.putAll(axis);
        return encoding;
    }

    /** A plain axis of numbers with a title. */
    static Map<String, Object> numbers(String title) {
        return Json.object(
                "type", "quantitative",
                "scale", Json.object("zero", false, "nice", true, "padding", 8),
                "axis", Json.object("title", title, "tickCount", 6));
    }

    /** A plain axis of dates. */
    static Map<String, Object> dates() {
        return Json.object(
                "type", "temporal",
                "scale", Json.object("type", "utc", "padding", 8),
                "axis", Json.object("title", Json.NULL, "format", "%Y", "tickCount", 8));
    }
}
