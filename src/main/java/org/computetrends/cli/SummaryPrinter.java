package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.domain.VisibleText;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.job.TrendJob;
import org.computetrends.publish.SinkAddress;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/** Prints the summary of a run as text. Tables and notes fit in 100 columns; lines with paths may be longer. */
record SummaryPrinter(TrendConfig config, PrintWriter out, Ink ink) {
    /** Marks a share that rests on too few forecasts to be evidence. */
    static final String NO_EVIDENCE = "*";

    private static final String MAY_HAVE_HAPPENED = "may have happened";

    // The maximum lengths of a cohort's id and of a release's name, so that tables fit in 100 columns.
    private static final int LONGEST_COHORT = 26;
    private static final int LONGEST_RELEASE = 14;

    void print(TrendJob.Result result) {
        Summary summary = Summary.of(config, result);
        out.println();
        out.println(
                ink.heading("Vintage " + result.vintage()) + ": " + result.run().rowsRead() + " rows read, "
                        + result.run().rowsKept() + " kept, " + result.run().rowsRejected() + " rejected");
        out.println();
        printTrends(summary.trends());
        printForecasts(summary.forecastsWithBenchmarks());
        printGenerations(summary.generations());
        printSection(
                "Cost and power: of one run at the compute floor, with its 80% interval, and of the first release",
                GenerationCosts.table(
                        config, summary.generations(), result.projections().resourceFits()));
        printSection(LeadSummary.HEADING, LeadSummary.table(result.lags()));
        List<SinkAddress> sinks = config.publishing().sinks();
        String sinkNames = sinks.stream()
                .map(sink -> sink.label(result.folder() + "/tables"))
                .collect(Collectors.joining(", "));
        out.println(VisibleText.line("Tables of run " + result.run().id() + " in " + sinkNames + ":"));
        TextTable.printWrappedIndented(out, String.join(", ", result.tables().keySet()));
        if (sinks.stream().anyMatch(SinkAddress.Parquet.class::isInstance)) {
            out.println(VisibleText.line("Page: " + result.folder() + "/report/index.html"));
            out.println(
                    VisibleText.line("Manifest, with the inputs and settings: " + result.folder() + "/manifest.json"));
        }
        result.gate()
                .ifPresent(gate -> gate.sentences()
                        .forEach(sentence -> TextTable.printWrapped(out, StringUtils.capitalize(sentence) + ".")));
    }

    private void printTrends(List<Trend> trends) {
        TextTable table = new TextTable("Metric", "Cohort", "Era", ">n", "~>Doubling, months", ">A year", ">R2");
        for (Trend trend : trends) {
            TrendKey key = trend.specification().key();
            Trend.Estimate estimate = trend.estimate();
            LineFit line = estimate == null ? null : estimate.line();
            table.row(
                    key.metric(),
                    TextTable.shortened(VisibleText.line(key.cohort()), LONGEST_COHORT),
                    key.era(),
                    Long.toString(trend.n()),
                    estimate == null ? trend.status().name() : doublingText(estimate.doublingTime()),
                    line == null ? TextTable.NONE : TextTable.number(Math.pow(10, line.slope()), 2) + "x",
                    line == null || !Double.isFinite(line.rSquared())
                            ? TextTable.NONE
                            : TextTable.number(line.rSquared(), 2));
        }
        out.println(ink.heading(
                "Growth of each trend: doubling time in months with its 95% interval, and growth factor per year"));
        table.print(out, ink);
    }

    private static String doublingText(DoublingTime time) {
        return switch (time.status()) {
            case NOT_GROWING -> "not growing";
            case BOUNDED, UNBOUNDED_ABOVE ->
                monthsText(time.months()) + " (" + monthsText(time.low()) + "-" + monthsText(time.high()) + ")";
        };
    }

    private static String monthsText(@Nullable Double months) {
        return months == null ? "?" : TextTable.number(months, 1);
    }

    private void printForecasts(List<ForecastCrossing> crossings) {
        ForecastSettings forecasting = config.backtest().forecasting();
        String unit = forecasting.metric().unit();
        TextTable table = new TextTable(unit, "Of the", "By", "Median date", "~80%", "~Real time", "~Hindsight");
        crossings.forEach(crossing -> table.row(
                withoutUnit(crossing.key().threshold().label(), unit),
                crossing.key().target().id(),
                forecasting.method(crossing.key().method()).name(),
                dateText(crossing.median(), crossing.status()),
                intervalText(crossing.interval80()),
                coverageText(crossing.realTime()),
                coverageText(crossing.hindsight())));
        if (table.isEmpty()) {
            return;
        }
        if (crossings.stream().anyMatch(crossing -> isDue(crossing.status()))) {
            noteDue(table);
        }
        if (crossings.stream()
                .flatMap(crossing -> Stream.of(crossing.realTime(), crossing.hindsight()))
                .anyMatch(scores -> scores != null && !scores.isEvidence())) {
            table.note(NO_EVIDENCE + " Three windows or fewer that do not overlap: no evidence.");
        }
        crossings.stream()
                .filter(crossing -> crossing.isDefault() && crossing.status() != ForecastCrossing.Status.REACHED)
                .findFirst()
                .ifPresent(ahead -> noteStart(table, ahead));
        printSection(
                "When thresholds are crossed, and how often past 80% intervals held, in real time and in hindsight",
                table);
    }

