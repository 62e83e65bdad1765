package org.computetrends.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        BacktestCharts charts = new BacktestCharts(
                names,
                new ChartLegend("method_name")
                        .with(defaultMethod, defaultMethod)
                        .withGrey(benchmark, benchmark)
                        .withOutline(OUTLINE_LABEL));
        return Optional.of(introduction()
                .with(comparisonFigure(charts, defaultMethod + " over " + benchmark))
                .with(Figure.of(
                        charts.coverage(drawnScores),
                        join(coverageSentence(drawnScores), charts.legend().html()),
                        scoresTable(methodScores)))
                .with(outcomesFigure(charts, defaultMethod)));
    }

    /** The scores of the default method compared with the benchmark's; empty if the two share no origins. */
    private Optional<Figure> comparisonFigure(BacktestCharts charts, String label) {
        Rows comparisons = scores.comparisons(methods.defaultMethod());
        Rows comparisonsOnNewestValues = comparisons.where("scored_on", Backtest.ScoredOn.FINAL.id());
        ChartLegend legend = new ChartLegend("").with("", label).withOutline(OUTLINE_LABEL);
        return comparisonsOnNewestValues.isEmpty()
                ? Optional.empty()
                : Optional.of(Figure.of(
                        charts.scores(comparisonsOnNewestValues),
                        phrase("At 1 both score alike. Bars are 90% intervals of a block bootstrap. $", legend.html()),
                        comparisonTable(comparisons)));
    }

    private Optional<Figure> outcomesFigure(BacktestCharts charts, String defaultMethod) {
        Rows outcomes = outcomes();
        String title = "What " + defaultMethod + " would have forecast, and the outcomes (log₁₀ ";
        return outcomes.first()
                .map(row -> Figure.of(
                        charts.outcomes(outcomes, scores, title + names.unit(row.requireText("metric")) + ")"),
                        text(
                                "Thick bars are 80% intervals, thin ones 95%. Points are outcomes, in red where outside 80%."),
                        outcomesTable(outcomes)));
    }

    /** The title, the real-time results of {@link ComparedMethods#startVariants}, and what the scores mean. */
    private Section introduction() {
        Section section = new Section("backtests", "How forecasts have fared");
        for (String method : methods.startVariants()) {
            Rows comparisons = scores.comparisons(method)
                    .where("mode", REAL_TIME)
                    .where("scored_on", Backtest.ScoredOn.FINAL.id())
                    .where("horizon_months", String.valueOf(scores.quotedMonths(REAL_TIME)));
            List<DomContent> sentences = new ArrayList<>();
            comparisons.forEach(row -> sentences.add(sentences.isEmpty() ? fullSentence(row) : shortSentence(row)));
            if (!sentences.isEmpty()) {
                // The first paragraph is the main one: that of the default method.
                section =
                        section.with(p(join(sentences)).withClass(section.body().isEmpty() ? "shows" : "note"));
            }
        }
        return section.with(
                p("The CRPS measures how far forecasts are from outcomes; lower is better. A relative CRPS below 1"
                                + " is better than the benchmark’s. In real time, origins are vintages, and forecasts use the"
                                + " vintage’s values. In hindsight, origins are evenly spaced, and forecasts use the newest values."
                                + " Windows are origins whose forecasts do not overlap: "
                                + BacktestSummary.NO_EVIDENCE_WINDOWS + " or fewer are no evidence.")
                        .withClass("note"));
    }

    private DomContent fullSentence(PublishedRow row) {
        return phrase(
                "In real time, $ months ahead, $ scored on $ $ times the CRPS of the $$",
                row.requireText("horizon_months"),
                names.method(row),
                names.cohortWithArticle(row.requireText("target")),
                Quote.of(row, "relative_crps", NumberStyle.HUNDREDTHS),
                names.method(methods.benchmark()),
                support(row));
    }

    private DomContent shortSentence(PublishedRow row) {
        return phrase(
                "On $ it is $ times$",
                names.cohortWithArticle(row.requireText("target")),
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
        for (BacktestScores.TargetAndMode drawn : BacktestScores.targetsAndModes(drawnScores)) {
            drawnScores
                    .where("method", methods.defaultMethod())
                    .where(drawn::contains)
                    .where("horizon_months", String.valueOf(scores.quotedMonths(drawn.mode())))
                    .first()
                    .ifPresent(row -> sentences.add(phrase(
                            "$, $ months: $ of $ outcomes inside, $ windows$",
                            drawn.title(),
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

    private DomContent comparisonTable(Rows comparisons) {
        return new QuotedTable(
                        "The default forecast beside the benchmark, on the origins that both can forecast: CRPS in"
                                + " orders of magnitude, and its ratio to the benchmark’s with a 90% interval")
                .text("Target", row -> DisplayNames.target(row.requireText("target")))
                .text("Mode", BacktestsSection::mode)
                .text("Outcomes", row -> row.requireText("scored_on").equals("first") ? "first known" : "newest values")
                .quote("Months", "horizon_months", NumberStyle.COUNT)
                .quote("Origins", "n", NumberStyle.COUNT)
                .quote("Windows", "n_windows", NumberStyle.COUNT)
                .quote("CRPS", "crps", NumberStyle.HUNDREDTHS)
                .numericCell("Benchmark’s", row -> benchmarkCrps(row))
                .quote("Relative", "relative_crps", NumberStyle.HUNDREDTHS)
                .interval("90%", "relative_crps_ci90", NumberStyle.HUNDREDTHS)
                .text("", BacktestsSection::evidence)
                .html(scores.sorted(comparisons));
    }

    private DomContent benchmarkCrps(PublishedRow row) {
        return scores.benchmarkScore(row)
                .map(benchmark -> Quote.inRow(row, benchmark, "crps", NumberStyle.HUNDREDTHS))
                .orElse(text("–"));
    }

    /** The scores of every method at every horizon, and their ratio to the benchmark's. */
    private DomContent scoresTable(Rows methodScores) {
        return new QuotedTable("Every method at every horizon, with the newest values as outcomes. p is the p-value"
                        + " of a binomial test that intervals contain 80% of outcomes, with each window as one case. CRPS,"
                        + " bias and the width of 80% intervals are in orders of magnitude")
                .text("Method", names::method)
                .text("Target", row -> DisplayNames.target(row.requireText("target")))
                .text("Mode", BacktestsSection::mode)
                .quote("Months", "horizon_months", NumberStyle.COUNT)
                .quote("Origins", "n", NumberStyle.COUNT)
                .quote("Windows", "n_windows", NumberStyle.COUNT)
                .quote("Inside 80%", "coverage80", NumberStyle.PERCENT)
                .quote("p", "coverage80_p_value", NumberStyle.P_VALUE)
                .quote("CRPS", "crps", NumberStyle.HUNDREDTHS)
                .numericCell("Over benchmark", row -> relativeCrps(row))
                .numericCell("90%", row -> relativeCrpsInterval(row))
                .quote("Bias", "bias", NumberStyle.SIGNED)
                .quote("Width", "mean_width80", NumberStyle.HUNDREDTHS)
                .text("", BacktestsSection::evidence)
                .html(scores.sorted(methodScores));
    }

    /** A method's CRPS over the benchmark's, from the row that compares them; a dash if there is no such row. */
    private DomContent relativeCrps(PublishedRow methodScore) {
        return scores.comparison(methodScore)
                .map(row -> Quote.inRow(methodScore, row, "relative_crps", NumberStyle.HUNDREDTHS))
                .orElse(text("–"));
    }

    private DomContent relativeCrpsInterval(PublishedRow methodScore) {
        String interval = "relative_crps_ci90";
        return scores.comparison(methodScore)
                .map(row -> Quote.intervalInRow(
                        methodScore, row, interval + "_low", interval + "_high", NumberStyle.HUNDREDTHS))
                .orElse(text("–"));
    }

    private DomContent outcomesTable(Rows outcomes) {
        return new QuotedTable("Forecasts of the default method and their outcomes, log₁₀. An outcome less than a year"
                        + " old is provisional")
                .text("Target", row -> DisplayNames.target(row.requireText("target")))
                .text("Mode", BacktestsSection::mode)
                .text("Made on", "origin")
                .text("Paths from", "paths_start")
                .text("For", "target_date")
                .quote("Median", "p50", NumberStyle.HUNDREDTHS)
                .interval("80%", "p10", "p90", NumberStyle.HUNDREDTHS)
                .quote("Outcome", "actual", NumberStyle.HUNDREDTHS)
                .quote("Error", "error", NumberStyle.SIGNED)
                .text("Within 80%", row -> row.isTrue("in80") ? "yes" : "no")
                .text("", row -> row.isTrue("provisional") ? "provisional" : "")
                .html(outcomes);
    }

    private static String mode(PublishedRow row) {
        return DisplayNames.idInWords(BacktestScores.modeInWords(row.requireText("mode")));
    }

    private static String evidence(PublishedRow row) {
        return row.isTrue("evidence") ? "" : "no evidence";
    }
}
