package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.epochMillis;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.logarithmic;
import static org.computetrends.report.VegaLite.vega;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws the headline chart: releases against time on a logarithmic scale, with trends, the forecast's fan, and
 * thresholds.
 *
 * <p>The chart has these parameters, which the page's script sets from its controls: {@code metric} and {@code cohort};
 * {@code from} and {@code to}, the ends of the time axis in milliseconds; {@code hidden}, a list of domains to leave
 * out, which may have {@code nowcasts} for the estimates; and {@code small}, whether the screen is narrow. {@link
 * AsOfChart} has {@code from}, {@code to} and {@code small} too.
 */
record HeadlineChart(HeadlineDatasets datasets, DisplayNames names, MainTrend mainTrend, LocalDate vintage) {
    /** Vega's condition for the rows of the chosen metric and cohort. */
    static final String CHOSEN_COHORT = "datum.metric == metric && datum.cohort == cohort";
    /** The same for rows of the default forecast, which have several scenarios. */
    private static final String CHOSEN_TARGET =
            "datum.metric == metric && datum.target == cohort && datum.scenario == 'continue'";

    /** Vega's expression for a trend's value at the date {@code datum.at}, interpolated in logarithms. */
    private static final String HEIGHT =
            "pow(10, log(datum.start_value)/LN10 + (log(datum.end_value) - log(datum.start_value))/LN10"
                    + " * (datum.at - datum.first_date) / (datum.last_date - datum.first_date))";

    Chart chart(String alternative) {
        List<Map<String, Object>> layers = new ArrayList<>();
        layers.addAll(new EraBands(names, vintage).layers());
        layers.addAll(fanLayers(HeadlineDatasets.PROJECTION_FANS, CHOSEN_COHORT));
        layers.addAll(fanLayers(DefaultForecast.FANS, CHOSEN_TARGET));
        layers.addAll(MonthsAfterCoverage.layers(DefaultForecast.FANS, CHOSEN_TARGET));
        List<ThresholdMarks> thresholds = List.of(ThresholdMarks.FORECAST, ThresholdMarks.PROJECTION);
        thresholds.forEach(marks -> layers.add(marks.thresholdLayer()));
        layers.add(nowcastLayer());
        layers.addAll(datasets.isBinned() ? List.of(binLayer()) : pointLayers());
        layers.addAll(trendLayers());
        thresholds.forEach(marks -> layers.addAll(marks.crossingLayers()));
        Map<String, Object> specification =
                VegaLite.overTime(HeadlineDatasets.FIRST_DAY, HeadlineDatasets.LAST_DAY, 14, layers);
        specification.put(
                "params",
                VegaLite.parameters(
                        "metric", datasets.metrics().stream().findFirst().orElse(""),
                        "cohort", mainTrend.cohort(),
                        "from", epochMillis(HeadlineDatasets.FIRST_DAY),
                        "to", epochMillis(HeadlineDatasets.LAST_DAY),
                        "hidden", List.of(),
                        "small", false));
        return Chart.ofOnePanel(
                "headline",
                names.metric(mainTrend.metric()) + " of AI systems",
                alternative,
                specification,
                datasets.all(),
                Chart.Size.plain(600));
    }

    private static List<Map<String, Object>> fanLayers(String dataset, String condition) {
        List<Map<String, Object>> filters = List.of(filter(condition), filter("datum.target_date <= to"));
        List<Map<String, Object>> layers = new ArrayList<>(VegaLite.bandLayers(dataset, filters, 0.10));
        layers.add(VegaLite.medianLayer(dataset, filters));
        return layers;
    }

    /** Hollow points at the medians of estimates ({@link org.computetrends.domain.Nowcast}). */
    private static Map<String, Object> nowcastLayer() {
        return vega("""
                {name: 'nowcasts', data: {name: $},
                 transform: [{filter: "datum.metric == metric && indexof(hidden, 'nowcasts') < 0"},
                             {filter: 'datum.published_on >= from && datum.published_on <= to'},
                             {calculate: 'pow(10, datum.log10_compute)', as: 'value'}],
                 mark: {type: 'point', filled: false, color: '--muted', strokeWidth: 1, opacity: 0.6, size: 22, clip: true,
                        tooltip: {content: 'data'}},
                 encoding: {x: $, y: $}}
                """, HeadlineDatasets.NOWCASTS, date("published_on"), logarithmic("value"));
    }

