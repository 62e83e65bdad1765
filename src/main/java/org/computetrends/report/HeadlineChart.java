package org.computetrends.report;

import static org.computetrends.report.Layers.HOVER;
import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.logarithmic;
import static org.computetrends.report.Layers.mark;
import static org.computetrends.report.Layers.millis;
import static org.computetrends.report.Layers.named;
import static org.computetrends.report.Layers.value;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The chart that the field knows: releases against time on a logarithmic scale, trends, the fan ahead, and thresholds.
 * What is shown of its data follows from the parameters {@code metric}, {@code cohort}, {@code from}, {@code to} and
 * {@code hidden}, which the page sets.
 */
final class HeadlineChart {
    static final String SHOWN = "datum.metric == metric && datum.cohort == cohort";
    private static final String FORECAST =
            "datum.metric == metric && datum.target == cohort && datum.scenario == 'continue'";

    private final HeadlineSources sources;
    private final Names names;
    private final Subject subject;
    private final LocalDate vintage;

    HeadlineChart(HeadlineSources sources, Names names, Subject subject, LocalDate vintage) {
        this.sources = sources;
        this.names = names;
        this.subject = subject;
        this.vintage = vintage;
    }

    Chart chart(String alternative) {
        LocalDate from = LocalDate.of(2009, 1, 1);
        List<Map<String, Object>> layers = new ArrayList<>();
        layers.addAll(new EraBands(names, vintage).layers());
        layers.addAll(fan(HeadlineSources.FAN, SHOWN));
        layers.addAll(fan(DefaultForecast.FANS, FORECAST));
        layers.addAll(MonthsWithoutValues.layers(FORECAST));
        List<ThresholdMarks> thresholds = List.of(ThresholdMarks.FORECAST, ThresholdMarks.OTHER);
        thresholds.forEach(each -> layers.addAll(each.lines()));
        layers.add(nowcasts());
        layers.addAll(sources.isBinned() ? bins() : points());
        layers.addAll(trends());
        thresholds.forEach(each -> layers.addAll(each.crossings()));
        Map<String, Object> specification = Layers.overTime(from, HeadlineSources.LAST, 14, layers);
        specification.put(
                "params",
                list(
                        parameter(
                                "metric",
                                sources.metrics().isEmpty()
                                        ? ""
                                        : sources.metrics().get(0)),
                        parameter("cohort", subject.cohort()),
                        parameter("from", millis(from)),
                        parameter("to", millis(HeadlineSources.LAST)),
                        parameter("hidden", List.of()),
                        parameter("small", false)));
        return Chart.of(
                "headline",
                names.metric(subject.metric()) + " of AI systems",
                alternative,
                specification,
                sources.datasets(),
                Chart.Size.plain(600));
    }

    static Map<String, Object> parameter(String name, Object value) {
        return Json.object("name", name, "value", value);
    }

    private static List<Map<String, Object>> fan(String dataset, String which) {
        List<Map<String, Object>> shown = list(filter(which), filter("datum.target_date <= to"));
        return list(
                Layers.fan(dataset, shown, "p02_5", "p97_5", 0.10),
                Layers.fan(dataset, shown, "p10", "p90", 0.14),
                Layers.fan(dataset, shown, "p25", "p75", 0.18),
                layer(
                        dataset,
                        shown,
                        mark(
                                "line",
                                "color",
                                "--trend",
                                "strokeWidth",
                                2,
                                "strokeDash",
                                List.of(5, 4),
                                "clip",
                                true,
                                "tooltip",
                                HOVER),
                        encoding("x", date("target_date"), "y", logarithmic("p50"))));
    }

    /** Open marks, at the medians of estimates. */
    private static Map<String, Object> nowcasts() {
        return named(
                "nowcasts",
                layer(
                        HeadlineSources.NOWCASTS,
                        list(
                                filter("datum.metric == metric && indexof(hidden, '" + HeadlineSources.NOWCASTS
                                        + "') < 0"),
                                filter("datum.published_on >= from && datum.published_on <= to"),
                                Json.object("calculate", "pow(10, datum.log10_compute)", "as", "value")),
                        mark(
                                "point",
                                "filled",
                                false,
                                "color",
                                "--muted",
                                "strokeWidth",
                                1,
                                "opacity",
                                0.6,
                                "size",
                                22,
                                "clip",
                                true,
                                "tooltip",
                                HOVER),
                        encoding("x", date("published_on"), "y", logarithmic("value"))));
    }

