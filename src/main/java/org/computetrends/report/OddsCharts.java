package org.computetrends.report;

import static j2html.TagCreator.span;
import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Draws {@link ShownOdds}: odds against dates, and the odds that each vintage gave for one question. */
final class OddsCharts {
    private static final String ODDS = "odds";
    private static final String HISTORY = "odds-by-vintage";
    private static final String WAY = "way";

    /** The number of years in the panel of the lowest threshold. After them its odds are near 1. */
    private static final int LOWEST_THRESHOLD_YEARS = 4;

    private final ShownOdds odds;
    private final List<Double> drawnThresholds;
    private final ChartLegend thresholds = new ChartLegend("threshold");
    private final ChartLegend ways = new ChartLegend(WAY);
    private final ChartLegend starts = new ChartLegend("is_default");

    OddsCharts(ShownOdds odds) {
        this.odds = odds;
        this.drawnThresholds = odds.drawnThresholds();
        for (double threshold : drawnThresholds) {
            thresholds.with(threshold, NumberStyle.MAGNITUDE.formatNumber(threshold));
        }
        // The lowest threshold's curve is also the curve of the first way, so both have the same colour. The other ways
        // get colours that no threshold has.
        for (String way : odds.ways()) {
            ways.with(way, way);
            if (way.equals(odds.ways().get(0))) {
                ways.skipColours(drawnThresholds.size() - 1);
            }
        }
        starts.with(true, "the vintage’s default forecast").withGrey(false, "its paths from the other start");
    }

    /** Odds against dates: a panel with a curve for each threshold, and one with each way at the lowest threshold. */
    Chart curves() {
        Rows answers = odds.answers();
        LocalDate from = answers.all().get(0).requireDate("origin_vintage");
        LocalDate to = answers.latest("before");
        String isDrawnThreshold =
                "datum.is_default && indexof(" + Json.write(drawnThresholds) + ", datum.threshold) >= 0";
        String isLowest = "datum.threshold == " + drawnThresholds.get(0);
        return new Chart(
                "odds",
                "Probability that a release at or above a threshold is published by a date",
                "Curves of probability over dates, from 0 to 1.",
                List.of(
                        new Chart.Panel(
                                "By threshold",
                                VegaLite.overTime(from, to, 6, curveLayer(isDrawnThreshold, thresholds))),
                        new Chart.Panel(
                                lowestThreshold() + " by start of the paths, published or in the database",
                                VegaLite.overTime(
                                        from, from.plusYears(LOWEST_THRESHOLD_YEARS), 6, curveLayer(isLowest, ways)))),
                List.of(Dataset.withDisplayNames(
                        ODDS,
                        answers,
                        WAY,
                        odds::way,
                        "metric, event, scenario, method, origin_vintage, threshold, before, is_default, paths_start,"
                                + " known_to, probability, monte_carlo_error")),
                Chart.Size.plain(260));
    }

    DomContent curvesLegend() {
        return span(thresholds.html("By threshold:"), ways.html(lowestThreshold() + ":"));
    }

    private String lowestThreshold() {
        return NumberStyle.MAGNITUDE.formatNumber(drawnThresholds.get(0));
    }

    private static List<Map<String, Object>> curveLayer(String condition, ChartLegend legend) {
        return List.of(vega("""
                {data: {name: $}, transform: [{filter: $}],
                 mark: {type: 'line', strokeWidth: 2.5, clip: true,
                        point: {opacity: 0, size: 120, tooltip: {content: 'data'}}},
                 encoding: {x: $, y: $, color: $}}
                """, ODDS, condition, date("before"), probabilityAxis(), legend.colourEncoding()));
    }

    /**
     * The odds by vintage for one question. The page's script sets the question by the parameters {@code threshold} and
     * {@code before}.
     *
     * @param history {@link ShownOdds#publishedOddsByVintage}, not empty
     */
    Chart history(Rows history) {
        LocalDate from = history.all().get(0).requireDate("origin_vintage");
        LocalDate to = history.latest("origin_vintage");
        Map<String, Object> ofQuestion = filter("datum.threshold == threshold && datum.before == before");
        Map<String, Object> encoding =
                vega("{x: $, y: $, color: $}", date("origin_vintage"), probabilityAxis(), starts.colourEncoding());
        Map<String, Object> specification = VegaLite.overTime(
                from.minusDays(20),
                to.plusDays(20),
                6,
                List.of(vega("""
                                {data: {name: $}, transform: [$, {filter: 'datum.is_default'}],
                                 mark: {type: 'line', strokeWidth: 2, opacity: 0.6}, encoding: $}
                                """, HISTORY, ofQuestion, encoding), vega("""
                                {data: {name: $}, transform: [$],
                                 mark: {type: 'circle', size: 80, opacity: 1, tooltip: {content: 'data'}}, encoding: $}
                                """, HISTORY, ofQuestion, encoding)));
        specification.put("params", VegaLite.parameters("threshold", 0, "before", 0));
        return Chart.ofOnePanel(
                HISTORY,
                "What each vintage gave for this question",
                "Points: the probability by the data of each vintage.",
                specification,
                List.of(Dataset.withDisplayNames(
                        HISTORY,
                        history,
                        WAY,
                        odds::way,
                        "metric, event, scenario, method, origin_vintage, threshold, before, is_default, status, paths_start,"
                                + " known_to, probability, monte_carlo_error")),
                Chart.Size.plain(220));
    }

    DomContent historyLegend() {
        return starts.html();
    }

    private static Map<String, Object> probabilityAxis() {
        return vega("""
                {field: 'probability', type: 'quantitative', scale: {domain: [0, 1], nice: false},
                 axis: {title: null, format: '%', values: [0, 0.25, 0.5, 0.75, 1]}}
                """);
    }
}