    private static String withoutUnit(String label, String unit) {
        return label.endsWith(" " + unit) ? label.substring(0, label.length() - unit.length() - 1) : label;
    }

    /** A median date. If the crossing is due or the date is unknown, the status of the crossing in words. */
    private static String dateText(@Nullable LocalDate median, Enum<?> status) {
        if (isDue(status)) {
            return MAY_HAVE_HAPPENED;
        }
        return median == null ? status.name().toLowerCase(Locale.ROOT).replace('_', ' ') : median.toString();
    }

    /** The share of past 80% intervals that included the outcome, and the number of forecasts. */
    private static String coverageText(@Nullable BacktestSummary scores) {
        BacktestSummary.Accuracy accuracy = scores == null ? null : scores.accuracy();
        return scores == null || accuracy == null
                ? TextTable.NONE
                : String.format(
                        Locale.ROOT,
                        "%.0f%% of %d%s",
                        100 * accuracy.coverage80(),
                        scores.origins(),
                        scores.isEvidence() ? "" : NO_EVIDENCE);
    }

    private void printGenerations(List<GenerationArrival> arrivals) {
        TextTable table = new TextTable("Generation", "Compute, FLOP", "First release", "Median date", "~80%");
        for (GenerationArrival arrival : arrivals) {
            Generation generation = arrival.generation();
            String flop = rangeText(generation.computeLowFlop(), generation.computeHighFlop());
            Crossing crossing = arrival.crossing();
            if (crossing == null) {
                table.row(generation.id(), flop, TextTable.NONE, TextTable.NONE, TextTable.NONE);
            } else {
                table.row(
                        generation.id(),
                        flop,
                        firstReleaseText(crossing.firstObserved()),
                        dateText(crossing.simulated().median(), crossing.status()),
                        intervalText(crossing.simulated().interval80()));
            }
        }
        arrivals.stream()
                .map(GenerationArrival::crossing)
                .filter(crossing -> crossing != null && crossing.firstObserved() == null)
                .findFirst()
                .ifPresent(ahead -> noteCoverage(table, ahead.metric(), ahead.knownTo()));
        if (arrivals.stream()
                .map(GenerationArrival::crossing)
                .anyMatch(crossing -> crossing != null && isDue(crossing.status()))) {
            noteDue(table);
        }
        printSection(
                "Generations: the first release at or above the compute floor, and when sample paths reach it", table);
    }

    /** Prints a table below a heading; nothing if it has no rows. */
    private void printSection(String heading, TextTable table) {
        if (!table.isEmpty()) {
            out.println(ink.heading(heading));
            table.print(out, ink);
        }
    }

    private static String rangeText(@Nullable Double low, @Nullable Double high) {
        if (low == null) {
            return high == null ? "any" : "below " + TextTable.power(high);
        }
        return high == null ? "from " + TextTable.power(low) : TextTable.power(low) + " to " + TextTable.power(high);
    }

    private static void noteDue(TextTable table) {
        table.note(StringUtils.capitalize(MAY_HAVE_HAPPENED)
                + ": the median date is past, and the data do not show it yet.");
    }

    /** Adds a note on where coverage of the metric ends, and whether paths start there. */
    private static void noteStart(TextTable table, ForecastCrossing crossing) {
        if (crossing.start().equals(crossing.knownTo())) {
            table.note("Paths start " + crossing.start() + ", where coverage of "
                    + crossing.key().metric() + " ends: later releases may lack a value.");
        } else {
            noteCoverage(table, crossing.key().metric(), crossing.knownTo());
        }
    }

    private static void noteCoverage(TextTable table, String metric, @Nullable LocalDate end) {
        if (end != null) {
            table.note("Coverage of " + metric + " ends " + monthText(end) + ": later releases may have no value yet.");
        }
    }

    /** Whether a crossing is due: its median is on or before the day of the vintage, but no crossing is observed. */
    private static boolean isDue(Enum<?> status) {
        return status == ForecastCrossing.Status.DUE || status == Crossing.Status.MAY_HAVE_HAPPENED;
    }

    private static String firstReleaseText(@Nullable ValuedRelease release) {
        return release == null
                ? "none estimated so far"
                : release.publishedOn() + " " + TextTable.shortened(VisibleText.line(release.name()), LONGEST_RELEASE);
    }

    private static String intervalText(Crossing.DateInterval interval) {
        return interval.equals(Crossing.DateInterval.NONE)
                ? TextTable.NONE
                : monthText(interval.low()) + " to " + monthText(interval.high());
    }

    private static String monthText(@Nullable LocalDate date) {
        return date == null ? "?" : date.toString().substring(0, 7);
    }
}
