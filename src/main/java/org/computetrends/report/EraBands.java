package org.computetrends.report;

import static org.computetrends.report.Layers.date;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.filter;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.mark;
import static org.computetrends.report.Layers.millis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bands behind the headline chart, one an era, and one for what is projected. */
final class EraBands {
    private final Names names;
    private final LocalDate vintage;

    EraBands(Names names, LocalDate vintage) {
        this.names = names;
        this.vintage = vintage;
    }

    /** Bands behind everything, one an era, with the era's name. */
    List<Map<String, Object>> layers() {
        List<Map<String, Object>> bands = new ArrayList<>();
        boolean shaded = false;
        for (Names.Era era : names.eras()) {
            LocalDate from = era.from() == null ? LocalDate.of(1940, 1, 1) : era.from();
            LocalDate to = era.to() == null ? vintage : era.to();
            bands.add(
                    Json.object("from", millis(from), "to", millis(to), "name", names.era(era.id()), "shaded", shaded));
            shaded = !shaded;
        }
        bands.add(Json.object(
                "from", millis(vintage), "to", millis(HeadlineSources.LAST), "name", "Projected", "shaded", shaded));
        List<Map<String, Object>> clipped = list(
                filter("datum.to > from && datum.from < to"),
                Json.object("calculate", "max(datum.from, from)", "as", "start"),
                Json.object("calculate", "min(datum.to, to)", "as", "end"));
        Map<String, Object> data = Json.object("values", bands);
        return list(
                Json.object(
                        "data",
                        data,
                        "transform",
                        clipped,
                        "mark",
                        mark("rect", "color", "--band", "clip", true),
                        "encoding",
                        encoding(
                                "x",
                                date("start"),
                                "x2",
                                field("end"),
                                "opacity",
                                Json.object("condition", Json.object("test", "datum.shaded", "value", 1), "value", 0))),
                Json.object(
                        "data", data,
                        "transform",
                                List.of(
                                        clipped.get(0),
                                        clipped.get(1),
                                        clipped.get(2),
                                        filter("(datum.end - datum.start) > 0.1 * (to - from)")),
                        "mark",
                                mark(
                                        "text",
                                        "align",
                                        "left",
                                        "baseline",
                                        "top",
                                        "dx",
                                        8,
                                        "dy",
                                        8,
                                        "color",
                                        "--muted",
                                        "fontSize",
                                        12,
                                        "fontWeight",
                                        600,
                                        "y",
                                        0),
                        "encoding", encoding("x", date("start"), "text", field("name"))));
    }
}
