package org.computetrends.report;

import static j2html.TagCreator.span;
import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Draws odds ({@link org.computetrends.domain.Odds}) against dates, and the odds that each vintage gives for one
 * question, in the ways of {@link ShownQuestions}.
 */
final class OddsCharts {
    private static final String ODDS = "odds";
    private static final String HISTORY = "odds-by-vintage";
    private static final String WAY = "way";

    /** The years that the panel of the lowest threshold shows; its odds are near 1 by then. */
    private static final int YEARS_OF_LOWEST = 4;

    private final ShownQuestions questions;
    private final Rows drawnOdds;
    private final ChartLegend thresholds = new ChartLegend("threshold");
    private final ChartLegend ways = new ChartLegend(WAY);
    private final ChartLegend starts = new ChartLegend("is_default");

    OddsCharts(ShownQuestions questions) {
        this.questions = questions;
        this.drawnOdds = questions.ownAnswers();
        for (double threshold : questions.thresholdsAhead()) {
            thresholds.with(threshold, ShownQuestions.threshold(threshold));
        }
        // The first way shares its curve's colour with the lowest threshold. The others get colours that no threshold
        // has.
        for (String way : questions.ways()) {
            ways.with(way, way);
            if (way.equals(questions.ways().get(0))) {
                ways.skipping(questions.thresholdsAhead().size() - 1);
            }
        }
        starts.with(true, "the vintage’s default forecast").plain(false, "its paths from the other start");
    }

    /**
     * Odds against dates: one panel with a curve for each threshold, one for the lowest threshold with a curve for each
     * way.
     */
    Chart curves() {
        LocalDate from = drawnOdds.first().orElseThrow().requireDate("origin_vintage");
        LocalDate to = drawnOdds.latest("before");
        String isAhead =
                "datum.is_default && indexof(" + Json.of(questions.thresholdsAhead()) + ", datum.threshold) >= 0";
        String isLowest = "datum.threshold == " + questions.thresholdsAhead().get(0);
        return new Chart(
                "odds",
                "Probability that a release above a threshold is published by a date",
                "Curves of probability over dates, from 0 to 1.",
                List.of(
                        new Chart.Panel("By threshold", VegaLite.overTime(from, to, 6, curve(isAhead, thresholds))),
                        new Chart.Panel(
                                lowest() + " by start of the paths, published or in the database",
                                VegaLite.overTime(from, from.plusYears(YEARS_OF_LOWEST), 6, curve(isLowest, ways)))),
                List.of(Dataset.titled(
                        ODDS,
                        drawnOdds,
                        WAY,
                        questions::way,
                        "metric, event, scenario, method, origin_vintage, threshold, before, is_default, paths_start,"
                                + " known_to, probability, monte_carlo_error")),
                Chart.Size.plain(260));
    }

    /** The key of the curves. */
    DomContent words() {
        return span(thresholds.words("By threshold:"), ways.words(lowest() + ":"));
    }

    private String lowest() {
        return ShownQuestions.threshold(questions.thresholdsAhead().get(0));
    }

    private static List<Map<String, Object>> curve(String condition, ChartLegend key) {
        return List.of(vega("""
                {data: {name: $}, transform: [{filter: $}],
                 mark: {type: 'line', strokeWidth: 2.5, clip: true,
                        point: {opacity: 0, size: 120, tooltip: {content: 'data'}}},
                 encoding: {x: $, y: $, color: $}}
                """, ODDS, condition, date("before"), probability(), key.colour()));
    }

    /**
     * The odds by vintage for one question. The page's script sets it by the parameters {@code threshold} and {@code
     * before}.
     */
    Chart history(Rows history) {
        LocalDate from = history.first().orElseThrow().requireDate("origin_vintage");
        LocalDate to = history.latest("origin_vintage");
        Map<String, Object> askedFilter = filter("datum.threshold == threshold && datum.before == before");
        Map<String, Object> encoding =
                vega("{x: $, y: $, color: $}", date("origin_vintage"), probability(), starts.colour());
        Map<String, Object> specification = VegaLite.overTime(
                from.minusDays(20),
                to.plusDays(20),
                6,
                List.of(vega("""
                                {data: {name: $}, transform: [$, {filter: 'datum.is_default'}],
                                 mark: {type: 'line', strokeWidth: 2, opacity: 0.6}, encoding: $}
                                """, HISTORY, askedFilter, encoding), vega("""
                                {data: {name: $}, transform: [$],
                                 mark: {type: 'circle', size: 80, opacity: 1, tooltip: {content: 'data'}}, encoding: $}
                                """, HISTORY, askedFilter, encoding)));
        specification.put("params", VegaLite.parameters("threshold", 0, "before", 0));
        return Chart.of(
                HISTORY,
                "What each vintage gave for this question",
                "Points: the probability by the data of each vintage.",
                specification,
                List.of(Dataset.titled(
                        HISTORY,
                        history,
                        WAY,
                        questions::way,
                        "metric, event, scenario, method, origin_vintage, threshold, before, is_default, status, paths_start,"
                                + " known_to, probability, monte_carlo_error")),
                Chart.Size.plain(220));
    }

    /** The key of {@link #history}. */
    DomContent historyWords() {
        return starts.words();
    }

    private static Map<String, Object> probability() {
        return vega("""
                {field: 'probability', type: 'quantitative', scale: {domain: [0, 1], nice: false},
                 axis: {title: null, format: '%', values: [0, 0.25, 0.5, 0.75, 1]}}
                """);
    }
}
