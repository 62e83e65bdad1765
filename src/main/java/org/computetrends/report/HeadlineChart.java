package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.logarithmic;
import static org.computetrends.report.VegaLite.millis;
import static org.computetrends.report.VegaLite.vega;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The headline chart: releases against time on a logarithmic scale, with trends, the forecast's fan, and thresholds. Vega's
 * parameters {@code metric}, {@code cohort}, {@code from}, {@code to} and {@code hidden} select the data to show; the page's
 * script sets them from its controls.
 */
record HeadlineChart(HeadlineSources sources, DisplayNames names, MainTrend mainTrend, LocalDate vintage) {
    static final String SHOWN = "datum.metric == metric && datum.cohort == cohort";
    private static final String FORECAST =
            "datum.metric == metric && datum.target == cohort && datum.scenario == 'continue'";

    /** Vega's expression for a trend's value at the date {@code datum.at}, interpolated in logarithms. */
    private static final String HEIGHT =
            "pow(10, log(datum.start_value)/LN10 + (log(datum.end_value) - log(datum.start_value))/LN10"
                    + " * (datum.at - datum.first_date) / (datum.last_date - datum.first_date))";

    Chart chart(String alternative) {
        List<Map<String, Object>> layers = new ArrayList<>();
        layers.addAll(new EraBands(names, vintage).layers());
        layers.addAll(fan(HeadlineSources.FAN, SHOWN));
        layers.addAll(fan(DefaultForecast.FANS, FORECAST));
        layers.addAll(MonthsWithoutValues.layers(DefaultForecast.FANS, FORECAST));
        List<ThresholdMarks> thresholds = List.of(ThresholdMarks.FORECAST, ThresholdMarks.OTHER);
        thresholds.forEach(each -> layers.add(each.lines()));
        layers.add(nowcasts());
        layers.addAll(sources.isBinned() ? bins() : points());
        layers.addAll(trends());
        thresholds.forEach(each -> layers.addAll(each.crossings()));
        Map<String, Object> specification = VegaLite.overTime(HeadlineSources.FIRST, HeadlineSources.LAST, 14, layers);
        List<String> metrics = sources.metrics();
        specification.put(
                "params",
                VegaLite.parameters(
                        "metric", metrics.isEmpty() ? "" : metrics.get(0),
                        "cohort", mainTrend.cohort(),
                        "from", millis(HeadlineSources.FIRST),
                        "to", millis(HeadlineSources.LAST),
                        "hidden", List.of(),
                        "small", false));
        return Chart.of(
                "headline",
                names.metric(mainTrend.metric()) + " of AI systems",
                alternative,
                specification,
                sources.datasets(),
                Chart.Size.plain(600));
    }

    private static List<Map<String, Object>> fan(String dataset, String which) {
        List<Map<String, Object>> filters = List.of(filter(which), filter("datum.target_date <= to"));
        List<Map<String, Object>> layers = new ArrayList<>(VegaLite.bands(dataset, filters, 0.10));
        layers.add(VegaLite.median(dataset, filters));
        return layers;
    }

    /** Hollow points at the medians of estimates ({@link org.computetrends.domain.Nowcast}). */
    private static Map<String, Object> nowcasts() {
        return vega("""
                {name: 'nowcasts', data: {name: $},
                 transform: [{filter: "datum.metric == metric && indexof(hidden, 'nowcasts') < 0"},
                             {filter: 'datum.published_on >= from && datum.published_on <= to'},
                             {calculate: 'pow(10, datum.log10_compute)', as: 'value'}],
                 mark: {type: 'point', filled: false, color: '--muted', strokeWidth: 1, opacity: 0.6, size: 22, clip: true,
                        tooltip: {content: 'data'}},
                 encoding: {x: $, y: $}}
                """, HeadlineSources.NOWCASTS, date("published_on"), logarithmic("value"));
    }

    private static List<Map<String, Object>> bins() {
        return List.of(VegaLite.bins(
                List.of(filter("datum.metric == metric"), filter("datum.quarter >= from && datum.quarter <= to")), 8));
    }

    private List<Map<String, Object>> points() {
        Map<String, Object> metric = filter("datum.metric == metric && indexof(hidden, datum.domain) < 0");
        Map<String, Object> filter = filter("datum.published_on >= from && datum.published_on <= to");
        Map<String, Object> encoding =
                vega("""
                {x: $, y: $,
                 color: {field: 'domain', type: 'nominal', legend: null, scale: {domain: $, range: $}}}
                """, date("published_on"), logarithmic("value"), sources.domains(), colours());
        return List.of(
                vega("""
                        {name: 'points', data: {name: $},
                         transform: [$, $, {filter: '!isValid(datum.frontier_rank) && !datum.record'}],
                         mark: {type: 'circle', opacity: 0.4, clip: true, tooltip: {content: 'data'}, size: 26},
                         encoding: $}
                        """, HeadlineSources.POINTS, metric, filter, encoding),
                // Where names would overlap, the script shows the one with the lowest rank.
                vega("""
                        {name: 'notable', data: {name: $},
                         transform: [$, $, {filter: 'isValid(datum.frontier_rank) || datum.record'},
                                     {calculate: 'datum.record ? 0 : datum.frontier_rank', as: 'rank'}],
                         mark: {type: 'circle', opacity: 0.95, clip: true, tooltip: {content: 'data'}, size: 52,
                                stroke: '--surface', strokeWidth: 0.7},
                         encoding: $}
                        """, HeadlineSources.POINTS, metric, filter, encoding));
    }

    private List<String> colours() {
        return sources.domains().stream()
                .map(domain -> "--" + sources.colour(domain))
                .toList();
    }

    private static List<Map<String, Object>> trends() {
        return List.of(
                vega("""
                        {data: {name: $}, transform: [{filter: $}, {filter: 'datum.date >= from && datum.date <= to'}],
                         mark: {type: 'area', color: '--trend', opacity: 0.2, clip: true},
                         encoding: {x: $, y: $, y2: {field: 'line95_high'}, detail: {field: 'era'}}}
                        """, HeadlineSources.BANDS, SHOWN, date("date"), logarithmic("line95_low")),
                VegaLite.trend(List.of(filter(SHOWN), filter("datum.date >= from && datum.date <= to"))),
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
                        """, HeadlineSources.LINES, SHOWN, HEIGHT, date("at"), logarithmic("height")));
    }
}
