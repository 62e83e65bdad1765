package org.computetrends.report;

import static org.computetrends.report.Layers.HOVER;
import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.mark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where values are too many to be drawn one by one: a rectangle for each bin, the stronger the color the more values it has. */
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
        transforms.add(Json.object("calculate", "utcOffset('month', datum.quarter, 3)", "as", "quarter_end"));
        Map<String, Object> opacity = Json.object(
                "field",
                "n",
                "type",
                "quantitative",
                "legend",
                Json.NULL,
                "scale",
                Json.object("type", "log", "domainMin", 1, "range", List.of(0.12, 0.85)));
        return Layers.named(
                "densities",
                Layers.layer(
                        HeadlineSources.DENSITIES,
                        transforms,
                        mark("rect", "color", "--accent", "clip", true, "tooltip", HOVER),
                        encoding(
                                "x",
                                date("quarter"),
                                "x2",
                                field("quarter_end"),
                                "y",
                                height,
                                "y2",
                                field("value_to"),
                                "opacity",
                                opacity)));
    }
}
