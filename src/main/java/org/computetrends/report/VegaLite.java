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

/** Writes Vega-Lite specifications from texts with placeholders, and has the layers, encodings and marks that charts share. */
final class VegaLite {
    private static final JsonMapper SPECIFICATIONS = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$");

    private VegaLite() {}

    /**
     * A specification or a part of one. As in Vega-Lite's documentation, names need no quotes, and texts may be in single
     * quotes.
     *
     * @param json an object; each {@code $} in it is replaced by the next value
     * @param values the values in order. Each is written as JSON, so that text in it remains text
     * @throws IllegalArgumentException if {@code json} is not an object, or has another number of {@code $} than of values
     */
    static Map<String, Object> vega(String json, Object... values) {
        Iterator<Object> remainingValues = List.of(values).iterator();
        if (PLACEHOLDER.matcher(json).results().count() != values.length) {
            throw new IllegalArgumentException("not " + values.length + " times $: " + json);
        }
        try {
            return SPECIFICATIONS.readValue(
                    PLACEHOLDER
                            .matcher(json)
                            .replaceAll(match -> Matcher.quoteReplacement(Json.of(remainingValues.next()))),
                    new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an object: " + json, e);
        }
    }

    /**
     * The bands of a fan that contain 95, 80 and 50% of a forecast: the narrower one in front, and less transparent.
     *
     * @param opacity the opacity of the widest
     */
    static List<Map<String, Object>> bands(String dataset, List<Map<String, Object>> transforms, double opacity) {
        return List.of(
                band(dataset, transforms, "p02_5", "p97_5", opacity),
                band(dataset, transforms, "p10", "p90", opacity + 0.04),
                band(dataset, transforms, "p25", "p75", opacity + 0.08));
    }

    /** A band between two quantiles of a fan. */
    static Map<String, Object> band(
            String dataset, List<Map<String, Object>> transforms, String low, String high, double opacity) {
        return vega("""
                {data: {name: $}, transform: $, mark: {type: 'area', color: '--trend', opacity: $, clip: true},
                 encoding: {x: $, y: $, y2: {field: $}}}
                """, dataset, transforms, opacity, date("target_date"), logarithmic(low), high);
    }

    /**
     * Bins of values, for inputs with too many values to draw singly. More values make a stronger colour.
     *
     * @param shown transforms that select the bins
     * @param ticks about how many ticks the vertical axis has
     */
    static Map<String, Object> bins(List<Map<String, Object>> shown, int ticks) {
        List<Map<String, Object>> transforms = new ArrayList<>(shown);
        transforms.add(vega("{calculate: \"utcOffset('month', datum.quarter, 3)\", as: 'quarter_end'}"));
        return vega("""
                {name: 'densities', data: {name: $}, transform: $,
                 mark: {type: 'rect', color: '--accent', clip: true, tooltip: {content: 'data'}},
                 encoding: {
                   x: $, x2: {field: 'quarter_end'}, y: $, y2: {field: 'value_to'},
                   opacity: {field: 'n', type: 'quantitative', legend: null,
                             scale: {type: 'log', domainMin: 1, range: [0.12, 0.85]}}}}
                """, HeadlineSources.DENSITIES, transforms, date("quarter"), logarithmic("value_from", ticks));
    }

    /** The lines of trends. */
    static Map<String, Object> trend(List<Map<String, Object>> transforms) {
        return vega("""
                {data: {name: $}, transform: $,
                 mark: {type: 'line', color: '--trend', strokeWidth: 2.5, clip: true},
                 encoding: {x: $, y: $, detail: {field: 'era'}}}
                """, HeadlineSources.BANDS, transforms, date("date"), logarithmic("line"));
    }

    /** The dashed median of a fan. */
    static Map<String, Object> median(String dataset, List<Map<String, Object>> transforms) {
        return median(dataset, transforms, "--trend", List.of(5, 4), logarithmic("p50"));
    }

    /**
     * The median of a fan. A line has one tooltip, that of its first date, so each date has an invisible point with its own.
     *
     * @param dashes the lengths of dashes and gaps in pixels; empty for a solid line
     * @param axis the encoding of the vertical axis
     */
    static Map<String, Object> median(
            String dataset,
            List<Map<String, Object>> transforms,
            String colour,
            List<Integer> dashes,
            Map<String, Object> axis) {
        return vega("""
                {data: {name: $}, transform: $,
                 mark: {type: 'line', color: $, strokeWidth: 2, strokeDash: $, clip: true,
                        point: {opacity: 0, size: 120, tooltip: {content: 'data'}}},
                 encoding: {x: $, y: $}}
                """, dataset, transforms, colour, dashes, date("target_date"), axis);
    }

    /**
     * Layers on one time axis from one day to another. Labels are years, or months if there are fewer years than ticks. The
     * page's script sets the ends of the axis after Vega-Lite has compiled the specification: Vega-Lite itself would widen the
     * axis to the data of every layer.
     */
    static Map<String, Object> overTime(LocalDate from, LocalDate to, int ticks, List<Map<String, Object>> layers) {
        return vega("""
            {usermeta: {days: [$, $]},
             encoding: {x: {type: 'temporal',
                            axis: {title: null, format: $, grid: false, tickCount: $, labelOverlap: true}}},
             layer: $}
            """, millis(from), millis(to), from.plusYears(ticks).isAfter(to) ? "%b %Y" : "%Y", ticks, layers);
    }

    /** Layers on axes that their own encodings define. */
    static Map<String, Object> over(List<Map<String, Object>> layers) {
        return vega("{layer: $}", layers);
    }

    static long millis(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** Vega's condition that a column has this text. The text is written as JSON, so that quotes in it are escaped. */
    static String is(String column, String text) {
        return "datum." + column + " == " + Json.of(text);
    }

    /** Vega's parameters, from alternating names and first values. The page's script sets them. */
    static List<Map<String, Object>> parameters(Object... namesAndValues) {
        return Json.object(namesAndValues).entrySet().stream()
                .map(parameter -> Json.object("name", parameter.getKey(), "value", parameter.getValue()))
                .toList();
    }

    static Map<String, Object> filter(String expression) {
        return Json.object("filter", expression);
    }

    /** A text to the left of a vertical rule; {@code y} is its height in pixels or an expression. */
    static Map<String, Object> leftOfRule(Object y, String colour) {
        return vega(
                "{type: 'text', align: 'right', baseline: 'top', dx: -6, dy: 8, y: $, color: $, fontSize: 12}",
                y,
                colour);
    }

    /** A hollow diamond, for dates and figures that are not releases. */
    static Map<String, Object> diamond(int size) {
        return vega(
                "{type: 'point', filled: true, shape: 'diamond', color: '--surface', stroke: '--ink', strokeWidth: 1.5,"
                        + " opacity: 1, size: $, tooltip: {content: 'data'}, clip: true}",
                size);
    }

    static Map<String, Object> date(String name) {
        return vega("{field: $, type: 'temporal', scale: {type: 'utc'}}", name);
    }

    /** A value on a logarithmic axis of about 8 ticks. */
    static Map<String, Object> logarithmic(String name) {
        return logarithmic(name, 8);
    }

    /**
     * A value on a logarithmic axis. Labels and grid lines are at powers of ten only.
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

    static Map<String, Object> quantity(String name) {
        return quantity(name, "");
    }

    static Map<String, Object> quantity(String name, String title) {
        return vega("{field: $, type: 'quantitative', scale: {zero: false}, axis: {title: $}}", name, title);
    }
}
