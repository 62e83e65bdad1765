package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.PublishedRow;

/**
 * Makes the figure on the track record of odds: probabilities that past vintages would have given, compared with
 * outcomes.
 *
 * @param scores the rows of {@code odds_backtest_summary} with a Brier score
 */
record OddsTrackRecord(DisplayNames names, ComparedMethods methods, Rows scores) {
    private static final String DATASET = "odds-reliability";

    /** A reliability diagram, Brier scores in sentences, and a table; empty without scores of the default method. */
    Optional<Figure> figure() {
        Rows defaultScores = scores.where("method", methods.defaultMethod());
        if (defaultScores.isEmpty()) {
            return Optional.empty();
        }
        ChartLegend legend = new ChartLegend("method_name")
                .with(names.method(methods.defaultMethod()), names.method(methods.defaultMethod()))
                .withGrey(names.method(methods.benchmark()), names.method(methods.benchmark()));
        Rows drawnScores = scores.where(row -> methods.all().contains(row.requireText("method")));
        Chart chart = Chart.ofOnePanel(
                "odds-reliability",
                "How often events came true, by the probability given",
                "Points: share of questions whose event happened, by the probability given; on the diagonal both agree.",
                specification(legend),
                List.of(Dataset.withDisplayNames(
                        DATASET,
                        drawnScores,
                        "method_name",
                        names::method,
                        "metric, method, lead_months, probabilities, n, n_origins, n_windows, mean_probability,"
                                + " share_happened, brier, brier_benchmark")),
                Chart.Size.titled(260));
        return Optional.of(Figure.of(chart, join(sentences(defaultScores), legend.html()), table()));
    }

    private DomContent sentences(Rows defaultScores) {
        List<DomContent> lines = new ArrayList<>();
        lines.add(text(
                "Points are of all months ahead together, larger where there are more questions. Windows are vintages whose"
                        + " questions do not overlap in time. Brier scores of past odds by "
                        + names.method(methods.defaultMethod()) + ", beside the benchmark’s ("
                        + names.method(methods.benchmark()) + "):"));
        defaultScores
                .where("probabilities", OddsReliability.ALL)
                .where(row -> !isOfAllMonths(row))
                .sortedBy(row -> row.requireNumber("lead_months"))
                .forEach(row -> lines.add(phrase(
                        "Up to $ months ahead: $ beside $, $ questions, $ $$",
                        Quote.of(row, "lead_months", NumberStyle.COUNT),
                        Quote.of(row, "brier", NumberStyle.THOUSANDTHS),
                        Quote.of(row, "brier_benchmark", NumberStyle.THOUSANDTHS),
                        Quote.of(row, "n", NumberStyle.COUNT),
                        Quote.of(row, "n_windows", NumberStyle.COUNT),
                        row.requireNumber("n_windows") == 1 ? "window" : "windows",
                        isEvidence(row) ? "." : ": no evidence.")));
        return each(lines, line -> span(line).withClass("line"));
    }

    /** Whether a row is for all months ahead together. */
    private static boolean isOfAllMonths(PublishedRow row) {
        return row.requireNumber("lead_months") == OddsReliability.ALL_HORIZONS;
    }

    private static boolean isEvidence(PublishedRow row) {
        return row.requireNumber("n_windows") > BacktestSummary.NO_EVIDENCE_WINDOWS;
    }

    private static Map<String, Object> specification(ChartLegend legend) {
        String condition = "datum.lead_months == " + OddsReliability.ALL_HORIZONS + " && datum.probabilities != '"
                + OddsReliability.ALL + "' && datum.n > 0 && indexof(" + Json.write(legend.values())
                + ", datum.method_name) >= 0";
        Map<String, Object> given = shareAxis("mean_probability", "probability given");
        Map<String, Object> happened = shareAxis("share_happened", "");
        return VegaLite.layered(List.of(
                vega("""
                        {data: {values: [{given: 0, came: 0}, {given: 1, came: 1}]},
                         mark: {type: 'line', color: '--ink', strokeDash: [4, 3], opacity: 0.6},
                         encoding: {x: $, y: $}}
                        """, shareAxis("given", "probability given"), shareAxis("came", "")),
                vega("""
                        {data: {name: $}, transform: [{filter: $}],
                         mark: {type: 'line', strokeWidth: 1.5, opacity: 0.5},
                         encoding: {x: $, y: $, color: $}}
                        """, DATASET, condition, given, happened, legend.colourEncoding()),
                vega("""
                        {data: {name: $}, transform: [{filter: $}],
                         mark: {type: 'circle', opacity: 1, tooltip: {content: 'data'}},
                         encoding: {x: $, y: $, color: $,
                                    size: {field: 'n', type: 'quantitative', legend: null, scale: {range: [40, 400]}}}}
                        """, DATASET, condition, given, happened, legend.colourEncoding())));
    }

    private static Map<String, Object> shareAxis(String column, String title) {
        return vega("""
                {field: $, type: 'quantitative', scale: {domain: [0, 1], nice: false},
                 axis: {title: $, format: '%', values: [0, 0.2, 0.4, 0.6, 0.8, 1]}}
                """, column, title);
    }

    private DomContent table() {
        return new QuotedTable("Past odds and outcomes, by months ahead and by the probability given, with the Brier"
                        + " score over the benchmark’s on the same questions; " + BacktestSummary.NO_EVIDENCE_WINDOWS
                        + " windows or fewer are no evidence")
                .text("Method", names::method)
                .text("Months", row -> isOfAllMonths(row) ? "all" : row.requireText("lead_months"))
                .text("Probability given", row -> OddsReliability.rangeInPercent(row.requireText("probabilities")))
                .quote("Questions", "n", NumberStyle.COUNT)
                .quote("Vintages", "n_origins", NumberStyle.COUNT)
                .quote("Windows", "n_windows", NumberStyle.COUNT)
                .quote("Mean given", "mean_probability", NumberStyle.PERCENT)
                .quote("Came true", "share_happened", NumberStyle.PERCENT)
                .quote("Brier", "brier", NumberStyle.THOUSANDTHS)
                .quote("Benchmark’s", "brier_benchmark", NumberStyle.THOUSANDTHS)
                .quote("Relative", "relative_brier", NumberStyle.HUNDREDTHS)
                .html(scores.sorted(Comparator.comparing(methods::rank)
                        .thenComparing(row -> row.requireNumber("lead_months"))
                        .thenComparing(row -> !OddsReliability.ALL.equals(row.text("probabilities")))));
    }
}
