package org.computetrends.report;

import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.mark;
import static org.computetrends.report.Layers.millis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.domain.TrendKey;

/** Draws a trend's growth by vintage with its interval, published figures by date, and the seams between vintages. */
final class HistoryChart {
    private static final String HISTORY = "trend-history";
    private static final String PUBLISHED = "published-growth";

    /** Published doubling times as factors a year. */
    private static final String FACTOR =
            "datum.quantity == 'doubling_time_months' ? pow(2, 12 / datum.published_value) : datum.published_value";

    private final Names names;

    HistoryChart(Names names) {
        this.names = names;
    }

    List<Dataset> datasets(Rows history, Rows published) {
        return List.of(
                Dataset.of(
                        HISTORY,
                        history,
                        "metric",
                        "cohort",
                        "era",
                        "variant",
                        "values_vintage",
                        "seam",
                        "n",
                        "growth_factor_per_year",
                        "growth_factor_ci95_low",
                        "growth_factor_ci95_high",
                        "doubling_time_months"),
                Dataset.of(
                        PUBLISHED,
                        published,
                        "claim_id",
                        "source",
                        "published_on",
                        "quantity",
                        "metric",
                        "cohort",
                        "published_value",
                        "published_low",
                        "published_high"));
    }

    Map<String, Object> panel(TrendKey trend, Rows history, Rows published) {
        List<LocalDate> dates = Stream.concat(
                        history.stream().map(row -> row.requireDate("values_vintage")),
                        published.stream().map(row -> row.requireDate("published_on")))
                .sorted()
                .toList();
        LocalDate from = dates.get(0).minusMonths(2);
        LocalDate to = dates.get(dates.size() - 1).plusMonths(2);
        List<Map<String, Object>> bands = bands(from, to);
        List<Map<String, Object>> layers = new ArrayList<>();
        if (!bands.isEmpty()) {
            layers.add(Json.object(
                    "data",
                    Json.object("values", bands),
                    "mark",
                    mark("rect", "color", "--band", "stroke", "--rule", "strokeDash", List.of(2, 3)),
                    "encoding",
                    encoding("x", date("from"), "x2", field("to"))));
        }
        layers.addAll(points(trend));
        if (!published.isEmpty()) {
            layers.add(published(published));
        }
        if (!bands.isEmpty()) {
            layers.add(Json.object(
                    "data",
                    Json.object("values", bands),
                    "mark",
                    mark(
                            "text",
                            "angle",
                            270,
                            "align",
                            "right",
                            "baseline",
                            "top",
                            "dx",
                            -6,
                            "dy",
                            3,
                            "y",
                            0,
                            "color",
                            "--muted",
                            "fontSize",
                            11),
                    "encoding",
                    encoding("x", date("from"), "text", field("words"))));
        }
        return Layers.overTime(from, to, 5, layers);
    }

    private static List<Map<String, Object>> points(TrendKey trend) {
        List<Map<String, Object>> shown = list(filter(String.join(
                " && ",
                Layers.is("metric", trend.metric()),
                Layers.is("cohort", trend.cohort()),
                Layers.is("era", trend.era()))));
        return list(
                layer(
                        HISTORY,
                        shown,
                        mark("rule", "color", "--accent", "strokeWidth", 3, "opacity", 0.45),
                        encoding(
                                "x",
                                date("values_vintage"),
                                "y",
                                factor("growth_factor_ci95_low"),
                                "y2",
                                field("growth_factor_ci95_high"))),
                layer(
                        HISTORY,
                        shown,
                        mark("circle", "color", "--accent", "opacity", 1, "size", 48, "tooltip", Layers.HOVER),
                        encoding("x", date("values_vintage"), "y", factor("growth_factor_per_year"))));
    }

    private static Map<String, Object> published(Rows published) {
        List<String> claims =
                published.stream().map(row -> row.requireText("claim_id")).toList();
        return layer(
                PUBLISHED,
                list(
                        filter("indexof(" + Json.of(claims) + ", datum.claim_id) >= 0"),
                        Json.object("calculate", FACTOR, "as", "published_factor_per_year")),
                Layers.diamond(80),
                encoding("x", date("published_on"), "y", factor("published_factor_per_year")));
    }

    /** A band for each seam, without width where its day is known. */
    private List<Map<String, Object>> bands(LocalDate from, LocalDate to) {
        List<Map<String, Object>> bands = new ArrayList<>();
        for (Names.Seam seam : names.seams()) {
            LocalDate end = seam.to() == null ? seam.from() : seam.to();
            if (end.isAfter(from) && seam.from().isBefore(to)) {
                LocalDate start = seam.from().isBefore(from) ? from : seam.from();
                bands.add(Json.object(
                        "from", millis(start), "to", millis(end.isAfter(to) ? to : end), "words", seam.words()));
            }
        }
        return bands;
    }

    private static Map<String, Object> factor(String name) {
        Map<String, Object> factor = Layers.quantity(name, "");
        factor.put("axis", Json.object("title", Json.NULL));
        return factor;
    }
}
