package org.computetrends.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.PublishedRow;

/** The section on how forecasts made on past dates fared ({@link Backtest}), compared with the benchmark. */
record BacktestsSection(ReportInput input, DisplayNames names, ComparedMethods methods, BacktestScores scores) {
    private static final String REAL_TIME = Backtest.Mode.REAL_TIME.id();
    private static final String OUTLINE_LABEL = "in outline: no evidence";

    Optional<Section> section() {
        Rows methodScores = scores.methodScores();
        Rows drawnScores = methodScores.where(
                row -> List.of(methods.defaultMethod(), methods.benchmark()).contains(row.requireText("method")));
        if (drawnScores.where("method", methods.defaultMethod()).isEmpty()) {
            return Optional.empty();
        }
        String defaultMethod = names.method(methods.defaultMethod());
        String benchmark = names.method(methods.benchmark());
        ChartLegend legend = new ChartLegend("method_name")
                .with(defaultMethod, defaultMethod)
                .withGrey(benchmark, benchmark)
                .withOutline(OUTLINE_LABEL);
        BacktestCharts charts = new BacktestCharts(names, legend);
        Section section = introduction();
        Rows comparedScores = scores.comparisons(methods.defaultMethod());
        Rows onFinal = comparedScores.where("scored_on", Backtest.ScoredOn.FINAL.id());
        if (!onFinal.isEmpty()) {
            section = section.with(Figure.of(
                    charts.scores(onFinal),
                    phrase(
                            "At 1 both score alike. Bars are 90% intervals of a block bootstrap. $",
                            new ChartLegend("")
                                    .with("", defaultMethod + " over " + benchmark)
                                    .withOutline(OUTLINE_LABEL)
                                    .html()),
                    comparisonTable(comparedScores)));
        }
        section = section.with(Figure.of(
                charts.coverage(drawnScores),
                join(coverageSentence(drawnScores), legend.html()),
                scoresTable(methodScores)));
        Rows outcomes = outcomes();
        if (!outcomes.isEmpty()) {
            section = section.with(Figure.of(
                    charts.outcomes(
                            outcomes,
                            scores,
                            "What " + defaultMethod + " would have forecast, and the actual values (log₁₀ "
                                    + names.unit(outcomes.all().get(0).requireText("metric")) + ")"),
                    text("Thick bars are 80% intervals, thin ones 95%. Points are outcomes, in red where outside 80%."),
                    outcomesTable(outcomes)));
        }
        return Optional.of(section);
    }

    /** The title, the real-time results of {@link ComparedMethods#startVariants}, and what the scores mean. */
    private Section introduction() {
        Section section = new Section("backtests", "How forecasts have fared");
        for (String method : methods.startVariants()) {
            Rows comparedScores = scores.comparisons(method)
                    .where("mode", REAL_TIME)
                    .where("scored_on", Backtest.ScoredOn.FINAL.id())
                    .where("horizon_months", String.valueOf(scores.quotedMonths(REAL_TIME)));
            List<DomContent> sentences = new ArrayList<>();
            comparedScores.forEach(row -> sentences.add(sentences.isEmpty() ? fullSentence(row) : shortSentence(row)));
            if (!sentences.isEmpty()) {
                section =
                        section.with(p(join(sentences)).withClass(section.body().isEmpty() ? "shows" : "note"));
            }
        }
        return section.with(p("CRPS is the mean distance of forecasts from outcomes: below 1 is better than the"
                        + " benchmark. In real time origins are vintages, with the values of their time. In hindsight they"
                        + " are half-yearly, on the newest values. Windows are origins whose forecasts do not"
                        + " overlap: " + BacktestSummary.NO_EVIDENCE_WINDOWS + " or fewer are no evidence.")
                .withClass("note"));
    }

    private DomContent fullSentence(PublishedRow row) {
        return phrase(
                "In real time, $ months ahead, $ scored on $ $ times the CRPS of the $$",
                row.requireText("horizon_months"),
                names.method(row),
                names.releases(row.requireText("target")),
                Quote.of(row, "relative_crps", NumberStyle.HUNDREDTHS),
                names.method(methods.benchmark()),
                support(row));
    }

    private DomContent shortSentence(PublishedRow row) {
        return phrase(
                "On $ it is $ times$",
                names.releases(row.requireText("target")),
                Quote.of(row, "relative_crps", NumberStyle.HUNDREDTHS),
                support(row));
    }

    /** The end of a sentence on a relative score: its interval, and the numbers of origins and windows. */
    private static DomContent support(PublishedRow row) {
        return phrase(
                ": 90% interval $, $ origins, $ windows$",
                Quote.interval(row, "relative_crps_ci90", NumberStyle.HUNDREDTHS),
                Quote.of(row, "n", NumberStyle.COUNT),
                Quote.of(row, "n_windows", NumberStyle.COUNT),
                evidenceEnd(row));
    }

    private static String evidenceEnd(PublishedRow row) {
        return row.isTrue("evidence") ? "." : ": no evidence.";
    }