    private static List<Map<String, Object>> bins() {
        return list(DensityMarks.layer(
                list(filter("datum.metric == metric"), filter("datum.quarter >= from && datum.quarter <= to")),
                logarithmic(DensityMarks.FROM)));
    }

    private List<Map<String, Object>> points() {
        List<Map<String, Object>> shown = list(
                filter("datum.metric == metric && indexof(hidden, datum.domain) < 0"),
                filter("datum.published_on >= from && datum.published_on <= to"));
        Map<String, Object> colour = Json.object(
                "field",
                "domain",
                "type",
                "nominal",
                "legend",
                Json.NULL,
                "scale",
                Json.object("domain", sources.domains(), "range", colours()));
        List<Map<String, Object>> rest = new ArrayList<>(shown);
        rest.add(filter("!isValid(datum.frontier_rank) && !datum.record"));
        List<Map<String, Object>> top = new ArrayList<>(shown);
        top.add(filter("isValid(datum.frontier_rank) || datum.record"));
        // Whose name goes first where there is no room for all.
        top.add(Json.object("calculate", "datum.record ? 0 : datum.frontier_rank", "as", "rank"));
        return list(
                named(
                        "points",
                        layer(
                                HeadlineSources.POINTS,
                                rest,
                                mark("circle", "opacity", 0.4, "clip", true, "tooltip", HOVER, "size", 26),
                                encoding("x", date("published_on"), "y", logarithmic("value"), "color", colour))),
                named(
                        "notable",
                        layer(
                                HeadlineSources.POINTS,
                                top,
                                mark(
                                        "circle",
                                        "opacity",
                                        0.95,
                                        "clip",
                                        true,
                                        "tooltip",
                                        HOVER,
                                        "size",
                                        52,
                                        "stroke",
                                        "--surface",
                                        "strokeWidth",
                                        0.7),
                                encoding("x", date("published_on"), "y", logarithmic("value"), "color", colour))));
    }

    private List<String> colours() {
        List<String> colours = new ArrayList<>();
        for (int i = 0; i < sources.domains().size(); i++) {
            colours.add(i == sources.domains().size() - 1 ? "--domain-other" : "--domain-" + (i + 1));
        }
        return colours;
    }

    private static List<Map<String, Object>> trends() {
        List<Map<String, Object>> shown = list(filter(SHOWN), filter("datum.date >= from && datum.date <= to"));
        List<Map<String, Object>> labelled = list(
                filter(SHOWN),
                filter("min(datum.last_date, to) - max(datum.first_date, from) > 0.2 * (to - from)"),
                Json.object("calculate", "max(datum.first_date, from)", "as", "start"),
                Json.object("calculate", "datum.start + 0.42 * (min(datum.last_date, to) - datum.start)", "as", "at"),
                Json.object(
                        "calculate",
                        "pow(10, log(datum.start_value)/LN10 + (log(datum.end_value) - log(datum.start_value))/LN10"
                                + " * (datum.at - datum.first_date) / (datum.last_date - datum.first_date))",
                        "as",
                        "height"),
                Json.object("calculate", "format(datum.growth_factor_per_year, '.2f') + '× a year'", "as", "growth"));
        return list(
                layer(
                        HeadlineSources.BANDS,
                        shown,
                        mark("area", "color", "--trend", "opacity", 0.2, "clip", true),
                        encoding(
                                "x",
                                date("date"),
                                "y",
                                logarithmic("line95_low"),
                                "y2",
                                field("line95_high"),
                                "detail",
                                field("era"))),
                layer(
                        HeadlineSources.BANDS,
                        shown,
                        mark("line", "color", "--trend", "strokeWidth", 2.5, "clip", true),
                        encoding("x", date("date"), "y", logarithmic("line"), "detail", field("era"))),
                named(
                        "growth",
                        layer(
                                HeadlineSources.LINES,
                                labelled,
                                mark(
                                        "text",
                                        "align",
                                        "right",
                                        "dx",
                                        -14,
                                        "dy",
                                        -26,
                                        "fontSize",
                                        15,
                                        "fontWeight",
                                        700,
                                        "color",
                                        "--trend",
                                        "tooltip",
                                        HOVER),
                                encoding("x", date("at"), "y", logarithmic("height"), "text", field("growth")))));
    }
}