    private static Map<String, Object> binLayer() {
        return VegaLite.binLayer(
                List.of(filter("datum.metric == metric"), filter("datum.quarter >= from && datum.quarter <= to")), 8);
    }

    /** Small points; then larger ones for the frontier and records, whose names the page's script adds. */
    private List<Map<String, Object>> pointLayers() {
        Map<String, Object> chosenPoints = filter("datum.metric == metric && indexof(hidden, datum.domain) < 0");
        Map<String, Object> inSight = filter("datum.published_on >= from && datum.published_on <= to");
        Map<String, Object> encoding =
                vega("""
                {x: $, y: $,
                 color: {field: 'domain', type: 'nominal', legend: null, scale: {domain: $, range: $}}}
                """, date("published_on"), logarithmic("value"), datasets.domains(), colours());
        return List.of(
                vega("""
                        {name: 'points', data: {name: $},
                         transform: [$, $, {filter: '!isValid(datum.frontier_rank) && !datum.record'}],
                         mark: {type: 'circle', opacity: 0.4, clip: true, tooltip: {content: 'data'}, size: 26},
                         encoding: $}
                        """, HeadlineDatasets.POINTS, chosenPoints, inSight, encoding),
                // Where names would overlap, the script shows the name with the lowest rank.
                vega("""
                        {name: 'notable', data: {name: $},
                         transform: [$, $, {filter: 'isValid(datum.frontier_rank) || datum.record'},
                                     {calculate: 'datum.record ? 0 : datum.frontier_rank', as: 'rank'}],
                         mark: {type: 'circle', opacity: 0.95, clip: true, tooltip: {content: 'data'}, size: 52,
                                stroke: '--surface', strokeWidth: 0.7},
                         encoding: $}
                        """, HeadlineDatasets.POINTS, chosenPoints, inSight, encoding));
    }

    private List<String> colours() {
        return datasets.domains().stream()
                .map(domain -> "--" + datasets.colour(domain))
                .toList();
    }

    /** Confidence bands, lines, and the growth beside each line. Lines that are short on the chart have no text. */
    private static List<Map<String, Object>> trendLayers() {
        return List.of(
                vega("""
                        {data: {name: $}, transform: [{filter: $}, {filter: 'datum.date >= from && datum.date <= to'}],
                         mark: {type: 'area', color: '--trend', opacity: 0.2, clip: true},
                         encoding: {x: $, y: $, y2: {field: 'line95_high'}, detail: {field: 'era'}}}
                        """, HeadlineDatasets.BANDS, CHOSEN_COHORT, date("date"), logarithmic("line95_low")),
                VegaLite.trendLayer(List.of(filter(CHOSEN_COHORT), filter("datum.date >= from && datum.date <= to"))),
                vega("""
                        {name: 'growth', data: {name: $},
                         transform: [
                           {filter: $},
                           {filter: 'min(datum.last_date, to) - max(datum.first_date, from) > 0.2 * (to - from)'},
                           {calculate: 'max(datum.first_date, from)', as: 'start'},
                           {calculate: 'datum.start + 0.42 * (min(datum.last_date, to) - datum.start)', as: 'at'},
                           {calculate: $, as: 'height'},
                           {calculate: "format(datum.growth_factor_per_year, '.2f') + '× a year'", as: 'growth'}],
                         mark: {type: 'text', align: 'right', dx: -14, dy: -26, fontSize: 15, fontWeight: 700,
                                color: '--trend', tooltip: {content: 'data'}},
                         encoding: {x: $, y: $, text: {field: 'growth'}}}
                        """, HeadlineDatasets.LINES, CHOSEN_COHORT, HEIGHT, date("at"), logarithmic("height")));
    }
}
