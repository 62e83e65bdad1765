package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.quantity;
import static org.computetrends.report.VegaLite.vega;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Draws {@link org.computetrends.domain.Backtest backtests}: scores by months ahead, and forecasts with their outcomes
 * by date. Each chart has a panel for each target and mode. A score's point is hollow if too few independent windows
 * support the score.
 *
 * @param legend the colours of the methods, by display name
 */
record BacktestCharts(DisplayNames names, ChartLegend legend) {
    private static final String SCORES = "backtest-scores";
    private static final String COVERAGE = "backtest-coverage";
    private static final String OUTCOMES = "backtests";

    /**
     * The largest value to which an interval extends the axis. Without this limit, one wide interval would squeeze all
     * points. A score may extend the axis further.
     */
    private static final double LARGEST_INTERVAL_END = 2.5;

    /** The ratio of the default method's CRPS to the benchmark's, with its 90% interval. */
    Chart scores(Rows comparisons) {
        double largestScore = Math.max(
                largestValue(comparisons, "relative_crps"),
                Math.min(LARGEST_INTERVAL_END, largestValue(comparisons, "relative_crps_ci90_high")));
        Map<String, Object> scale = vega("{domain: [0, $], nice: false}", 1.05 * largestScore);
        return new Chart(
                "scores",
                "Score of the default over the benchmark’s, by months ahead",
                "Relative CRPS with its 90 percent interval by horizon; below 1 the default forecast is better.",
                panels(comparisons, shown -> scoresPanel(shown, scale)),
                List.of(scoresDataset(
                        SCORES, comparisons, "relative_crps, relative_crps_ci90_low, relative_crps_ci90_high")),
                Chart.Size.titled(170));
    }

    Chart coverage(Rows methodScores) {
        return new Chart(
                "coverage",
                "Share of outcomes inside the 80% interval, by months ahead",
                "Share of outcomes inside 80 percent intervals by horizon, of the default forecast and the benchmark.",
                panels(methodScores, this::coveragePanel),
                List.of(scoresDataset(
                        COVERAGE, methodScores, "coverage80, coverage80_p_value, crps, bias, mean_width80")),
                Chart.Size.titled(170));
    }

    Chart outcomes(Rows outcomes, BacktestScores scores, String title) {
        return new Chart(
                "backtests",
                title,
                "For each date, the 80 and 95 percent intervals of the forecast, and the outcome.",
                BacktestScores.targetsAndModes(outcomes).stream()
                        .map(shown -> new Chart.Panel(
                                shown.title() + ", " + scores.quotedMonths(shown.mode()) + " months ahead",
                                outcomesPanel(shown, outcomes.where(shown::contains))))
                        .toList(),
                List.of(Dataset.of(
                        OUTCOMES,
                        outcomes,
                        "method, metric, target, mode, scored_on, origin, horizon_months, values_vintage, target_date,"
                                + " paths_start, provisional, p02_5, p10, p50, p90, p97_5, actual, in80")),
                Chart.Size.plain(240));
    }

    private static Map<String, Object> outcomesPanel(BacktestScores.TargetAndMode shown, Rows outcomes) {
        return VegaLite.overTime(
                outcomes.earliest("target_date").minusMonths(3),
                outcomes.latest("target_date").plusMonths(3),
                7,
                List.of(
                        intervalLayer(shown, "p02_5", "p97_5", 0.35, 1.5),
                        intervalLayer(shown, "p10", "p90", 0.45, 7),
                        vega("""
                                {data: {name: $}, transform: [$],
                                 mark: {type: 'tick', color: '--accent', thickness: 2, size: 10, orient: 'horizontal'},
                                 encoding: {x: $, y: {field: 'p50', type: 'quantitative', scale: {zero: false},
                                                      axis: {title: null, tickCount: 5}}}}
                                """, OUTCOMES, shown.filter(), date("target_date")),
                        vega("""
                                {data: {name: $}, transform: [$],
                                 mark: {type: 'circle', opacity: 1, size: 38, tooltip: {content: 'data'}},
                                 encoding: {x: $, y: $,
                                            color: {condition: {test: 'datum.in80', value: '--ink'}, value: '--trend'}}}
                                """, OUTCOMES, shown.filter(), date("target_date"), quantity("actual"))));
    }

