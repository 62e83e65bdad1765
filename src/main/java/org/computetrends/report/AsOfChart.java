package org.computetrends.report;

import static j2html.TagCreator.p;
import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.logarithmic;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws what was known in an older {@link org.computetrends.domain.Vintage}: values, trend and forecast. Values that came later
 * are drawn too. The reader chooses the vintage; the page's script then fills the drawn datasets {@code as-of-points}, {@code
 * as-of-line} and {@code as-of-fan} from the chart's own datasets, which {@link AsOfSection} lists.
 */
record AsOfChart(DisplayNames names, MainTrend mainTrend) {
    private static final String POINTS = "as-of-points";
    private static final String FAN = "as-of-fan";

    /** Vega's expression for the vintage's label. It has a second line if there is a forecast: the first date forecast. */
    private static final String VINTAGE_LABEL =
            "datum.ahead ? ['Vintage ' + utcFormat(datum.vintage, '%Y-%m-%d'), 'Forecasts from ' + utcFormat(datum.ahead, '%b %Y')]"
                    + " : 'Vintage ' + utcFormat(datum.vintage, '%Y-%m-%d')";

    /** Forecasts for older vintages end years before forecasts for the newest, so the axis does too. */
    private static final LocalDate LAST = HeadlineSources.LAST.minusYears(5);

    Chart chart(List<Dataset> datasets) {
        List<Map<String, Object>> layers = new ArrayList<>(VegaLite.bands(FAN, List.of(), 0.10));
        layers.add(VegaLite.median(FAN, List.of()));
        layers.add(points("since", /* filled= */ false, "--accent", 34));
        layers.add(points("then", /* filled= */ true, "--domain-other", 30));
        layers.add(vega("""
                {data: {name: 'as-of-line'}, mark: {type: 'line', color: '--trend', strokeWidth: 2.5, clip: true},
                 encoding: {x: $, y: $}}
                """, date("date"), logarithmic("line")));
        layers.add(vega("""
                {data: {name: $}, transform: [{filter: 'isValid(datum.actual)'}], mark: $, encoding: {x: $, y: $}}
                """, FAN, VegaLite.diamond(80), date("target_date"), logarithmic("actual")));
        layers.addAll(MonthsWithoutValues.layers(FAN, "true"));
        layers.addAll(vintageRule());
        Map<String, Object> specification = VegaLite.overTime(HeadlineSources.FIRST, LAST, 12, layers);
        specification.put(
                "params",
                VegaLite.parameters(
                        "from", VegaLite.millis(HeadlineSources.FIRST), "to", VegaLite.millis(LAST), "small", false));
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

    /**
     * The values of one state, which the page's script sets.
     *
     * @param state {@code then} for values as the vintage had them, {@code since} for values that came later
     */
    private static Map<String, Object> points(String state, boolean filled, String colour, int size) {
        return vega(
                """
                {name: $, data: {name: $}, transform: [{filter: $}],
                 mark: {type: 'point', filled: $, color: $, opacity: 0.75, strokeWidth: 1.2, size: $, clip: true,
                        tooltip: {content: 'data'}},
                 encoding: {x: $, y: $}}
                """,
                state,
                POINTS,
                VegaLite.is("state", state),
                filled,
                colour,
                size,
                date("published_on"),
                logarithmic("value"));
    }

    /** A vertical rule at the vintage's date, and its label. */
    private static List<Map<String, Object>> vintageRule() {
        Map<String, Object> once = vega("{aggregate: [], groupby: ['vintage', 'ahead']}");
        return List.of(
                vega("""
                        {data: {name: $}, transform: [$],
                         mark: {type: 'rule', color: '--muted', strokeWidth: 1, strokeDash: [2, 3]}, encoding: {x: $}}
                        """, POINTS, once, date("vintage")),
                vega("""
                        {data: {name: $}, transform: [$, {calculate: $, as: 'words'}], mark: $,
                         encoding: {x: $, text: {field: 'words'}}}
                        """, POINTS, once, VINTAGE_LABEL, VegaLite.leftOfRule(40, "--muted"), date("vintage")));
    }
}
