package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.CalendarPeriod;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.ScientificNotation;
import org.computetrends.job.PublishedResources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "run-cost",
        description = {
            "What does a training run of so much compute take at a date: cost, power, duration, energy?",
            "Answers from the folder of Parquet tables that a run published, without Spark. Estimates from past runs, by"
                    + " their dates and compute. Shows the interval for one run, and the two known runs that are nearest in"
                    + " date and compute."
        },
        footer = {
            "  compute-trends run-cost --compute 1e28 --on 2028",
            "  compute-trends run-cost --compute 2.1e25 --on 2023-03-15"
        })
final class RunCostCommand extends PublishedCommand {
    /** Marks a low number of known runs of a resource. */
    private static final String FEW_RUNS = "*";

    @Option(
            names = "--compute",
            paramLabel = "FLOP",
            required = true,
            description = "The run's training compute, such as 1e27, in FLOP.")
    private String compute;

    @Option(
            names = "--on",
            paramLabel = "DATE",
            required = true,
            description =
                    "The day on which the trained model is released, such as 2027-01-01. For a month or a year, such as"
                            + " 2028, its middle.")
    private CalendarPeriod on;

    @Override
    void run(PrintWriter out) {
        LocalDate date = on.middle();
        double flop = PositiveNumber.parse(spec(), "--compute", compute);
        PublishedResources resources = new PublishedResources(publishedTables(), vintage());
        List<PublishedResources.Answer> answers = resources.answers(flop, date);
        Ink ink = terminal().ink(Terminal.Stream.OUT);
        out.println(ink.heading("What a run of " + ScientificNotation.of(flop) + " FLOP takes on " + date
                + (on.toString().equals(date.toString()) ? "" : ", the middle of " + on) + ", by vintage "
                + resources.vintage()));
        out.println();
        TextTable amounts =
                new TextTable("Resource", ">Median", "80% of such runs", "95% of such runs", ">Runs", ">Inside 80%");
        TextTable nearestRuns = new TextTable("Resource", "Nearest known runs, by compute and date");
        answers.forEach(answer -> addRows(answer, amounts, nearestRuns));
        addNotes(answers, amounts);
        String unit = resources.costUnit();
        if (unit != null) {
            amounts.note(RunResource.costNote(unit));
        }
        amounts.print(out, ink);
        if (!nearestRuns.isEmpty()) {
            nearestRuns.print(out, ink);
        }
    }

    /** Adds a row for a resource to both tables; without an estimate, only to the table of amounts. */
    private static void addRows(PublishedResources.Answer answer, TextTable amounts, TextTable nearestRuns) {
        RunResource resource = answer.resource();
        String runs = answer.n() + (answer.status() == ResourceFit.Status.FEW_RUNS ? FEW_RUNS : "");
        String inside80 = answer.coverage80() == null ? TextTable.NONE : Math.round(100 * answer.coverage80()) + "%";
        ResourceEstimate estimate = answer.estimate().orElse(null);
        if (estimate == null) {
            String reason = answer.status() == ResourceFit.Status.NOT_FITTED
                    ? "too few runs known"
                    : "beyond the range of numbers";
            amounts.row(resource.label(), TextTable.NONE, reason, TextTable.NONE, runs, inside80);
            return;
        }
        MedianAndInterval quantity = estimate.amount();
        amounts.row(
                resource.label(),
                amount(resource, quantity.median()),
                interval80(estimate),
                interval(resource, quantity.low(), quantity.high()),
                runs,
                inside80);
        nearestRuns.row(
                resource.label(),
                estimate.nearest().stream()
                        .map(run -> run.releaseId() + " " + amount(resource, run.value()))
                        .collect(Collectors.joining("; ")));
    }

    private static String noKnownRun(String amount) {
        return "For at least one resource, no known run has so " + amount
                + " compute: its estimate goes beyond what has been seen.";
    }

    /** Adds notes in the words of the page's {@code runcost.js}. */
    private static void addNotes(List<PublishedResources.Answer> answers, TextTable amounts) {
        amounts.note(
                "Inside 80%: the share of known runs inside their 80% interval, computed from the runs of other organizations.");
        amounts.note("The largest prediction errors for known runs set the width of a 95% interval.");
        if (answers.stream().anyMatch(answer -> answer.status() == ResourceFit.Status.FEW_RUNS)) {
            amounts.note(FEW_RUNS + " Few runs: fewer than fifty."); // fifty is ResourceFit.ENOUGH_RUNS
        }
        // Each resource has its own known runs, so one may have runs of this size and another none.
        Set<ResourceEstimate.Range> ranges = answers.stream()
                .flatMap(answer -> answer.estimate().stream())
                .map(ResourceEstimate::range)
                .collect(Collectors.toSet());
        if (ranges.contains(ResourceEstimate.Range.ABOVE)) {
            amounts.note(noKnownRun("much"));
        }
        if (ranges.contains(ResourceEstimate.Range.BELOW)) {
            amounts.note(noKnownRun("little"));
        }
        answers.stream()
                .filter(answer -> answer.resource() == RunResource.COST_AMORTIZED)
                .map(PublishedResources.Answer::factorPerYear)
                .filter(Objects::nonNull)
                .forEach(factor -> amounts.note("A year later the amortized cost of the same compute is "
                        + Math.round(100 * factor) + "% of this."));
    }

    static String interval80(ResourceEstimate estimate) {
        return interval(estimate.resource(), estimate.low80(), estimate.high80());
    }

    private static String interval(RunResource resource, double low, double high) {
        return amount(resource, low) + " to " + amount(resource, high);
    }

    /**
     * An amount, rounded, in a unit that suits its size.
     *
     * @param value in the unit of the tables: US dollars, watts, hours or kilowatt-hours
     */
    static String amount(RunResource resource, double value) {
        return switch (resource) {
            case COST_AMORTIZED, COST_CLOUD, COST_ACQUISITION -> "$" + scaled(value, "", "k", "M", "B", "T");
            case POWER -> scaled(value, " W", " kW", " MW", " GW", " TW");
            case DURATION -> rounded(value / 24) + " days";
            case ENERGY -> scaled(value, " kWh", " MWh", " GWh", " TWh");
        };
    }

    /** A value in the first unit that makes it round to less than 1000, or else in the last. Units grow by 1000. */
    private static String scaled(double value, String... units) {
        int unit = 0;
        double scaledValue = value;
        while (scaledValue >= 999.5 && unit < units.length - 1) {
            scaledValue /= 1000;
            unit++;
        }
        return rounded(scaledValue) + units[unit];
    }

    /** Two significant digits; from 100 in whole numbers, and from a million with a power of ten, such as 1.2e6. */
    private static String rounded(double value) {
        return String.format(Locale.ROOT, value >= 1e6 ? "%.1e" : value >= 99.5 ? "%.0f" : "%.2g", value)
                .replaceFirst("e\\+?(-?)0?", "e$1");
    }
}
