package org.computetrends.report;

import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.quantity;
import static org.computetrends.report.VegaLite.vega;

import java.util.List;
import java.util.Map;
import org.computetrends.domain.Backtest;

/** Draws forecast intervals of past dates and the actual values, with a panel for each target and mode. */
final class OutcomesChart {
    private static final String DATASET = "backtests";

    private OutcomesChart() {}

    static Chart of(Rows outcomes, BacktestScores scores, String title) {
        return new Chart(
                "backtests",
                title,
                "For each date, the 80 percent and 95 percent interval forecast and the value that came.",
                BacktestScores.panels(outcomes).stream()
                        .map(panel -> new Chart.Panel(
                                panel.title() + ", " + scores.months(panel.mode()) + " months ahead",
                                specification(panel, outcomes.where(panel::has))))
                        .toList(),
                List.of(Dataset.of(
                        DATASET,
                        outcomes,
                        "method, metric, target, mode, scored_on, origin, horizon_months, values_vintage, target_date,"
                                + " paths_start, provisional, p02_5, p10, p50, p90, p97_5, actual, in80")),
                Chart.Size.plain(240));
    }

    private static Map<String, Object> specification(BacktestScores.Panel panel, Rows outcomes) {
        return VegaLite.overTime(
                outcomes.earliest("target_date").minusMonths(3),
                outcomes.latest("target_date").plusMonths(3),
                7,
                List.of(
                        interval(panel, "p02_5", "p97_5", 0.35, 1.5),
                        interval(panel, "p10", "p90", 0.45, 7),
                        vega("""
                                {data: {name: $}, transform: [$],
                                 mark: {type: 'tick', color: '--accent', thickness: 2, size: 10, orient: 'horizontal'},
                                 encoding: {x: $, y: {field: 'p50', type: 'quantitative', scale: {zero: false},
                                                      axis: {title: null, tickCount: 5}}}}
                                """, DATASET, panel.filter(), date("target_date")),
                        actual(panel, "datum.in80", "--ink"),
                        actual(panel, "!datum.in80", "--trend")));
    }

    private static Map<String, Object> interval(
            BacktestScores.Panel panel, String low, String high, double opacity, double width) {
        return vega("""
                {data: {name: $}, transform: [$], mark: {type: 'rule', color: '--accent', opacity: $, strokeWidth: $},
                 encoding: {x: $, y: $, y2: {field: $}}}
                """, DATASET, panel.filter(), opacity, width, date("target_date"), quantity(low), high);
    }

    private static Map<String, Object> actual(BacktestScores.Panel panel, String condition, String colour) {
        return vega("""
                {data: {name: $}, transform: [$, {filter: $}],
                 mark: {type: 'circle', color: $, opacity: 1, size: 38, tooltip: {content: 'data'}},
                 encoding: {x: $, y: $}}
                """, DATASET, panel.filter(), condition, colour, date("target_date"), quantity("actual"));
    }

    /** The forecasts to draw: the method's forecasts with a known outcome, at the horizons of {@link BacktestScores#months}. */
    static Rows outcomes(ReportInput input, BacktestScores scores, String method) {
        return scores.sorted(input.rows("backtests")
                .where("method", method)
                .where("scored_on", Backtest.ScoredOn.FINAL.id())
                .where(row -> row.has("actual")
                        && row.has("p50")
                        && row.requireNumber("horizon_months") == scores.months(row.requireText("mode")))
                .by(row -> row.requireDate("target_date")));
    }
}
