package org.computetrends.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes Vega-Lite specifications, and has the parts that charts share. */
final class Layers {
    private static final JsonMapper SPECIFICATIONS = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private static final Pattern PLACE = Pattern.compile("\\$");

    /** Shows a mark's row on hover. */
    static final Map<String, Object> HOVER = Json.object("content", "data");

    private Layers() {}

    /**
     * A specification or a part of one, as Vega-Lite's documentation writes them: names need no quotes, and texts may have
     * single ones.
     *
     * @param json an object; each {@code $} in it is replaced by the next value
     * @param values the values in their order, which cannot end the text that they are in
     * @throws IllegalArgumentException if the text is not an object, or has not one {@code $} for each value
     */
    static Map<String, Object> vega(String json, Object... values) {
        Iterator<Object> left = List.of(values).iterator();
        if (PLACE.matcher(json).results().count() != values.length) {
            throw new IllegalArgumentException("not " + values.length + " times $: " + json);
        }
        try {
            return SPECIFICATIONS.readValue(
                    PLACE.matcher(json).replaceAll(place -> Matcher.quoteReplacement(Json.of(left.next()))),
                    new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an object: " + json, e);
        }
    }

    /** A layer that draws a dataset, after transforms. */
    static Map<String, Object> layer(
            String dataset,
            List<Map<String, Object>> transforms,
            Map<String, Object> mark,
            Map<String, Object> encoding) {
        Map<String, Object> layer = vega("{data: {name: $}, mark: $, encoding: $}", dataset, mark, encoding);
        if (!transforms.isEmpty()) {
            layer.put("transform", transforms);
        }
        return layer;
    }

    /** A band between two quantiles of a fan. */
    static Map<String, Object> fan(
            String dataset, List<Map<String, Object>> shown, String low, String high, double opacity) {
        return layer(
                dataset,
                shown,
                vega("{type: 'area', color: '--trend', opacity: $, clip: true}", opacity),
                vega("{x: $, y: $, y2: {field: $}}", date("target_date"), logarithmic(low), high));
    }

    /** The lines of trends. */
    static Map<String, Object> trend(List<Map<String, Object>> shown) {
        return vega("""
                {data: {name: $}, transform: $,
                 mark: {type: 'line', color: '--trend', strokeWidth: 2.5, clip: true},
                 encoding: {x: $, y: $, detail: {field: 'era'}}}
                """, HeadlineSources.BANDS, shown, date("date"), logarithmic("line"));
    }

    /** The dashed median of a fan. */
    static Map<String, Object> median(String dataset, List<Map<String, Object>> shown) {
        return vega("""
                {data: {name: $}, transform: $,
                 mark: {type: 'line', color: '--trend', strokeWidth: 2, strokeDash: [5, 4], clip: true},
                 encoding: {x: $, y: $}}
                """, dataset, shown, date("target_date"), logarithmic("p50"));
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
        return vega("""
            {usermeta: {days: [$, $]},
             encoding: {x: {type: 'temporal',
                            axis: {title: null, format: $, grid: false, tickCount: $, labelOverlap: true}}},
             layer: $}
            """, millis(from), millis(to), from.plusYears(ticks).isAfter(to) ? "%b %Y" : "%Y", ticks, layers);
    }

    /** Layers over each other on axes of their own. */
    static Map<String, Object> over(List<Map<String, Object>> layers) {
        return vega("{layer: $}", layers);
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
        return vega(
                "{type: 'text', align: 'right', baseline: 'top', dx: -6, dy: 8, y: $, color: $, fontSize: 12}",
                y,
                color);
    }

    /** A diamond in outline, for a date or figure that is not a release. */
    static Map<String, Object> diamond(int size) {
        return vega(
                "{type: 'point', filled: true, shape: 'diamond', color: '--surface', stroke: '--ink', strokeWidth: 1.5,"
                        + " opacity: 1, size: $, tooltip: {content: 'data'}, clip: true}",
                size);
    }

    static Map<String, Object> field(String name) {
        return Json.object("field", name);
    }

    static Map<String, Object> date(String name) {
        return vega("{field: $, type: 'temporal', scale: {type: 'utc'}}", name);
    }

    /** A value on a logarithmic axis whose labels are powers of ten, with room for the marks at its ends and their labels. */
    static Map<String, Object> logarithmic(String name) {
        return logarithmic(name, 8);
    }

    /**
     * A value on a logarithmic axis whose labels are powers of ten. Lines are at these alone.
     *
     * @param ticks about how many ticks the axis has
     */
    static Map<String, Object> logarithmic(String name, int ticks) {
        return vega("""
            {field: $, type: 'quantitative', scale: {type: 'log', zero: false, nice: false, padding: 10},
             axis: {title: null, formatType: 'power', tickCount: $,
                    gridColor: {condition: {test: "power(datum.value) == ''", value: 'transparent'}, value: '--hair'}}}
            """, name, ticks);
    }

    static Map<String, Object> quantity(String name, String title) {
        return vega("{field: $, type: 'quantitative', scale: {zero: false}, axis: {title: $}}", name, title);
    }

    /** Encoding channels by their names and definitions in turn. */
    static Map<String, Object> encoding(Object... channels) {
        return Json.object(channels);
    }

    @SafeVarargs
    static List<Map<String, Object>> list(Map<String, Object>... items) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Map<String, Object> item : items) {
            list.add(item);
        }
        return list;
    }
}
