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

/**
 * Makes parts of Vega-Lite specifications, as maps that become JSON. {@link #vega} makes any part from a text with
 * placeholders; the other methods make the layers, marks and encodings that charts share.
 */
final class VegaLite {
    private static final JsonMapper SPECIFICATIONS = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$");

    private VegaLite() {}

    /**
     * A specification or a part of one. As in Vega-Lite's documentation, names need no quotes, and texts may be in
     * single quotes.
     *
     * @param json an object; each {@code $} in it is replaced by the next value
     * @param values the values in order. Each is written as JSON, so a text cannot add structure
     * @throws IllegalArgumentException if {@code json} is not an object, or if the numbers of {@code $} and of values
     *     differ
     */
    static Map<String, Object> vega(String json, Object... values) {
        Iterator<Object> remainingValues = List.of(values).iterator();
        if (PLACEHOLDER.matcher(json).results().count() != values.length) {
            throw new IllegalArgumentException(values.length + " values for another number of $: " + json);
        }
        try {
            return SPECIFICATIONS.readValue(
                    PLACEHOLDER
                            .matcher(json)
                            .replaceAll(match -> Matcher.quoteReplacement(Json.write(remainingValues.next()))),
                    new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON object: " + json, e);
        }
    }

    /**
     * The bands of a fan that contain 95, 80 and 50% of a forecast. Narrower bands are in front, and more opaque.
     *
     * @param transforms select the fan's rows
     * @param opacity the opacity of the widest band
     */
    static List<Map<String, Object>> bandLayers(String dataset, List<Map<String, Object>> transforms, double opacity) {
        return List.of(
                bandLayer(dataset, transforms, "p02_5", "p97_5", opacity),
                bandLayer(dataset, transforms, "p10", "p90", opacity + 0.04),
                bandLayer(dataset, transforms, "p25", "p75", opacity + 0.08));
    }

    /** A band between two quantiles of a fan. */
    static Map<String, Object> bandLayer(
            String dataset, List<Map<String, Object>> transforms, String low, String high, double opacity) {
        return vega("""
                {data: {name: $}, transform: $, mark: {type: 'area', color: '--trend', opacity: $, clip: true},
                 encoding: {x: $, y: $, y2: {field: $}}}
                """, dataset, transforms, opacity, date("target_date"), logarithmic(low), high);
    }

    /**
     * Rectangles for the bins of {@link HeadlineDatasets#DENSITIES}, used if there are too many values to draw singly. A
     * bin with more values is more opaque.
     *
     * @param transforms select the bins
     * @param ticks about how many ticks the vertical axis has
     */
    static Map<String, Object> binLayer(List<Map<String, Object>> transforms, int ticks) {
        List<Map<String, Object>> withEnds = new ArrayList<>(transforms);
        withEnds.add(vega("{calculate: \"utcOffset('month', datum.quarter, 3)\", as: 'quarter_end'}"));
        return vega("""
                {name: 'densities', data: {name: $}, transform: $,
                 mark: {type: 'rect', color: '--accent', clip: true, tooltip: {content: 'data'}},
                 encoding: {
                   x: $, x2: {field: 'quarter_end'}, y: $, y2: {field: 'value_to'},
                   opacity: {field: 'n', type: 'quantitative', legend: null,
                             scale: {type: 'log', domainMin: 1, range: [0.12, 0.85]}}}}
                """, HeadlineDatasets.DENSITIES, withEnds, date("quarter"), logarithmic("value_from", ticks));
    }

    /** The lines of trends, from {@link HeadlineDatasets#BANDS}. */
    static Map<String, Object> trendLayer(List<Map<String, Object>> transforms) {
        return vega("""
                {data: {name: $}, transform: $,
                 mark: {type: 'line', color: '--trend', strokeWidth: 2.5, clip: true},
                 encoding: {x: $, y: $, detail: {field: 'era'}}}
                """, HeadlineDatasets.BANDS, transforms, date("date"), logarithmic("line"));
    }

    /** The median of a fan as a dashed line, on a logarithmic axis. */
    static Map<String, Object> medianLayer(String dataset, List<Map<String, Object>> transforms) {
        return medianLayer(dataset, transforms, "--trend", List.of(5, 4), logarithmic("p50"));
    }

    /**
     * The median of a fan as a line. Vega shows the tooltip of a line's first date only, so each date also has an
     * invisible point with a tooltip.
     *
     * @param dashes the lengths of dashes and gaps in pixels; empty for a solid line
     * @param axis the encoding of the vertical axis
     */
    static Map<String, Object> medianLayer(
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
     * Layers on one time axis. Labels are years, or months if there are fewer years than ticks. The page's script sets
     * the ends of the axis ({@code usermeta}) after Vega-Lite has compiled the specification, because Vega-Lite itself
     * would widen the axis to the data of every layer.
     */
    static Map<String, Object> overTime(LocalDate from, LocalDate to, int ticks, List<Map<String, Object>> layers) {
        return vega(
                """
            {usermeta: {days: [$, $]},
             encoding: {x: {type: 'temporal',
                            axis: {title: null, format: $, grid: false, tickCount: $, labelOverlap: true}}},
             layer: $}
            """,
                epochMillis(from),
                epochMillis(to),
                from.plusYears(ticks).isAfter(to) ? "%b %Y" : "%Y",
                ticks,
                layers);
    }

    /** Layers in front of each other, without a time axis. The layers' own encodings define the axes. */
    static Map<String, Object> layered(List<Map<String, Object>> layers) {
        return vega("{layer: $}", layers);
    }

    /** Midnight UTC in milliseconds since 1970, as Vega writes dates. */
    static long epochMillis(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** Vega's condition that a column has this text. Quotes in the text are escaped. */
    static String columnIs(String column, String text) {
        return "datum." + column + " == " + Json.write(text);
    }

    /** Parameters of a chart from alternating names and initial values. The page's script changes the values. */
    static List<Map<String, Object>> parameters(Object... namesAndValues) {
        return Json.object(namesAndValues).entrySet().stream()
                .map(parameter -> Json.object("name", parameter.getKey(), "value", parameter.getValue()))
                .toList();
    }

    static Map<String, Object> filter(String expression) {
        return Json.object("filter", expression);
    }

    /** The mark of a text left of a vertical rule. {@code y} is pixels from the top, or an expression for them. */
    static Map<String, Object> ruleLabelMark(Object y, String colour) {
        return vega(
                "{type: 'text', align: 'right', baseline: 'top', dx: -6, dy: 8, y: $, color: $, fontSize: 12}",
                y,
                colour);
    }

    /** The mark of a hollow diamond, for dates and values that are not those of releases. */
    static Map<String, Object> diamondMark(int size) {
        return vega(
                "{type: 'point', filled: true, shape: 'diamond', color: '--surface', stroke: '--ink', strokeWidth: 1.5,"
                        + " opacity: 1, size: $, tooltip: {content: 'data'}, clip: true}",
                size);
    }

    /** The encoding of a date on an axis. */
    static Map<String, Object> date(String column) {
        return vega("{field: $, type: 'temporal', scale: {type: 'utc'}}", column);
    }

    /** The encoding of a value on a logarithmic axis of about 8 ticks. */
    static Map<String, Object> logarithmic(String column) {
        return logarithmic(column, 8);
    }

    /**
     * The encoding of a value on a logarithmic axis. Labels and grid lines are at powers of ten only: the page's script
     * defines {@code power}, which writes such a power and gives an empty text for other values.
     *
     * @param ticks about how many ticks the axis has
     */
    static Map<String, Object> logarithmic(String column, int ticks) {
        return vega("""
            {field: $, type: 'quantitative', scale: {type: 'log', zero: false, nice: false, padding: 10},
             axis: {title: null, formatType: 'power', tickCount: $,
                    gridColor: {condition: {test: "power(datum.value) == ''", value: 'transparent'}, value: '--hair'}}}
            """, column, ticks);
    }

    /** The encoding of a value on a linear axis without a title. */
    static Map<String, Object> quantity(String column) {
        return quantity(column, "");
    }

    static Map<String, Object> quantity(String column, String title) {
        return vega("{field: $, type: 'quantitative', scale: {zero: false}, axis: {title: $}}", column, title);
    }
}
