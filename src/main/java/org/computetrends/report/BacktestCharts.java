package org.computetrends.report;

import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.mark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.computetrends.domain.PublishedRow;

/** Draws scores by months ahead, of each target in real time and in hindsight; in outline what is no evidence. */
final class BacktestCharts {
    private static final String SCORES = "backtest-scores";
    private static final String COVERAGE = "backtest-coverage";

    /** Intervals of relative scores beyond it are cut off, so that points stay apart. */
    private static final double WIDEST_DRAWN = 2.5;

    private static final List<Double> RATIOS = List.of(0.0, 0.5, 1.0, 1.5, 2.0, 2.5);

    private final Function<PublishedRow, String> method;
    private final Key key;

    /**
     * @param method the name of a row's method
     * @param key the colours of these names
     */
    BacktestCharts(Function<PublishedRow, String> method, Key key) {
        this.method = method;
        this.key = key;
    }

    /** The usual method's score over the benchmark's, with its interval. */
    Chart scores(Rows compared) {
        double most = Math.max(
                largest(compared, "relative_crps"),
                Math.min(WIDEST_DRAWN, largest(compared, "relative_crps_ci90_high")));
        Map<String, Object> scale = Json.object("domain", List.of(0, 1.05 * most), "nice", false);
        return new Chart(
                "scores",
                "Score of the default over the benchmark’s, by months ahead",
                "Relative CRPS with its 90 percent interval by horizon; below 1 the default forecast is better.",
                panels(compared, panel -> relative(panel, scale)),
                List.of(dataset(
                        SCORES, compared, "relative_crps", "relative_crps_ci90_low", "relative_crps_ci90_high")),
                Chart.Size.titled(170));
    }

    /** How often 80% intervals held. */
    Chart coverage(Rows alone) {
        return new Chart(
                "coverage",
                "Share of outcomes inside the 80% interval, by months ahead",
                "Share of outcomes inside 80 percent intervals by horizon, of the default forecast and the benchmark.",
                panels(alone, this::coverage),
                List.of(dataset(COVERAGE, alone, "coverage80", "coverage80_p_value", "crps", "bias", "mean_width80")),
                Chart.Size.titled(170));
    }

    private static double largest(Rows rows, String column) {
        return rows.stream().mapToDouble(row -> row.requireNumber(column)).max().orElseThrow();
    }

    private static List<Chart.Panel> panels(
            Rows rows, Function<BacktestScores.Panel, Map<String, Object>> specification) {
        return BacktestScores.panels(rows).stream()
                .map(panel -> new Chart.Panel(panel.title(), specification.apply(panel)))
                .toList();
    }

    private Dataset dataset(String name, Rows rows, String... columns) {
        List<String> all = new ArrayList<>(List.of(
                "method",
                "against",
                "metric",
                "target",
                "mode",
                "scored_on",
                "horizon_months",
                "n",
                "n_windows",
                "evidence"));
        all.addAll(List.of(columns));
        return Dataset.titled(name, rows, "method_name", method, all.toArray(new String[0]));
    }

    private Map<String, Object> relative(BacktestScores.Panel panel, Map<String, Object> scale) {
        return Json.object(
                "layer",
                list(
                        line("one", 1),
                        layer(
                                SCORES,
                                list(panel.filter()),
                                mark("rule", "strokeWidth", 3, "opacity", 0.5, "clip", true),
                                encoding(
                                        "x",
                                        months(),
                                        "y",
                                        measure("relative_crps_ci90_low", scale, RATIOS),
                                        "y2",
                                        field("relative_crps_ci90_high"),
                                        "color",
                                        key.colour())),
                        points(SCORES, panel, true, measure("relative_crps", scale, RATIOS)),
                        points(SCORES, panel, false, measure("relative_crps", scale, RATIOS))));
    }

    private Map<String, Object> coverage(BacktestScores.Panel panel) {
        Map<String, Object> share =
                measure("coverage80", Json.object("domain", List.of(0, 1.04), "nice", false), List.of(0, 0.5, 0.8, 1));
        share.put("axis", Json.object("title", Json.NULL, "format", "%", "values", List.of(0, 0.5, 0.8, 1)));
        return Json.object(
                "layer",
                list(
                        line("promised", 0.8),
                        layer(
                                COVERAGE,
                                list(panel.filter()),
                                mark("line", "strokeWidth", 2),
                                encoding("x", months(), "y", share, "color", key.colour())),
                        points(COVERAGE, panel, true, share),
                        points(COVERAGE, panel, false, share)));
    }

    private Map<String, Object> points(
            String dataset, BacktestScores.Panel panel, boolean isEvidence, Map<String, Object> measure) {
        Map<String, Object> mark = mark(
                "point",
                "filled",
                isEvidence,
                "size",
                70,
                "opacity",
                1,
                "strokeWidth",
                2,
                "tooltip",
                Layers.HOVER,
                "clip",
                false);
        if (!isEvidence) {
            mark.put("fill", "--surface");
        }
        return layer(
                dataset,
                list(panel.filter(), filter((isEvidence ? "" : "!") + "datum.evidence")),
                mark,
                encoding("x", months(), "y", measure, "color", key.colour()));
    }

    private static Map<String, Object> line(String name, double at) {
        return Json.object(
                "data",
                Json.object("values", List.of(Json.object(name, at))),
                "mark",
                mark("rule", "color", "--ink", "strokeDash", List.of(4, 3), "opacity", 0.7),
                "encoding",
                encoding("y", Json.object("field", name, "type", "quantitative")));
    }

    private static Map<String, Object> months() {
        return Json.object(
                "field",
                "horizon_months",
                "type",
                "ordinal",
                "axis",
                Json.object("title", "months ahead", "labelAngle", 0, "domain", false, "ticks", false));
    }

    private static Map<String, Object> measure(String name, Map<String, Object> scale, List<?> ticks) {
        return Json.object(
                "field",
                name,
                "type",
                "quantitative",
                "scale",
                scale,
                "axis",
                Json.object("title", Json.NULL, "values", ticks));
    }
}
