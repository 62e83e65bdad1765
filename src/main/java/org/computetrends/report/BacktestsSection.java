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

/** How forecasts made on past dates fared ({@link Backtest}): scores of the default method and of the benchmark. */
record BacktestsSection(ReportInput input, DisplayNames names, ComparedMethods methods, BacktestScores scores) {
    private static final String REAL_TIME = Backtest.Mode.REAL_TIME.id();
    private static final String NO_EVIDENCE = "in outline: no evidence";

    Optional<Section> section() {
        Rows methodScores = scores.alone();
        Rows drawnScores = methodScores.where(
                row -> List.of(methods.defaultMethod(), methods.benchmark()).contains(row.requireText("method")));
        if (drawnScores.where("method", methods.defaultMethod()).isEmpty()) {
            return Optional.empty();
        }
        String defaultMethod = names.method(methods.defaultMethod());
        String benchmark = names.method(methods.benchmark());
        ChartLegend key = new ChartLegend("method_name")
                .with(defaultMethod, defaultMethod)
                .plain(benchmark, benchmark)
                .outline(NO_EVIDENCE);
        BacktestCharts charts = new BacktestCharts(names, key);
        Section section = lead();
        Rows comparedScores = scores.compared(methods.defaultMethod());
        Rows onFinal = comparedScores.where("scored_on", Backtest.ScoredOn.FINAL.id());
        if (!onFinal.isEmpty()) {
            section = section.with(Figure.of(
                    charts.scores(onFinal),
                    phrase(
                            "At 1 both score alike. Bars are 90% intervals of a block bootstrap. $",
                            new ChartLegend("")
                                    .with("", defaultMethod + " over " + benchmark)
                                    .outline(NO_EVIDENCE)
                                    .words()),
                    comparisonTable(comparedScores)));
        }
        section = section.with(Figure.of(
                charts.coverage(drawnScores),
                join(coverageSentence(drawnScores), key.words()),
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

    /**
     * The beginning of the section: the real-time result of the default method and of the same method with the other
     * start of its paths.
     */
    private Section lead() {
        Section section = new Section("backtests", "How forecasts have fared");
        for (String method : methods.starts()) {
            Rows rows = scores.compared(method)
                    .where("mode", REAL_TIME)
                    .where("scored_on", Backtest.ScoredOn.FINAL.id())
                    .where("horizon_months", String.valueOf(scores.months(REAL_TIME)));
            List<DomContent> sentences = new ArrayList<>();
            rows.forEach(row -> sentences.add(result(row, sentences.isEmpty())));
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

    private DomContent result(PublishedRow row, boolean isFirst) {
        String target = names.releases(row.requireText("target"));
        DomContent relativeScore = Quote.of(row, "relative_crps", NumberStyle.HUNDREDTHS);
        return phrase(
                "$: 90% interval $, $ origins, $ windows$",
                isFirst
                        ? phrase(
                                "In real time, $ months ahead, $ scored on $ $ times the CRPS of the $",
                                row.requireText("horizon_months"),
                                names.method(row),
                                target,
                                relativeScore,
                                names.method(methods.benchmark()))
                        : phrase("On $ it is $ times", target, relativeScore),
                QuotedTable.range(row, "relative_crps_ci90_low", "relative_crps_ci90_high", NumberStyle.HUNDREDTHS),
                Quote.of(row, "n", NumberStyle.COUNT),
                Quote.of(row, "n_windows", NumberStyle.COUNT),
                row.isTrue("evidence") ? "." : ": no evidence.");
    }

    private DomContent coverageSentence(Rows drawnScores) {
        List<DomContent> sentences = new ArrayList<>();
        for (BacktestScores.Panel panel : BacktestScores.panels(drawnScores)) {
            drawnScores
                    .where("method", methods.defaultMethod())
                    .where(panel::has)
                    .where("horizon_months", String.valueOf(scores.months(panel.mode())))
                    .first()
                    .ifPresent(row -> sentences.add(phrase(
                            "$, $ months: $ of $ outcomes inside, $ windows$",
                            panel.title(),
                            row.requireText("horizon_months"),
                            Quote.of(row, "coverage80", NumberStyle.PERCENT),
                            Quote.of(row, "n", NumberStyle.COUNT),
                            Quote.of(row, "n_windows", NumberStyle.COUNT),
                            row.isTrue("evidence") ? "." : ": no evidence.")));
        }
        return join(sentences);
    }

    /** The default method's forecasts with a known outcome, at the horizons of {@link BacktestScores#months}. */
    private Rows outcomes() {
        return scores.sorted(input.rows("backtests")
                .where("method", methods.defaultMethod())
                .where("scored_on", Backtest.ScoredOn.FINAL.id())
                .where(row -> row.has("actual")
                        && row.has("p50")
                        && row.requireNumber("horizon_months") == scores.months(row.requireText("mode")))
                .by(row -> row.requireDate("target_date")));
    }

    /** The scores of the default method beside the benchmark's. */
    private DomContent comparisonTable(Rows comparedScores) {
        return new QuotedTable(
                        "The default forecast beside the benchmark, on the origins that both can forecast: CRPS in"
                                + " orders of magnitude, of the default over the benchmark’s with its 90% interval")
                .words("Target", row -> DisplayNames.target(row.requireText("target")))
                .words("Mode", BacktestsSection::mode)
                .words("Outcome", row -> row.requireText("scored_on").equals("first") ? "first known" : "newest values")
                .quote("Months", "horizon_months", NumberStyle.COUNT)
                .quote("Origins", "n", NumberStyle.COUNT)
                .quote("Windows", "n_windows", NumberStyle.COUNT)
                .quote("CRPS", "crps", NumberStyle.HUNDREDTHS)
                .numbers("Benchmark’s", row -> benchmark(row))
                .quote("Relative", "relative_crps", NumberStyle.HUNDREDTHS)
                .interval("90%", "relative_crps_ci90_low", "relative_crps_ci90_high", NumberStyle.HUNDREDTHS)
                .words("", BacktestsSection::evidence)
                .of(scores.sorted(comparedScores));
    }

    private DomContent benchmark(PublishedRow row) {
        return scores.benchmark(row)
                .map(other -> Quote.within(row, other, "crps", NumberStyle.HUNDREDTHS))
                .orElse(text("–"));
    }

    /** The scores of every method at every horizon, and their ratio to the benchmark's. */
    private DomContent scoresTable(Rows methodScores) {
        return new QuotedTable("Every method at every horizon, with the newest values as outcomes. p is that of a"
                        + " binomial test of 80% on windows. CRPS, bias and the width of 80% intervals are in orders of"
                        + " magnitude")
                .words("Method", names::method)
                .words("Target", row -> DisplayNames.target(row.requireText("target")))
                .words("Mode", BacktestsSection::mode)
                .quote("Months", "horizon_months", NumberStyle.COUNT)
                .quote("Origins", "n", NumberStyle.COUNT)
                .quote("Windows", "n_windows", NumberStyle.COUNT)
                .quote("Inside 80%", "coverage80", NumberStyle.PERCENT)
                .quote("p", "coverage80_p_value", NumberStyle.PROBABILITY)
                .quote("CRPS", "crps", NumberStyle.HUNDREDTHS)
                .numbers(
                        "Over benchmark",
                        row -> overBenchmark(
                                row, compared -> Quote.within(row, compared, "relative_crps", NumberStyle.HUNDREDTHS)))
                .numbers(
                        "90%",
                        row -> overBenchmark(
                                row,
                                compared -> QuotedTable.within(
                                        row,
                                        compared,
                                        "relative_crps_ci90_low",
                                        "relative_crps_ci90_high",
                                        NumberStyle.HUNDREDTHS)))
                .quote("Bias", "bias", NumberStyle.SIGNED)
                .quote("Width", "mean_width80", NumberStyle.HUNDREDTHS)
                .words("", BacktestsSection::evidence)
                .of(scores.sorted(methodScores));
    }

    private DomContent overBenchmark(PublishedRow row, Function<PublishedRow, DomContent> cell) {
        return scores.compared(row).map(cell).orElse(text("–"));
    }

    /** Forecasts and the actual values. */
    private DomContent outcomesTable(Rows outcomes) {
        return new QuotedTable("Forecasts of the default method and the actual values, log₁₀")
                .words("Target", row -> DisplayNames.target(row.requireText("target")))
                .words("Mode", BacktestsSection::mode)
                .words("Made on", row -> row.requireText("origin"))
                .words("Paths from", row -> row.requireText("paths_start"))
                .words("For", row -> row.requireText("target_date"))
                .quote("Median", "p50", NumberStyle.HUNDREDTHS)
                .interval("80%", "p10", "p90", NumberStyle.HUNDREDTHS)
                .quote("Came", "actual", NumberStyle.HUNDREDTHS)
                .quote("Error", "error", NumberStyle.SIGNED)
                .words("Within 80%", row -> row.isTrue("in80") ? "yes" : "no")
                .words("", row -> row.isTrue("provisional") ? "younger than a year" : "")
                .of(outcomes);
    }

    private static String mode(PublishedRow row) {
        return DisplayNames.words(BacktestScores.modeInWords(row.requireText("mode")));
    }

    private static String evidence(PublishedRow row) {
        return row.isTrue("evidence") ? "" : "no evidence";
    }
}
