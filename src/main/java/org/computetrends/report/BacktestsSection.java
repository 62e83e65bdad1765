package org.computetrends.report;

import static j2html.TagCreator.join;
import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.mark;
import static org.computetrends.report.Layers.quantity;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/** Forecasts as they would have been made, against what came. */
final class BacktestsSection {
    private static final String FORECASTS = "backtests";
    private static final String COVERAGE = "backtest-coverage";

    private final ReportInput input;

    BacktestsSection(ReportInput input) {
        this.input = input;
    }

    Optional<Section> section() {
        Rows summaries = input.rows("backtest_summary")
                .where("mode", "hindsight")
                .where("against", "none")
                .where(row -> row.has("coverage80"));
        Rows winners = decisive(summaries).where("method", "simulation");
        if (winners.isEmpty()) {
            return Optional.empty();
        }
        Chart forecasts = forecasts(winners);
        Chart coverage = coverage(winners, summaries);
        DomContent first = Figures.withTable(forecasts, sentence(winners), forecastTable(winners));
        DomContent second = Figures.withTable(coverage, coverageSentence(winners), summaryTable(summaries));
        return Optional.of(new Section(
                "backtests", "How forecasts have fared", List.of(first, second), List.of(forecasts, coverage)));
    }

    private int horizon() {
        String years = input.provenance().setting("backtest.decisive-horizon-years");
        return years == null ? 3 : Integer.parseInt(years);
    }

    private Rows decisive(Rows rows) {
        return rows.where("horizon_years", String.valueOf(horizon()));
    }

    private Rows made(PublishedRow winner) {
        return decisive(input.rows("backtests"))
                .where("mode", "hindsight")
                .where("method", winner.requireText("method"))
                .where("target", winner.requireText("target"))
                .where(row -> row.has("actual") && row.has("p50"));
    }

    private Rows made(Rows winners) {
        List<PublishedRow> rows = new ArrayList<>();
        winners.forEach(winner -> rows.addAll(made(winner).all()));
        return new Rows(rows);
    }

    private Chart forecasts(Rows winners) {
        Rows made = made(winners);
        LocalDate from = made.stream()
                .map(row -> row.requireDate("target_date"))
                .min(LocalDate::compareTo)
                .orElseThrow();
        LocalDate to = CrossingsSection.latest(made, "target_date");
        List<Chart.Panel> panels = new ArrayList<>();
        for (PublishedRow winner : winners) {
            panels.add(new Chart.Panel(
                    Names.cohort(winner.requireText("target")) + ", by " + winner.requireText("method"),
                    panel(winner.requireText("target"), from.minusMonths(3), to.plusMonths(3))));
        }
        return new Chart(
                "backtests",
                "Forecasts made " + horizon() + " years before, and what came (log₁₀ FLOP)",
                "For each date, the 80 percent and 95 percent interval forecast and the value that came.",
                panels,
                List.of(Dataset.of(
                        FORECASTS,
                        made,
                        "method",
                        "metric",
                        "target",
                        "mode",
                        "scored_on",
                        "origin",
                        "horizon_months",
                        "values_vintage",
                        "target_date",
                        "p02_5",
                        "p10",
                        "p50",
                        "p90",
                        "p97_5",
                        "actual",
                        "error",
                        "in80")),
                Chart.Size.plain(280));
    }

    private static Map<String, Object> panel(String target, LocalDate from, LocalDate to) {
        List<Map<String, Object>> shown = list(filter("datum.target == '" + target.replace("'", "\\'") + "'"));
        Map<String, Object> value = quantity("p50", "");
        value.put("axis", Json.object("title", Json.NULL, "tickCount", 5));
        return Layers.overTime(
                from,
                to,
                7,
                list(
                        layer(
                                FORECASTS,
                                shown,
                                mark("rule", "color", "--accent", "opacity", 0.35, "strokeWidth", 1.5),
                                encoding("x", date("target_date"), "y", quantity("p02_5", ""), "y2", field("p97_5"))),
                        layer(
                                FORECASTS,
                                shown,
                                mark("rule", "color", "--accent", "opacity", 0.45, "strokeWidth", 7),
                                encoding("x", date("target_date"), "y", quantity("p10", ""), "y2", field("p90"))),
                        layer(
                                FORECASTS,
                                shown,
                                mark("tick", "color", "--accent", "thickness", 2, "size", 10, "orient", "horizontal"),
                                encoding("x", date("target_date"), "y", value)),
                        layer(
                                FORECASTS,
                                shown,
                                mark("circle", "color", "--ink", "opacity", 1, "size", 38, "tooltip", Layers.HOVER),
                                encoding("x", date("target_date"), "y", quantity("actual", "")))));
    }

    private DomContent sentence(Rows winners) {
        return join(winners.stream()
                .map(row -> (Object) join(
                        Names.cohort(row.requireText("target")) + ": " + row.requireText("method") + " was off by",
                        Quote.of(row, "bias", NumberStyle.SIGNED),
                        "orders of magnitude on average, over",
                        Quote.of(row, "n", NumberStyle.COUNT),
                        "origins. "))
                .toArray());
    }

