package org.computetrends.report;

import static j2html.TagCreator.join;
import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.logarithmic;
import static org.computetrends.report.Layers.mark;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/** The projection of each scenario, beside each other. */
final class FansSection {
    private static final String METRIC = "training_compute";
    private static final String DATASET = "projections-by-scenario";

    private static final Map<String, String> SCENARIOS = Map.of(
            "continue", "Growth continues",
            "slowdown", "Slows to half",
            "speedup", "Half as fast again",
            "reversion", "Falls back to the pace before 2010",
            "constrained", "Limited by power, chips, data, latency");

    private final ReportInput input;
    private final Names names;

    FansSection(ReportInput input, Names names) {
        this.input = input;
        this.names = names;
    }

    Optional<Section> section() {
        Rows all = input.rows("projections")
                .where("metric", METRIC)
                .where(row -> !row.requireDate("target_date").isAfter(HeadlineSources.LAST));
        Rows shown = all.where("cohort", "frontier").isEmpty() ? all : all.where("cohort", "frontier");
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        Rows of = shown.where("cohort", shown.all().get(0).requireText("cohort"));
        List<String> scenarios = of.stream()
                .map(row -> row.requireText("scenario"))
                .distinct()
                .sorted(java.util.Comparator.comparingInt(FansSection::place))
                .toList();
        double low =
                of.stream().mapToDouble(row -> row.requireNumber("p10")).min().orElseThrow();
        double high =
                of.stream().mapToDouble(row -> row.requireNumber("p90")).max().orElseThrow();
        List<Chart.Panel> panels = new ArrayList<>();
        scenarios.forEach(scenario -> panels.add(new Chart.Panel(
                SCENARIOS.getOrDefault(scenario, Names.words(scenario)),
                fan(scenario, of.all().get(0).requireDate("target_date"), List.of(low, high)))));
        Chart chart = new Chart(
                "fans",
                names.metric(METRIC) + " to 2035 under each scenario, " + names.unit(METRIC),
                "Median and 50, 80 and 95 percent intervals of a release of the frontier to 2035.",
                panels,
                List.of(Dataset.of(
                        DATASET,
                        of,
                        "metric",
                        "cohort",
                        "scenario",
                        "target_date",
                        "line_median",
                        "ci95_low",
                        "ci95_high",
                        "p02_5",
                        "p10",
                        "p25",
                        "p50",
                        "p75",
                        "p90",
                        "p97_5")),
                Chart.Size.plain(240));
        DomContent table = new QuotedTable(names.metric(METRIC) + " of a release of the cohort, " + names.unit(METRIC)
                        + ": median and intervals at the turn of each year")
                .words(
                        "Scenario",
                        row -> SCENARIOS.getOrDefault(row.requireText("scenario"), row.requireText("scenario")))
                .words("Date", row -> row.requireDate("target_date").toString())
                .quote("Line", "line_median", NumberStyle.POWER)
                .quote("Median", "p50", NumberStyle.POWER)
                .interval("80%", "p10", "p90", NumberStyle.POWER)
                .interval("95%", "p02_5", "p97_5", NumberStyle.POWER)
                .of(of.where(row -> row.requireDate("target_date").getMonthValue() == 1));
        return Optional.of(new Section(
                "scenarios",
                "Projections by scenario",
                List.of(Figures.withTable(chart, sentence(of), table)),
                List.of(chart)));
    }

    private DomContent sentence(Rows rows) {
        LocalDate date = LocalDate.of(2030, 1, 1);
        Rows then = rows.where("target_date", date.toString());
        Optional<PublishedRow> goes = then.where("scenario", "continue").first();
        Optional<PublishedRow> limited = then.where("scenario", "constrained").first();
        if (goes.isEmpty() || limited.isEmpty()) {
            return j2html.TagCreator.text(
                    "The shaded bands hold half, 80% and 95% of the cohort’s releases under each scenario.");
        }
        return join(
                "By January 2030 half of the frontier’s releases would be above",
                Quote.of(goes, "p50", NumberStyle.POWER),
                names.unit(METRIC) + " if growth continues, and above",
                Quote.of(limited, "p50", NumberStyle.POWER),
                "within the limits of power, chips, data and latency that the settings suppose; bands hold half, 80%"
                        + " and 95% of them.");
    }

    private static int place(String scenario) {
        int place = List.of("continue", "constrained", "reversion", "slowdown", "speedup")
                .indexOf(scenario);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static Map<String, Object> fan(String scenario, LocalDate from, List<Double> bounds) {
        List<Map<String, Object>> shown = list(filter("datum.scenario == '" + scenario.replace("'", "\\'") + "'"));
        Map<String, Object> axis = logarithmic("p50");
        axis.put("scale", Json.object("type", "log", "domain", bounds, "nice", true));
        axis.put(
                "axis",
                Json.object(
                        "title", Json.NULL, "formatType", "power", "tickCount", 5, "gridColor", Layers.powersOnly()));
        return Layers.overTime(
                from,
                HeadlineSources.LAST,
                5,
                list(
                        band(shown, "p02_5", "p97_5", 0.12),
                        band(shown, "p10", "p90", 0.16),
                        band(shown, "p25", "p75", 0.20),
                        layer(
                                DATASET,
                                shown,
                                mark(
                                        "line",
                                        "color",
                                        "--trend",
                                        "strokeWidth",
                                        2,
                                        "clip",
                                        true,
                                        "point",
                                        Json.object("opacity", 0, "size", 120, "tooltip", Layers.HOVER)),
                                encoding("x", date("target_date"), "y", axis))));
    }

    private static Map<String, Object> band(List<Map<String, Object>> shown, String low, String high, double opacity) {
        return layer(
                DATASET,
                shown,
                mark("area", "color", "--trend", "opacity", opacity, "clip", true),
                encoding("x", date("target_date"), "y", logarithmic(low), "y2", field(high)));
    }
}