    private static Map<String, Object> intervalLayer(
            BacktestScores.TargetAndMode shown, String low, String high, double opacity, double width) {
        return vega("""
                {data: {name: $}, transform: [$], mark: {type: 'rule', color: '--accent', opacity: $, strokeWidth: $},
                 encoding: {x: $, y: $, y2: {field: $}}}
                """, OUTCOMES, shown.filter(), opacity, width, date("target_date"), quantity(low), high);
    }

    private static double largestValue(Rows rows, String column) {
        return rows.stream()
                .filter(row -> row.has(column))
                .mapToDouble(row -> row.requireNumber(column))
                .max()
                .orElse(0);
    }

    private static List<Chart.Panel> panels(
            Rows rows, Function<BacktestScores.TargetAndMode, Map<String, Object>> specification) {
        return BacktestScores.targetsAndModes(rows).stream()
                .map(shown -> new Chart.Panel(shown.title(), specification.apply(shown)))
                .toList();
    }

    private Dataset scoresDataset(String name, Rows rows, String columns) {
        return Dataset.withDisplayNames(
                name,
                rows,
                "method_name",
                names::method,
                "method, against, metric, target, mode, scored_on, horizon_months, n, n_windows, evidence",
                columns);
    }

    private Map<String, Object> scoresPanel(BacktestScores.TargetAndMode shown, Map<String, Object> scale) {
        Map<String, Object> score = scoreAxis("relative_crps", scale);
        Map<String, Object> low = scoreAxis("relative_crps_ci90_low", scale);
        return VegaLite.layered(List.of(
                referenceLine(1),
                vega("""
                        {data: {name: $}, transform: [$],
                         mark: {type: 'rule', strokeWidth: 3, opacity: 0.5, clip: true},
                         encoding: {x: $, y: $, y2: {field: 'relative_crps_ci90_high'}, color: $}}
                        """, SCORES, shown.filter(), monthsAxis(), low, legend.colourEncoding()),
                pointLayer(SCORES, shown, /* isEvidence= */ true, score),
                pointLayer(SCORES, shown, /* isEvidence= */ false, score)));
    }

    private Map<String, Object> coveragePanel(BacktestScores.TargetAndMode shown) {
        Map<String, Object> share = vega("""
                {field: 'coverage80', type: 'quantitative', scale: {domain: [0, 1.04], nice: false},
                 axis: {title: null, format: '%', values: [0, 0.5, 0.8, 1]}}
                """);
        return VegaLite.layered(List.of(
                referenceLine(0.8),
                vega("""
                        {data: {name: $}, transform: [$],
                         mark: {type: 'line', strokeWidth: 2}, encoding: {x: $, y: $, color: $}}
                        """, COVERAGE, shown.filter(), monthsAxis(), share, legend.colourEncoding()),
                pointLayer(COVERAGE, shown, /* isEvidence= */ true, share),
                pointLayer(COVERAGE, shown, /* isEvidence= */ false, share)));
    }

    /** One kind of points: filled for scores that are evidence, or hollow for scores with too few windows. */
    private Map<String, Object> pointLayer(
            String dataset, BacktestScores.TargetAndMode shown, boolean isEvidence, Map<String, Object> verticalAxis) {
        Map<String, Object> mark = vega("""
                {type: 'point', filled: $, size: 70, opacity: 1, strokeWidth: 2,
                 tooltip: {content: 'data'}, clip: false}
                """, isEvidence);
        if (!isEvidence) {
            mark.put("fill", "--surface");
        }
        String condition = isEvidence ? "datum.evidence" : "!datum.evidence";
        return vega("""
                {data: {name: $}, transform: [$, {filter: $}], mark: $, encoding: {x: $, y: $, color: $}}
                """, dataset, shown.filter(), condition, mark, monthsAxis(), verticalAxis, legend.colourEncoding());
    }

    private static Map<String, Object> referenceLine(double height) {
        return vega("""
            {data: {values: [{height: $}]},
             mark: {type: 'rule', color: '--ink', strokeDash: [4, 3], opacity: 0.7},
             encoding: {y: {field: 'height', type: 'quantitative'}}}
            """, height);
    }

    private static Map<String, Object> monthsAxis() {
        return vega("""
            {field: 'horizon_months', type: 'ordinal',
             axis: {title: 'months ahead', labelAngle: 0, domain: false, ticks: false}}
            """);
    }

    private static Map<String, Object> scoreAxis(String column, Map<String, Object> scale) {
        return vega("""
            {field: $, type: 'quantitative', scale: $,
             axis: {title: null, values: [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]}}
            """, column, scale);
    }
}
