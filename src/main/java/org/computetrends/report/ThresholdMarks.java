package org.computetrends.report;

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

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Thresholds of the headline chart, and when the line reaches them. */
final class ThresholdMarks {
    private final LocalDate vintage;

    ThresholdMarks(LocalDate vintage) {
        this.vintage = vintage;
    }

    List<Map<String, Object>> lines() {
        return list(layer(
                HeadlineSources.CROSSINGS,
                list(filter(HeadlineChart.SHOWN)),
                mark("rule", "color", "--rule", "strokeDash", List.of(1, 3)),
                encoding("y", logarithmic("threshold"))));
    }

    /** Where the line reaches each threshold: the date, and its 80% and 95% interval. */
    List<Map<String, Object>> crossings() {
        List<Map<String, Object>> dated = list(
                filter(HeadlineChart.SHOWN),
                filter(
                        "isValid(datum.simulated_median) && datum.simulated_median >= from && datum.simulated_median <= to"));
        return list(
                layer(
                        HeadlineSources.CROSSINGS,
                        dated,
                        mark("rule", "color", "--ink", "strokeWidth", 1.5, "clip", true),
                        encoding(
                                "x",
                                date("simulated95_low"),
                                "x2",
                                field("simulated95_high"),
                                "y",
                                logarithmic("threshold"))),
                layer(
                        HeadlineSources.CROSSINGS,
                        dated,
                        mark("rule", "color", "--ink", "strokeWidth", 5, "clip", true),
                        encoding(
                                "x",
                                date("simulated80_low"),
                                "x2",
                                field("simulated80_high"),
                                "y",
                                logarithmic("threshold"))),
                layer(
                        HeadlineSources.CROSSINGS,
                        dated,
                        Layers.diamond(70),
                        encoding("x", date("simulated_median"), "y", logarithmic("threshold"))),
                named(
                        "thresholds",
                        layer(
                                HeadlineSources.CROSSINGS,
                                list(
                                        dated.get(0),
                                        dated.get(1),
                                        filter("datum.simulated_median > " + millis(vintage)),
                                        filter("datum.simulated95_low - from > 0.25 * (to - from)"),
                                        Json.object(
                                                "calculate",
                                                "power(datum.threshold) + (small ? '' : ' · ' +"
                                                        + " utcFormat(datum.simulated_median, '%b %Y'))",
                                                "as",
                                                "crossing")),
                                mark(
                                        "text",
                                        "align",
                                        "right",
                                        "baseline",
                                        "middle",
                                        "dx",
                                        -7,
                                        "fontSize",
                                        12,
                                        "color",
                                        "--ink"),
                                encoding(
                                        "x",
                                        date("simulated95_low"),
                                        "y",
                                        logarithmic("threshold"),
                                        "text",
                                        field("crossing")))));
    }
}