    private DomContent forecastTable(Rows winners) {
        return new QuotedTable("Forecasts of log₁₀ FLOP and what came")
                .words("Target", row -> Names.cohort(row.requireText("target")))
                .words("Method", row -> row.requireText("method"))
                .words("Made on", row -> row.requireText("origin"))
                .words("For", row -> row.requireText("target_date"))
                .quote("Median", "p50", NumberStyle.HUNDREDTHS)
                .interval("80%", "p10", "p90", NumberStyle.HUNDREDTHS)
                .quote("Came", "actual", NumberStyle.HUNDREDTHS)
                .quote("Error", "error", NumberStyle.SIGNED)
                .words("Within 80%", row -> row.isTrue("in80") ? "yes" : "no")
                .of(made(winners));
    }

    private Chart coverage(Rows winners, Rows summaries) {
        List<Chart.Panel> panels = new ArrayList<>();
        List<PublishedRow> rows = new ArrayList<>();
        for (PublishedRow winner : winners) {
            rows.addAll(summaries
                    .where("method", winner.requireText("method"))
                    .where("target", winner.requireText("target"))
                    .all());
            panels.add(new Chart.Panel(
                    Names.cohort(winner.requireText("target")), coveragePanel(winner.requireText("target"))));
        }
        return new Chart(
                "coverage",
                "Share of outcomes inside the intervals, by years ahead",
                "Share of outcomes inside the 50, 80 and 95 percent intervals by horizon, against what they promise.",
                panels,
                List.of(Dataset.of(
                        COVERAGE,
                        new Rows(rows),
                        "method",
                        "against",
                        "metric",
                        "target",
                        "mode",
                        "scored_on",
                        "horizon_months",
                        "horizon_years",
                        "n",
                        "bias",
                        "coverage50",
                        "coverage80",
                        "coverage95",
                        "n_windows",
                        "crps")),
                Chart.Size.titled(190));
    }

    private static Map<String, Object> coveragePanel(String target) {
        List<Map<String, Object>> shown = list(
                filter("datum.target == '" + target.replace("'", "\\'") + "'"),
                Json.object(
                        "fold", List.of("coverage50", "coverage80", "coverage95"), "as", List.of("interval", "share")),
                Json.object("calculate", "toNumber(slice(datum.interval, 8)) / 100", "as", "promised"),
                Json.object("calculate", "slice(datum.interval, 8) + '%'", "as", "name"));
        Map<String, Object> share = Json.object(
                "field",
                "share",
                "type",
                "quantitative",
                "scale",
                Json.object("domain", List.of(0, 1.02), "nice", false),
                "axis",
                Json.object("title", Json.NULL, "format", "%", "values", List.of(0, 0.5, 0.8, 0.95)));
        Map<String, Object> years = Json.object(
                "field",
                "horizon_years",
                "type",
                "ordinal",
                "axis",
                Json.object("title", "years ahead", "labelAngle", 0, "domain", false, "ticks", false));
        Map<String, Object> colour = Json.object(
                "field",
                "name",
                "type",
                "nominal",
                "legend",
                Json.NULL,
                "scale",
                Json.object(
                        "domain", List.of("50%", "80%", "95%"), "range", List.of("--domain-3", "--accent", "--muted")));
        return Json.object(
                "layer",
                list(
                        layer(
                                COVERAGE,
                                shown,
                                mark("line", "strokeWidth", 2),
                                encoding("x", years, "y", share, "color", colour)),
                        layer(
                                COVERAGE,
                                shown,
                                mark("circle", "size", 70, "opacity", 1, "tooltip", Layers.HOVER),
                                encoding("x", years, "y", share, "color", colour)),
                        name(shown, years, share, "95%", -9),
                        name(shown, years, share, "80%", 9),
                        name(shown, years, share, "50%", 0)));
    }

    /** The name of an interval beside its first point, apart from its neighbours'. */
    private static Map<String, Object> name(
            List<Map<String, Object>> shown,
            Map<String, Object> years,
            Map<String, Object> share,
            String interval,
            int lower) {
        List<Map<String, Object>> first = new ArrayList<>(shown);
        first.add(filter("datum.horizon_years == 1 && datum.name == '" + interval + "'"));
        return layer(
                COVERAGE,
                first,
                mark("text", "align", "right", "dx", -9, "dy", lower, "fontSize", 12),
                encoding("x", years, "y", share, "text", field("name")));
    }

    private DomContent coverageSentence(Rows winners) {
        return join(winners.stream()
                .map(row -> (Object) join(
                        Names.cohort(row.requireText("target")) + ": the 80% interval held",
                        Quote.of(row, "coverage80", NumberStyle.PERCENT),
                        "of",
                        Quote.of(row, "n", NumberStyle.COUNT),
                        "outcomes " + horizon() + " years ahead. "))
                .toArray());
    }

    private static DomContent summaryTable(Rows summaries) {
        return new QuotedTable(
                        "Every method at every horizon: errors in orders of magnitude, shares of outcomes held, CRPS"
                                + " (less is better)")
                .words("Method", row -> row.requireText("method"))
                .words("Target", row -> Names.cohort(row.requireText("target")))
                .quote("Years", "horizon_years", NumberStyle.COUNT)
                .quote("n", "n", NumberStyle.COUNT)
                .quote("Bias", "bias", NumberStyle.SIGNED)
                .quote("Mean error", "mean_abs_error", NumberStyle.HUNDREDTHS)
                .quote("50%", "coverage50", NumberStyle.PERCENT)
                .quote("80%", "coverage80", NumberStyle.PERCENT)
                .quote("95%", "coverage95", NumberStyle.PERCENT)
                .quote("CRPS", "crps", NumberStyle.HUNDREDTHS)
                .of(summaries);
    }
}
