package org.computetrends.report;

import static org.computetrends.report.VegaLite.vega;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Draws the scores of {@link Backtest backtests} by months ahead, with a panel for each target and mode. Points are hollow
 * where too few independent windows support a score.
 *
 * @param key the colours of the methods' names
 */
record BacktestCharts(DisplayNames names, ChartKey key) {
    private static final String SCORES = "backtest-scores";
    private static final String COVERAGE = "backtest-coverage";

    /** The vertical axis ends here at the latest, so that one wide interval does not squeeze all points together. */
    private static final double WIDEST_DRAWN = 2.5;

    /** The ratio of the default method's CRPS to the benchmark's, with its 90% interval. */
    Chart scores(Rows comparedScores) {
        double largestScore = Math.max(
                largestValue(comparedScores, "relative_crps"),
                Math.min(WIDEST_DRAWN, largestValue(comparedScores, "relative_crps_ci90_high")));
        Map<String, Object> scale = vega("{domain: [0, $], nice: false}", 1.05 * largestScore);
        return new Chart(
                "scores",
                "Score of the default over the benchmark’s, by months ahead",
                "Relative CRPS with its 90 percent interval by horizon; below 1 the default forecast is better.",
                panels(comparedScores, panel -> relative(panel, scale)),
                List.of(dataset(
                        SCORES, comparedScores, "relative_crps, relative_crps_ci90_low, relative_crps_ci90_high")),
                Chart.Size.titled(170));
    }

    /** The share of outcomes inside 80% intervals. */
    Chart coverage(Rows methodScores) {
        return new Chart(
                "coverage",
                "Share of outcomes inside the 80% interval, by months ahead",
                "Share of outcomes inside 80 percent intervals by horizon, of the default forecast and the benchmark.",
                panels(methodScores, this::coverage),
                List.of(dataset(COVERAGE, methodScores, "coverage80, coverage80_p_value, crps, bias, mean_width80")),
                Chart.Size.titled(170));
    }

    private static double largestValue(Rows rows, String column) {
        return rows.stream().mapToDouble(row -> row.requireNumber(column)).max().orElseThrow();
    }

    private static List<Chart.Panel> panels(
            Rows rows, Function<BacktestScores.Panel, Map<String, Object>> specification) {
        return BacktestScores.panels(rows).stream()
                .map(panel -> new Chart.Panel(panel.title(), specification.apply(panel)))
                .toList();
    }

    private Dataset dataset(String name, Rows rows, String columns) {
        return Dataset.titled(
                name,
                rows,
                "method_name",
                names::method,
                "method, against, metric, target, mode, scored_on, horizon_months, n, n_windows, evidence",
                columns);
    }

    private Map<String, Object> relative(BacktestScores.Panel panel, Map<String, Object> scale) {
        Map<String, Object> relative = measure("relative_crps", scale);
        Map<String, Object> low = measure("relative_crps_ci90_low", scale);
        return VegaLite.over(List.of(
                referenceLine(1),
                vega("""
                        {data: {name: $}, transform: [$],
                         mark: {type: 'rule', strokeWidth: 3, opacity: 0.5, clip: true},
                         encoding: {x: $, y: $, y2: {field: 'relative_crps_ci90_high'}, color: $}}
                        """, SCORES, panel.filter(), months(), low, key.colour()),
                points(SCORES, panel, /* isEvidence= */ true, relative),
                points(SCORES, panel, /* isEvidence= */ false, relative)));
    }

    private Map<String, Object> coverage(BacktestScores.Panel panel) {
        Map<String, Object> share = vega("""
                {field: 'coverage80', type: 'quantitative', scale: {domain: [0, 1.04], nice: false},
                 axis: {title: null, format: '%', values: [0, 0.5, 0.8, 1]}}
                """);
        return VegaLite.over(List.of(
                referenceLine(0.8),
                vega("""
                        {data: {name: $}, transform: [$],
                         mark: {type: 'line', strokeWidth: 2}, encoding: {x: $, y: $, color: $}}
                        """, COVERAGE, panel.filter(), months(), share, key.colour()),
                points(COVERAGE, panel, /* isEvidence= */ true, share),
                points(COVERAGE, panel, /* isEvidence= */ false, share)));
    }

    /** The points with enough windows to be evidence, filled; or the others, hollow. */
    private Map<String, Object> points(
            String dataset, BacktestScores.Panel panel, boolean isEvidence, Map<String, Object> measure) {
        Map<String, Object> mark = vega("""
                {type: 'point', filled: $, size: 70, opacity: 1, strokeWidth: 2,
                 tooltip: {content: 'data'}, clip: false}
                """, isEvidence);
        if (!isEvidence) {
            mark.put("fill", "--surface");
        }
        return vega(
                """
                {data: {name: $}, transform: [$, {filter: $}],
                 mark: $, encoding: {x: $, y: $, color: $}}
                """,
                dataset,
                panel.filter(),
                (isEvidence ? "" : "!") + "datum.evidence",
                mark,
                months(),
                measure,
                key.colour());
    }

    private static Map<String, Object> referenceLine(double height) {
        return vega("""
            {data: {values: [{height: $}]},
             mark: {type: 'rule', color: '--ink', strokeDash: [4, 3], opacity: 0.7},
             encoding: {y: {field: 'height', type: 'quantitative'}}}
            """, height);
    }

    private static Map<String, Object> months() {
        return vega("""
            {field: 'horizon_months', type: 'ordinal',
             axis: {title: 'months ahead', labelAngle: 0, domain: false, ticks: false}}
            """);
    }

    private static Map<String, Object> measure(String name, Map<String, Object> scale) {
        return vega("""
            {field: $, type: 'quantitative', scale: $,
             axis: {title: null, values: [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]}}
            """, name, scale);
    }
}
