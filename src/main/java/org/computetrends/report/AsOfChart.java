package org.computetrends.report;

import static j2html.TagCreator.p;
import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.logarithmic;
import static org.computetrends.report.Layers.mark;
import static org.computetrends.report.Layers.named;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws what was known in an older {@link Vintage}: values, trend and forecast. Values that came later are drawn too. The
 * reader chooses the vintage; the page's script then fills the drawn datasets {@code as-of-points}, {@code as-of-line} and
 * {@code as-of-fan} from the chart's own datasets, which {@link AsOfSection} lists.
 */
final class AsOfChart {
    private static final String POINTS = "as-of-points";
    private static final String FAN = "as-of-fan";

    /** Forecasts for older vintages end years before forecasts for the newest, so the axis does too. */
    private static final LocalDate LAST = HeadlineSources.LAST.minusYears(5);

    private final DisplayNames names;
    private final MainTrend mainTrend;

    AsOfChart(DisplayNames names, MainTrend mainTrend) {
        this.names = names;
        this.mainTrend = mainTrend;
    }

    Chart chart(List<Dataset> datasets) {
        List<Map<String, Object>> layers = new ArrayList<>(list(
                Layers.fan(FAN, List.of(), "p02_5", "p97_5", 0.10),
                Layers.fan(FAN, List.of(), "p10", "p90", 0.14),
                Layers.fan(FAN, List.of(), "p25", "p75", 0.18),
                layer(
                        FAN,
                        List.of(),
                        mark("line", "color", "--trend", "strokeWidth", 2, "strokeDash", List.of(5, 4), "clip", true),
                        encoding("x", date("target_date"), "y", logarithmic("p50"))),
                points("since", /* filled= */ false, "--accent", 34),
                points("then", /* filled= */ true, "--domain-other", 30),
                layer(
                        "as-of-line",
                        List.of(),
                        mark("line", "color", "--trend", "strokeWidth", 2.5, "clip", true),
                        encoding("x", date("date"), "y", logarithmic("line"))),
                layer(
                        FAN,
                        list(filter("isValid(datum.actual)")),
                        Layers.diamond(80),
                        encoding("x", date("target_date"), "y", logarithmic("actual")))));
        layers.addAll(MonthsWithoutValues.layers(FAN, "true"));
        layers.addAll(day());
        Map<String, Object> specification = Layers.overTime(HeadlineSources.FIRST, LAST, 12, layers);
        specification.put(
                "params",
                list(
                        HeadlineChart.parameter("from", Layers.millis(HeadlineSources.FIRST)),
                        HeadlineChart.parameter("to", Layers.millis(LAST)),
                        HeadlineChart.parameter("small", false)));
        return Chart.of(
                "as-of",
                names.metric(mainTrend.metric()) + ", in " + names.unit(mainTrend.metric()),
                "Releases, trend and forecast as the vintage chosen had them, and values that came since.",
                specification,
                datasets,
                Chart.Size.plain(440));
    }

    static DomContent words() {
        return p(
                "Full points: values as the vintage had them. Open points: values that came, or were revised,"
                        + " since. Line: the trend as it was. Fan: 50, 80 and 95% of what was forecast for 6 to 36 months ahead;"
                        + " nearer days were not forecast. Diamonds are the actual values. Shaded: months that had few values yet.");
    }

    private static Map<String, Object> points(String state, boolean filled, String colour, int size) {
        return named(
                state,
                layer(
                        POINTS,
                        list(filter("datum.state == '" + state + "'")),
                        mark(
                                "point",
                                "filled",
                                filled,
                                "color",
                                colour,
                                "opacity",
                                0.75,
                                "strokeWidth",
                                1.2,
                                "size",
                                size,
                                "clip",
                                true,
                                "tooltip",
                                Layers.HOVER),
                        encoding("x", date("published_on"), "y", logarithmic("value"))));
    }

    /** A vertical rule at the vintage's date, with its label. */
    private static List<Map<String, Object>> day() {
        List<Map<String, Object>> filters =
                list(Json.object("aggregate", List.of(), "groupby", List.of("vintage", "ahead")));
        List<Map<String, Object>> worded = new ArrayList<>(filters);
        worded.add(Json.object(
                "calculate",
                "datum.ahead ? ['Vintage ' + utcFormat(datum.vintage, '%Y-%m-%d'), 'Forecasts from ' + utcFormat(datum.ahead, '%b %Y')]"
                        + " : 'Vintage ' + utcFormat(datum.vintage, '%Y-%m-%d')",
                "as",
                "words"));
        return list(
                layer(
                        POINTS,
                        filters,
                        mark("rule", "color", "--muted", "strokeWidth", 1, "strokeDash", List.of(2, 3)),
                        encoding("x", date("vintage"))),
                layer(
                        POINTS,
                        worded,
                        Layers.leftOfRule(40, "--muted"),
                        encoding("x", date("vintage"), "text", field("words"))));
    }
}
