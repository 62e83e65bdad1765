package org.computetrends.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PublishedRow;

/** Writes the forecast in sentences: each target's next threshold, the track record, and the benchmark. */
record ForecastSentences(DefaultForecast forecast, DisplayNames names) {
    /** A paragraph for each target that has a crossing with the status DUE or DATED. */
    List<DomContent> paragraphs(String metric) {
        return Stream.of(ForecastTarget.RECORD, ForecastTarget.FRONTIER)
                .map(target -> paragraph(
                        DisplayNames.target(target.id()),
                        forecast.crossings().where("metric", metric).where("target", target.id())))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<DomContent> paragraph(String target, Rows crossings) {
        List<DomContent> sentences = new ArrayList<>();
        Rows dueCrossings = crossings.where("status", ForecastCrossing.Status.DUE.name());
        if (!dueCrossings.isEmpty()) {
            sentences.add(dueSentence(dueCrossings));
        }
        crossings.where("status", ForecastCrossing.Status.DATED.name()).first().ifPresent(nextCrossing -> {
            sentences.add(dateSentence(nextCrossing));
            sentences.add(trackRecordSentence(nextCrossing));
            forecast.benchmarkCrossing(nextCrossing)
                    .map(this::benchmarkSentence)
                    .ifPresent(sentences::add);
        });
        return sentences.isEmpty()
                ? Optional.empty()
                : Optional.of(p(join(strong(target + "."), join(sentences))).withClass("standfirst"));
    }

    private static DomContent dueSentence(Rows dueCrossings) {
        return text(dueCrossings.stream()
                        .map(row -> DisplayNames.threshold(row.requireText("label")))
                        .collect(Collectors.joining(", "))
                + " " + ForecastCrossingTexts.MAY_HAVE_HAPPENED + ".");
    }

    private DomContent dateSentence(PublishedRow nextCrossing) {
        return phrase(
                "$ is forecast for $, 80% interval $, by $.",
                DisplayNames.threshold(nextCrossing.requireText("label")),
                strong(Quote.of(nextCrossing, "median_date", NumberStyle.DATE)),
                ForecastCrossingTexts.interval(nextCrossing),
                names.method(nextCrossing));
    }

    private DomContent benchmarkSentence(PublishedRow row) {
        return phrase(
                "The benchmark, $, says $ (80% $).",
                names.method(row), ForecastCrossingTexts.date(row), ForecastCrossingTexts.interval(row));
    }

    private static DomContent trackRecordSentence(PublishedRow nextCrossing) {
        if (!nextCrossing.has("real_time_horizon_months") && !nextCrossing.has("backtest_horizon_months")) {
            return text("No backtest reaches so far ahead: no evidence.");
        }
        return phrase(
                "Past outcomes inside such intervals: in real time $; in hindsight $.",
                trackRecord(nextCrossing, "real_time"),
                trackRecord(nextCrossing, "backtest"));
    }

    /** {@link ForecastCrossingTexts#coverage}, and the horizon, which may differ between the modes. */
    private static DomContent trackRecord(PublishedRow crossing, String mode) {
        DomContent coverage = ForecastCrossingTexts.coverage(crossing, mode);
        String horizon = mode + "_horizon_months";
        return crossing.has(horizon)
                ? phrase("$, up to $ months ahead", coverage, Quote.of(crossing, horizon, NumberStyle.COUNT))
                : coverage;
    }
}
