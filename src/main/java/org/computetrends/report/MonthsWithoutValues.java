package org.computetrends.report;

import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.mark;
import static org.computetrends.report.Layers.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The months before the day of the vintage that have few values yet, where paths start before it. */
final class MonthsWithoutValues {

    private MonthsWithoutValues() {}

    /**
     * Their band and its name.
     *
     * @param forecast which rows are of the forecast that is shown
     */
    static List<Map<String, Object>> layers(String forecast) {
        List<Map<String, Object>> shown = list(
                filter(forecast),
                filter("datum.paths_start < datum.origin && datum.paths_start >= from && datum.paths_start <= to"),
                Json.object("aggregate", List.of(), "groupby", List.of("paths_start", "origin")),
                Json.object("calculate", "min(datum.origin, to)", "as", "end"));
        List<Map<String, Object>> named = new ArrayList<>(shown);
        named.add(filter("datum.paths_start - from > 0.35 * (to - from)"));
        named.add(Json.object(
                "calculate",
                "'Few values since ' + utcFormat(datum.paths_start, '%b %Y') + (small ? '' : ', where coverage ends and paths start')",
                "as",
                "words"));
        return list(
                named(
                        "without_values",
                        layer(
                                DefaultForecast.FANS,
                                shown,
                                mark("rect", "color", "--muted", "opacity", 0.16),
                                encoding("x", date("paths_start"), "x2", field("end")))),
                layer(
                        DefaultForecast.FANS,
                        shown,
                        mark("rule", "color", "--trend", "strokeWidth", 1, "strokeDash", List.of(2, 3)),
                        encoding("x", date("paths_start"))),
                layer(
                        DefaultForecast.FANS,
                        named,
                        Layers.leftOfRule(Json.object("expr", "small ? 20 : 0"), "--trend"),
                        encoding("x", date("paths_start"), "text", field("words"))));
    }
}