    private DomContent coverageSentence(Rows drawnScores) {
        List<DomContent> sentences = new ArrayList<>();
        for (BacktestScores.Panel panel : BacktestScores.panels(drawnScores)) {
            drawnScores
                    .where("method", methods.defaultMethod())
                    .where(panel::contains)
                    .where("horizon_months", String.valueOf(scores.quotedMonths(panel.mode())))
                    .first()
                    .ifPresent(row -> sentences.add(phrase(
                            "$, $ months: $ of $ outcomes inside, $ windows$",
                            panel.title(),
                            row.requireText("horizon_months"),
                            Quote.of(row, "coverage80", NumberStyle.PERCENT),
                            Quote.of(row, "n", NumberStyle.COUNT),
                            Quote.of(row, "n_windows", NumberStyle.COUNT),
                            evidenceEnd(row))));
        }
        return join(sentences);
    }

    /** The default method's forecasts with a known outcome, at the horizon that the page quotes for each mode. */
    private Rows outcomes() {
        return scores.sorted(input.rows("backtests")
                .where("method", methods.defaultMethod())
                .where("scored_on", Backtest.ScoredOn.FINAL.id())
                .where(row -> row.has("actual")
                        && row.has("p50")
                        && row.requireNumber("horizon_months") == scores.quotedMonths(row.requireText("mode")))
                .sortedBy(row -> row.requireDate("target_date")));
    }

    private DomContent comparisonTable(Rows comparedScores) {
        return new QuotedTable(
                        "The default forecast beside the benchmark, on the origins that both can forecast: CRPS in"
                                + " orders of magnitude, of the default over the benchmark’s with its 90% interval")
                .text("Target", row -> DisplayNames.target(row.requireText("target")))
                .text("Mode", BacktestsSection::mode)
                .text("Outcome", row -> row.requireText("scored_on").equals("first") ? "first known" : "newest values")
                .quote("Months", "horizon_months", NumberStyle.COUNT)
                .quote("Origins", "n", NumberStyle.COUNT)
                .quote("Windows", "n_windows", NumberStyle.COUNT)
                .quote("CRPS", "crps", NumberStyle.HUNDREDTHS)
                .numericCell("Benchmark’s", row -> benchmarkCrps(row))
                .quote("Relative", "relative_crps", NumberStyle.HUNDREDTHS)
                .interval("90%", "relative_crps_ci90", NumberStyle.HUNDREDTHS)
                .text("", BacktestsSection::evidence)
                .html(scores.sorted(comparedScores));
    }

    private DomContent benchmarkCrps(PublishedRow row) {
        return scores.benchmarkScore(row)
                .map(benchmark -> Quote.inRow(row, benchmark, "crps", NumberStyle.HUNDREDTHS))
                .orElse(text("–"));
    }

    /** The scores of every method at every horizon, and their ratio to the benchmark's. */
    private DomContent scoresTable(Rows methodScores) {
        return new QuotedTable("Every method at every horizon, with the newest values as outcomes. p is that of a"
                        + " binomial test of 80% on windows. CRPS, bias and the width of 80% intervals are in orders of"
                        + " magnitude")
                .text("Method", names::method)
                .text("Target", row -> DisplayNames.target(row.requireText("target")))
                .text("Mode", BacktestsSection::mode)
                .quote("Months", "horizon_months", NumberStyle.COUNT)
                .quote("Origins", "n", NumberStyle.COUNT)
                .quote("Windows", "n_windows", NumberStyle.COUNT)
                .quote("Inside 80%", "coverage80", NumberStyle.PERCENT)
                .quote("p", "coverage80_p_value", NumberStyle.PROBABILITY)
                .quote("CRPS", "crps", NumberStyle.HUNDREDTHS)
                .numericCell(
                        "Over benchmark",
                        row -> overBenchmark(
                                row, compared -> Quote.inRow(row, compared, "relative_crps", NumberStyle.HUNDREDTHS)))
                .numericCell(
                        "90%",
                        row -> overBenchmark(
                                row,
                                compared -> Quote.intervalInRow(
                                        row,
                                        compared,
                                        "relative_crps_ci90_low",
                                        "relative_crps_ci90_high",
                                        NumberStyle.HUNDREDTHS)))
                .quote("Bias", "bias", NumberStyle.SIGNED)
                .quote("Width", "mean_width80", NumberStyle.HUNDREDTHS)
                .text("", BacktestsSection::evidence)
                .html(scores.sorted(methodScores));
    }

    /** A cell from the row that compares the method with the benchmark; a dash if there is no such row. */
    private DomContent overBenchmark(PublishedRow methodScore, Function<PublishedRow, DomContent> cell) {
        return scores.comparison(methodScore).map(cell).orElse(text("–"));
    }

    private DomContent outcomesTable(Rows outcomes) {
        return new QuotedTable("Forecasts of the default method and the actual values, log₁₀")
                .text("Target", row -> DisplayNames.target(row.requireText("target")))
                .text("Mode", BacktestsSection::mode)
                .text("Made on", "origin")
                .text("Paths from", "paths_start")
                .text("For", "target_date")
                .quote("Median", "p50", NumberStyle.HUNDREDTHS)
                .interval("80%", "p10", "p90", NumberStyle.HUNDREDTHS)
                .quote("Came", "actual", NumberStyle.HUNDREDTHS)
                .quote("Error", "error", NumberStyle.SIGNED)
                .text("Within 80%", row -> row.isTrue("in80") ? "yes" : "no")
                .text("", row -> row.isTrue("provisional") ? "younger than a year" : "")
                .html(outcomes);
    }

    private static String mode(PublishedRow row) {
        return DisplayNames.idInWords(BacktestScores.modeInWords(row.requireText("mode")));
    }

    private static String evidence(PublishedRow row) {
        return row.isTrue("evidence") ? "" : "no evidence";
    }
}
