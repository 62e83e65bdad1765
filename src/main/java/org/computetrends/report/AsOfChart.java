package org.computetrends.report;

import static j2html.TagCreator.p;
import static org.computetrends.report.VegaLite.columnIs;
import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.logarithmic;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws the values, trend and forecast of an older {@link org.computetrends.domain.Vintage}, and the values added or
 * revised later. The reader chooses the vintage. From the datasets of {@link AsOfSection}, the page's script then fills
 * the datasets that the chart draws: {@code as-of-points}, {@code as-of-line} and {@code as-of-fan}.
 */
record AsOfChart(DisplayNames names, MainTrend mainTrend) {
    private static final String POINTS = "as-of-points";
    private static final String FAN = "as-of-fan";

    /** Vega's expression for the vintage's label. With a forecast, a second line has the first date forecast. */
    private static final String VINTAGE_LABEL =
            "datum.ahead ? ['Vintage ' + utcFormat(datum.vintage, '%Y-%m-%d'), 'Forecasts from ' + utcFormat(datum.ahead, '%b %Y')]"
                    + " : 'Vintage ' + utcFormat(datum.vintage, '%Y-%m-%d')";

    /** The last day of the axis. It is earlier than the headline chart's, because older forecasts end earlier. */
    private static final LocalDate LAST_DAY = HeadlineDatasets.LAST_DAY.minusYears(5);

    Chart chart(List<Dataset> datasets) {
        List<Map<String, Object>> layers = new ArrayList<>(VegaLite.bandLayers(FAN, List.of(), 0.10));
        layers.add(VegaLite.medianLayer(FAN, List.of()));
        layers.add(pointLayer("since", /* filled= */ false, "--accent", 34));
        layers.add(pointLayer("then", /* filled= */ true, "--domain-other", 30));
        layers.add(vega("""
                {data: {name: 'as-of-line'}, mark: {type: 'line', color: '--trend', strokeWidth: 2.5, clip: true},
                 encoding: {x: $, y: $}}
                """, date("date"), logarithmic("line")));
        layers.add(vega("""
                {data: {name: $}, transform: [{filter: 'isValid(datum.actual)'}], mark: $, encoding: {x: $, y: $}}
                """, FAN, VegaLite.diamondMark(80), date("target_date"), logarithmic("actual")));
        layers.addAll(MonthsAfterCoverage.layers(FAN, "true"));
        layers.addAll(vintageLayers());
        Map<String, Object> specification = VegaLite.overTime(HeadlineDatasets.FIRST_DAY, LAST_DAY, 12, layers);
        specification.put(
                "params",
                VegaLite.parameters(
                        "from", VegaLite.epochMillis(HeadlineDatasets.FIRST_DAY),
                        "to", VegaLite.epochMillis(LAST_DAY),
                        "small", false));
        return Chart.ofOnePanel(
                "as-of",
                names.metric(mainTrend.metric()) + ", in " + names.unit(mainTrend.metric()),
                "Releases, trend and forecast as the vintage chosen had them, and values added or revised later.",
                specification,
                datasets,
                Chart.Size.plain(440));
    }

    /** What points, line, fan and diamonds are. */
    static DomContent caption() {
        return p("Full points: the vintage’s values. Open points: values that were added or revised later. Line: the"
                + " vintage’s trend. Fan: the forecast’s 50, 80 and 95% intervals; it begins at the shortest horizon of"
                + " the backtests. Diamonds: the outcomes. Shaded: months with few values yet.");
    }

    /** Points of one state: {@code then} for the vintage's values, {@code since} for values added or revised later. */
    private static Map<String, Object> pointLayer(String state, boolean filled, String colour, int size) {
        return vega(
                """
                {name: $, data: {name: $}, transform: [{filter: $}],
                 mark: {type: 'point', filled: $, color: $, opacity: 0.75, strokeWidth: 1.2, size: $, clip: true,
                        tooltip: {content: 'data'}},
                 encoding: {x: $, y: $}}
                """,
                state,
                POINTS,
                columnIs("state", state),
                filled,
                colour,
                size,
                date("published_on"),
                logarithmic("value"));
    }

    private static List<Map<String, Object>> vintageLayers() {
        // The dataset repeats the two dates in each row.
        Map<String, Object> oneRow = vega("{aggregate: [], groupby: ['vintage', 'ahead']}");
        return List.of(
                vega("""
                        {data: {name: $}, transform: [$],
                         mark: {type: 'rule', color: '--muted', strokeWidth: 1, strokeDash: [2, 3]}, encoding: {x: $}}
                        """, POINTS, oneRow, date("vintage")),
                vega("""
                        {data: {name: $}, transform: [$, {calculate: $, as: 'words'}], mark: $,
                         encoding: {x: $, text: {field: 'words'}}}
                        """, POINTS, oneRow, VINTAGE_LABEL, VegaLite.ruleLabelMark(40, "--muted"), date("vintage")));
    }
}
