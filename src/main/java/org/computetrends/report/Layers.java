package org.computetrends.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parts of Vega-Lite specifications that charts share. */
final class Layers {

    private Layers() {}

    /** A layer that draws a dataset, after transforms. */
    static Map<String, Object> layer(
            String dataset,
            List<Map<String, Object>> transforms,
            Map<String, Object> mark,
            Map<String, Object> encoding) {
        Map<String, Object> layer = Json.object("data", Json.object("name", dataset));
        if (!transforms.isEmpty()) {
            layer.put("transform", transforms);
        }
        layer.put("mark", mark);
        layer.put("encoding", encoding);
        return layer;
    }

    /** A band between two quantiles of a fan. */
    static Map<String, Object> fan(
            String dataset, List<Map<String, Object>> shown, String low, String high, double opacity) {
        return layer(
                dataset,
                shown,
                mark("area", "color", "--trend", "opacity", opacity, "clip", true),
                encoding("x", date("target_date"), "y", logarithmic(low), "y2", field(high)));
    }

    /** A layer with a name, by which its marks can be found. */
    static Map<String, Object> named(String name, Map<String, Object> layer) {
        Map<String, Object> named = Json.object("name", name);
        named.putAll(layer);
        return named;
    }

    /**
     * Layers over each other on a time axis from one day to another. It is labelled with years, or with months where there are
     * fewer years than ticks. The page sets the ends of the axis in what Vega-Lite compiles: it would widen a domain to the
     * data of every layer.
     */
    static Map<String, Object> overTime(LocalDate from, LocalDate to, int ticks, List<Map<String, Object>> layers) {
        String format = from.plusYears(ticks).isAfter(to) ? "%b %Y" : "%Y";
        Map<String, Object> axis = Json.object(
                "title", Json.NULL, "format", format, "grid", false, "tickCount", ticks, "labelOverlap", true);
        return Json.object(
                "usermeta", Json.object("days", List.of(millis(from), millis(to))),
                "encoding", Json.object("x", Json.object("type", "temporal", "axis", axis)),
                "layer", layers);
    }

    static long millis(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** Vega's condition that a column has this text. The text becomes a string of JSON, so quotes in it cannot end it early. */
    static String is(String column, String text) {
        return "datum." + column + " == " + Json.of(text);
    }

    static Map<String, Object> filter(String expression) {
        return Json.object("filter", expression);
    }

    static Map<String, Object> mark(String type, Object... properties) {
        Map<String, Object> mark = Json.object("type", type);
        mark.putAll(Json.object(properties));
        return mark;
    }

    /** A text to the left of a dated rule, at a height in pixels or an expression. */
    static Map<String, Object> leftOfRule(Object y, String color) {
        return mark(
                "text", "align", "right", "baseline", "top", "dx", -6, "dy", 8, "y", y, "color", color, "fontSize", 12);
    }

    /** A diamond in outline, for a date or figure that is not a release. */
    static Map<String, Object> diamond(int size) {
        return mark(
                "point",
                "filled",
                true,
                "shape",
                "diamond",
                "color",
                "--surface",
                "stroke",
                "--ink",
                "strokeWidth",
                1.5,
                "opacity",
                1,
                "size",
                size,
                "tooltip",
                HOVER,
                "clip",
                true);
    }

    static Map<String, Object> field(String name) {
        return Json.object("field", name);
    }

    static Map<String, Object> date(String name) {
        return Json.object("field", name, "type", "temporal", "scale", Json.object("type", "utc"));
    }

    /** A value on a logarithmic axis whose labels are powers of ten, with room for the marks at its ends and their labels. */
    static Map<String, Object> logarithmic(String name) {
        return Json.object(
                "field",
                name,
                "type",
                "quantitative",
                "scale",
                Json.object("type", "log", "zero", false, "nice", false, "padding", 10),
                "axis",
                powers());
    }

    static Map<String, Object> powers() {
        return Json.object("title", Json.NULL, "formatType", "power", "tickCount", 8, "gridColor", powersOnly());
    }

    /** Lines at powers of ten only, which are the ticks that have a label. */
    static Map<String, Object> powersOnly() {
        return Json.object(
                "condition",
                Json.object("test", "power(datum.value) == ''", "value", "transparent"),
                "value",
                "--hair");
    }

    static Map<String, Object> quantity(String name, String title) {
        return Json.object(
                "field",
                name,
                "type",
                "quantitative",
                "scale",
                Json.object("zero", false),
                "axis",
                Json.object("title", title));
    }

    /** Encoding channels by their names and definitions in turn. */
    static Map<String, Object> encoding(Object... channels) {
        return Json.object(channels);
    }

    /** A constant colour or size. */
    static Map<String, Object> value(Object value) {
        return Json.object("value", value);
    }

    /** Shows a mark's row on hover. */
    static final Map<String, Object> HOVER = Json.object("content", "data");

    @SafeVarargs
    static List<Map<String, Object>> list(Map<String, Object>... items) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Map<String, Object> item : items) {
            list.add(item);
        }
        return list;
    }
}
