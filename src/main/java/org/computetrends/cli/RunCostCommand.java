package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.computetrends.domain.CalendarPeriod;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.ScientificNotation;
import org.computetrends.job.PublishedResources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run-cost",
        description = {
            "What does a training run of so much compute take at a date: cost, power, duration, energy?",
            "Answers from the folder of Parquet tables that a run published, without Spark: by runs of the past, their date"
                    + " and compute together, with the interval of one run and the two known runs nearest to it."
        },
        footer = {
            "  compute-trends run-cost --compute 1e28 --on 2028",
            "  compute-trends run-cost --compute 2.1e25 --on 2023-03-15"
        })
final class RunCostCommand extends Subcommand {

    private static final String FEW = "*";

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
                    "The day on which what it trains is published, such as 2027-01-01. Of a month or a year, such as"
                            + " 2028, its middle.")
    private CalendarPeriod period;

    @Mixin
    private PublishedOptions publishedOptions;

    @Override
    void run(PrintWriter out) {
        LocalDate date = period.middle();
        double flop = PositiveNumber.of(spec(), "--compute", compute);
        PublishedResources resources = new PublishedResources(publishedOptions.folder(), publishedOptions.vintage());
        print(resources, flop, date, resources.answers(flop, date), out);
    }

    private void print(
            PublishedResources resources,
            double flop,
            LocalDate date,
            List<PublishedResources.Answer> answers,
            PrintWriter out) {
        Ink ink = terminal().ink(Terminal.Stream.OUT);
        out.println(ink.heading("What a run of " + ScientificNotation.of(flop) + " FLOP takes on " + date
                + (period.toString().equals(date.toString()) ? "" : ", the middle of " + period) + ", by vintage "
                + resources.vintage()));
        out.println();
        TextTable table =
                new TextTable("Resource", ">Median", "80% of such runs", "95% of such runs", ">Runs", ">Inside 80%");
        TextTable known = new TextTable("Resource", "Nearest known runs, by compute and date");
        for (PublishedResources.Answer answer : answers) {
            table.row(
                    answer.resource().words(),
                    answer.estimate()
                            .map(estimate -> amount(
                                    estimate.resource(), estimate.quantity().median()))
                            .orElse("-"),
                    answer.estimate()
                            .map(RunCostCommand::interval)
                            .orElse(
                                    answer.status() == ResourceFit.Status.NOT_FITTED
                                            ? "too few runs known"
                                            : "beyond the range of numbers"),
                    answer.estimate()
                            .map(found -> range(
                                    found.resource(),
                                    found.quantity().low(),
                                    found.quantity().high()))
                            .orElse("-"),
                    answer.n() + (answer.status() == ResourceFit.Status.FEW_RUNS ? FEW : ""),
                    answer.coverage80() == null ? "-" : Math.round(100 * answer.coverage80()) + "%");
            answer.estimate().ifPresent(found -> known.row(answer.resource().words(), nearest(found)));
        }
        table.note(
                "Inside 80%: the share of known runs inside such an 80% interval made from other organizations' runs.");
        table.note("A 95% interval is as wide as the largest misses of known runs make it.");
        if (answers.stream().anyMatch(answer -> answer.status() == ResourceFit.Status.FEW_RUNS)) {
            table.note(FEW + " Few runs: fewer than fifty.");
        }
        answers.stream()
                .flatMap(answer -> answer.estimate().stream())
                .map(ResourceEstimate::range)
                .filter(range -> range != ResourceEstimate.Range.WITHIN)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .forEach(range ->
                        table.note("No known run has so " + (range == ResourceEstimate.Range.ABOVE ? "much" : "little")
                                + " compute: this goes beyond what has been seen."));
        answers.stream()
                .filter(answer -> answer.resource() == RunResource.COST_AMORTIZED)
                .map(PublishedResources.Answer::factorPerYear)
                .filter(Objects::nonNull)
                .forEach(factor -> table.note("A year later the amortized cost of the same compute is "
                        + Math.round(100 * factor) + "% of this."));
        String unit = resources.costUnit();
        if (unit != null) {
            table.noteFolded(RunResource.costs(unit));
        }
        table.print(out, ink);
        if (!known.isEmpty()) {
            known.print(out, ink);
        }
    }

    private static String nearest(ResourceEstimate estimate) {
        return String.join(
                "; ",
                estimate.nearest().stream()
                        .map(run -> run.releaseId() + " " + amount(estimate.resource(), run.value()))
                        .toList());
    }

    /** The 80% interval of one run. */
    static String interval(ResourceEstimate estimate) {
        return range(estimate.resource(), estimate.low80(), estimate.high80());
    }

    private static String range(RunResource resource, double low, double high) {
        return amount(resource, low) + " to " + amount(resource, high);
    }

    /** Two or three digits, in a unit that people use. */
    static String amount(RunResource resource, double value) {
        return switch (resource) {
            case COST_AMORTIZED, COST_CLOUD, COST_ACQUISITION -> "$" + scaled(value, "", "k", "M", "B", "T");
            case POWER -> scaled(value, " W", " kW", " MW", " GW", " TW");
            case DURATION -> digits(value / 24) + " days";
            case ENERGY -> scaled(value, " kWh", " MWh", " GWh", " TWh");
        };
    }

    private static String scaled(double value, String... units) {
        int unit = 0;
        double scaledValue = value;
        while (scaledValue >= 999.5 && unit < units.length - 1) {
            scaledValue /= 1000;
            unit++;
        }
        return digits(scaledValue) + units[unit];
    }

    private static String digits(double value) {
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return value >= 99.5 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2g", value);
    }
}
