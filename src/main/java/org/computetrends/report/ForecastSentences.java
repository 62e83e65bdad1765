package org.computetrends.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PublishedRow;

/** The forecast in sentences: the next threshold of each target, the track record of such forecasts, and the benchmark. */
record ForecastSentences(DefaultForecast forecast, DisplayNames names) {
    /** A paragraph for each target of a metric that has not passed every threshold. Empty without a forecast. */
    List<DomContent> all(String metric) {
        return Stream.of(ForecastTarget.RECORD, ForecastTarget.FRONTIER)
                .map(target -> forecast.crossings().where("metric", metric).where("target", target.id()))
                .map(this::paragraph)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<DomContent> paragraph(Rows crossings) {
        Rows due = crossings.where("status", ForecastCrossing.Status.DUE.name());
        Optional<PublishedRow> next =
                crossings.where("status", ForecastCrossing.Status.DATED.name()).first();
        return Stream.concat(due.stream(), next.stream())
                .findFirst()
                .map(first -> p(join(
                                strong(DisplayNames.target(first.requireText("target")) + "."),
                                due.isEmpty() ? text("") : due(due),
                                next.map(this::when).orElse(text("")),
                                next.map(ForecastSentences::record).orElse(text("")),
                                next.flatMap(forecast::benchmark)
                                        .map(this::benchmark)
                                        .orElse(text(""))))
                        .withClass("standfirst"));
    }

    private static DomContent due(Rows due) {
        return text(due.stream()
                        .map(row -> DisplayNames.threshold(row.requireText("label")))
                        .collect(Collectors.joining(", "))
                + " " + ForecastWords.MAY_HAVE_HAPPENED + ".");
    }

    private DomContent when(PublishedRow next) {
        return join(
                DisplayNames.threshold(next.requireText("label")) + " is forecast for",
                span(strong(Quote.of(next, "median_date", NumberStyle.TENTHS)), text(",")),
                "80% interval",
                span(ForecastWords.interval(next), text(",")),
                "by " + names.method(next.requireText("method")) + ".");
    }

    private DomContent benchmark(PublishedRow row) {
        return join(
                "The benchmark, " + names.method(row.requireText("method")) + ", says",
                ForecastWords.date(row),
                "(80%",
                span(ForecastWords.interval(row), text(").")));
    }

    private static DomContent record(PublishedRow next) {
        String mode = next.has("real_time_horizon_months") ? "real_time" : "backtest";
        if (!next.has(mode + "_horizon_months")) {
            return text("No backtest reaches so far ahead: no evidence.");
        }
        return join(
                "Such intervals, up to",
                Quote.of(next, mode + "_horizon_months", NumberStyle.COUNT),
                "months ahead, held in real time",
                span(ForecastWords.realTime(next), text(",")),
                "in hindsight",
                span(ForecastWords.hindsight(next), text(".")));
    }
}
