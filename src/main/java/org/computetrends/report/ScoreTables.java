package org.computetrends.report;

import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.function.Function;
import org.computetrends.domain.PublishedRow;

/** The HTML tables of {@link BacktestsSection}. */
record ScoreTables(DisplayNames names, BacktestScores scores) {
    /** The scores of the default method beside the benchmark's. */
    DomContent beside(Rows comparedScores) {
        return new QuotedTable(
                        "The default forecast beside the benchmark, on the origins that both can forecast: CRPS in"
                                + " orders of magnitude, of the default over the benchmark’s with its 90% interval")
                .words("Target", row -> DisplayNames.target(row.requireText("target")))
                .words("Mode", ScoreTables::mode)
                .words("Outcome", row -> row.requireText("scored_on").equals("first") ? "first known" : "newest values")
                .quote("Months", "horizon_months", NumberStyle.COUNT)
                .quote("Origins", "n", NumberStyle.COUNT)
                .quote("Windows", "n_windows", NumberStyle.COUNT)
                .quote("CRPS", "crps", NumberStyle.HUNDREDTHS)
                .numbers("Benchmark’s", row -> benchmark(row))
                .quote("Relative", "relative_crps", NumberStyle.HUNDREDTHS)
                .interval("90%", "relative_crps_ci90_low", "relative_crps_ci90_high", NumberStyle.HUNDREDTHS)
                .words("", ScoreTables::evidence)
                .of(scores.sorted(comparedScores));
    }

    private DomContent benchmark(PublishedRow row) {
        return scores.benchmark(row)
                .map(other -> Quote.within(row, other, "crps", NumberStyle.HUNDREDTHS))
                .orElse(text("–"));
    }

    /** The scores of every method at every horizon, and their ratio to the benchmark's. */
    DomContent everyMethod(Rows methodScores) {
        return new QuotedTable("Every method at every horizon, with the newest values as outcomes. p is that of a"
                        + " binomial test of 80% on windows. CRPS, bias and the width of 80% intervals are in orders of"
                        + " magnitude")
                .words("Method", names::method)
                .words("Target", row -> DisplayNames.target(row.requireText("target")))
                .words("Mode", ScoreTables::mode)
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
                .words("", ScoreTables::evidence)
                .of(scores.sorted(methodScores));
    }

    private DomContent overBenchmark(PublishedRow row, Function<PublishedRow, DomContent> cell) {
        return scores.compared(row).map(cell).orElse(text("–"));
    }

    /** Forecasts and the actual values. */
    DomContent outcomes(Rows outcomes) {
        return new QuotedTable("Forecasts of the default method and the actual values, log₁₀")
                .words("Target", row -> DisplayNames.target(row.requireText("target")))
                .words("Mode", ScoreTables::mode)
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
