package org.computetrends.report;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.Optional;
import java.util.function.Function;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.Scenario;

/** When thresholds are crossed, and when generations of models ({@link org.computetrends.domain.Generation}) appear. */
record CrossingsSection(ReportInput input, DisplayNames names, DefaultForecast forecast) {
    Optional<Section> section() {
        Rows crossings = input.rows("crossings")
                .where("scenario", Scenario.CONTINUE)
                .where("metric", names.mainMetric())
                .where(row -> ForecastTarget.isCohort(row.requireText("cohort")));
        if (crossings.isEmpty()) {
            return Optional.empty();
        }
        Rows forecasts = forecast.crossings().where("metric", names.mainMetric());
        Section section = new Section("crossings", "Crossings and generations");
        section = forecasts.isEmpty()
                ? section.with(
                        p("When each threshold is crossed, if growth continues.")
                                .withClass("shows"),
                        table(crossings))
                : section.with(
                        p("When each threshold is crossed if growth continues, and how often such 80% intervals held.")
                                .withClass("shows"),
                        forecasts(forecasts, crossings),
                        p(coverageSentence(forecasts)).withClass("note"));
        Rows generations = input.rows("generations").where("scenario", Scenario.CONTINUE);
        if (!generations.isEmpty()) {
            section = section.with(
                    h3("Generations of models"),
                    generations(generations),
                    p("The compute floor is the least compute of a generation. Cost, power and size are estimated, from past"
                                    + " runs, for one run of exactly that compute at the generation’s date. Intervals contain 80% of"
                                    + " such runs; * where no known run has so much compute, or so little."
                                    + costs()
                                    + " A first release may have used more: its own cost and power are beside the estimates. The table"
                                    + " resource_fits says how often such intervals held, and resource_estimates has the known runs"
                                    + " nearest to each.")
                            .withClass("note"));
        }
        return Optional.of(section);
    }

    private DomContent table(Rows crossings) {
        return new QuotedTable(
                        names.metric(names.mainMetric()) + ": when sample paths cross thresholds if growth continues")
                .words("Threshold", row -> DisplayNames.threshold(row.requireText("label")))
                .words("Cohort", row -> names.cohort(row.requireText("cohort")))
                .cell("First release to reach it", row -> firstRelease(row))
                .cell("Median", CrossingsSection::medianDate)
                .interval("80%", "simulated80_low", "simulated80_high", NumberStyle.TENTHS)
                .interval("95%", "simulated95_low", "simulated95_high", NumberStyle.TENTHS)
                .of(crossings.by(row -> row.requireNumber("threshold")));
    }

    private DomContent firstRelease(PublishedRow row) {
        if (row.has("first_observed_release")) {
            return phrase(
                    "$, $",
                    input.releaseName(row.requireText("first_observed_release")),
                    Quote.of(row, "first_observed_on", NumberStyle.TENTHS));
        }
        // A generation without a floor has no first release.
        return row.has("status") ? span(text("none estimated so far"), coverageEnd(row)) : text("–");
    }

    /** The end of coverage, as the second half of a sentence; empty if it is unknown. */
    private static DomContent coverageEnd(PublishedRow row) {
        return row.has("known_to")
                ? span(text("; coverage ends "), Quote.of(row, "known_to", NumberStyle.TENTHS))
                : text("");
    }

    /** The median date of the row's paths, or a remark if half of the paths had crossed by the vintage's date. */
    private static DomContent medianDate(PublishedRow row) {
        return Crossing.Status.MAY_HAVE_HAPPENED.name().equals(row.text("status"))
                ? text(ForecastWords.MAY_HAVE_HAPPENED)
                : Quote.of(row, "simulated_median", NumberStyle.TENTHS);
    }

    private DomContent forecasts(Rows forecasts, Rows crossings) {
        return new QuotedTable("When thresholds are crossed, by "
                        + names.method(forecasts.all().get(0))
                        + ": the 80% interval, how many of past outcomes such intervals held, and what the benchmark says."
                        + " The frontier’s median is that of its releases around a date. Windows are independent cases")
                .words("Threshold", row -> DisplayNames.threshold(row.requireText("label")))
                .words("Of", row -> DisplayNames.target(row.requireText("target")))
                .cell("First release to reach it", row -> firstRelease(row, crossings))
                .cell("Forecast", ForecastWords::date)
                .cell("80%", ForecastWords::interval)
                .cell("Held in real time", row -> ForecastWords.coverage(row, "real_time"))
                .cell("Held in hindsight", row -> ForecastWords.coverage(row, "backtest"))
                .cell(
                        "Benchmark: "
                                + forecasts
                                        .first()
                                        .flatMap(forecast::benchmark)
                                        .map(names::method)
                                        .orElse("none"),
                        row -> benchmark(row, ForecastWords::date))
                .cell("Its 80%", row -> benchmark(row, ForecastWords::interval))
                .of(forecasts.by(row -> !row.requireText("target").equals(ForecastTarget.RECORD.id())));
    }

    /** A sentence on the end of coverage and the start of the paths. */
    private DomContent coverageSentence(Rows forecasts) {
        PublishedRow anyForecast = forecasts.all().get(0);
        if (!anyForecast.has("known_to")) {
            return text("");
        }
        return phrase(
                "Coverage ends in $: later releases may have no value yet.$",
                Quote.of(anyForecast, "known_to", NumberStyle.TENTHS),
                forecast.fromCoverage().isPresent() ? " Paths start there." : "");
    }

    private DomContent benchmark(PublishedRow row, Function<PublishedRow, DomContent> cell) {
        return forecast.benchmark(row).map(cell).orElse(text("–"));
    }

    private DomContent firstRelease(PublishedRow forecast, Rows crossings) {
        return crossings
                .where("cohort", forecast.requireText("target"))
                .where(row -> row.requireNumber("threshold") == forecast.requireNumber("threshold"))
                .first()
                .filter(row -> row.has("first_observed_release"))
                .map(this::firstRelease)
                .orElse(text("none estimated so far"));
    }

    private DomContent generations(Rows generations) {
        return new QuotedTable(
                        "Generations: their compute, first release, the median date of sample paths, and what a run would"
                                + " take")
                .words("Generation", row -> row.requireText("generation"))
                .cell("Compute from, FLOP", row -> Quote.of(row, "compute_low_flop", NumberStyle.POWER))
                .cell("First release", row -> firstRelease(row))
                .cell("Median date", CrossingsSection::medianDate)
                .interval("80%", "simulated80_low", "simulated80_high", NumberStyle.TENTHS)
                .numbers(
                        "Amortized cost at the floor",
                        row -> median(row, RunResource.COST_AMORTIZED, NumberStyle.MONEY))
                .numbers("80%", row -> interval(row, RunResource.COST_AMORTIZED, NumberStyle.MONEY))
                .numbers("First release", row -> firstRelease(row, RunResource.COST_AMORTIZED, NumberStyle.MONEY))
                .numbers("Power at the floor", row -> median(row, RunResource.POWER, NumberStyle.MEGAWATTS))
                .numbers("80%", row -> interval(row, RunResource.POWER, NumberStyle.MEGAWATTS))
                .numbers("First release", row -> firstRelease(row, RunResource.POWER, NumberStyle.MEGAWATTS))
                .quote("Optimal parameters", "optimal_parameters", NumberStyle.POWER)
                .of(generations);
    }

    /** A sentence on the kind of cost and its dollars. */
    private String costs() {
        return input.rows("resource_estimates")
                .where("resource", RunResource.COST_AMORTIZED.id())
                .first()
                .map(row -> " Cost is: " + names.titled(row.requireText("metric")) + ".")
                .orElse("");
    }

    private DomContent median(PublishedRow generation, RunResource resource, NumberStyle style) {
        return estimate(generation, resource)
                .map(row -> span(
                        Quote.of(row, "estimate", style),
                        text(Boolean.TRUE.equals(row.value("extrapolates")) ? "*" : "")))
                .orElse(span("–"));
    }

    private DomContent interval(PublishedRow generation, RunResource resource, NumberStyle style) {
        return estimate(generation, resource)
                .map(row -> QuotedTable.range(row, "ci80_low", "ci80_high", style))
                .orElse(span("–").withClass("range"));
    }

    /** The actual value of a resource for a generation's first release, if known. */
    private DomContent firstRelease(PublishedRow generation, RunResource resource, NumberStyle style) {
        return Quote.of(
                estimate(generation, resource)
                        .filter(row -> generation.has("first_observed_release"))
                        .flatMap(row -> input.rows("observations")
                                .where("metric", row.requireText("metric"))
                                .where("release_id", generation.requireText("first_observed_release"))
                                .first()),
                "value",
                style);
    }

    private Optional<PublishedRow> estimate(PublishedRow generation, RunResource resource) {
        return input.rows("resource_estimates")
                .where("generation", generation.requireText("generation"))
                .where("scenario", generation.requireText("scenario"))
                .where("resource", resource.id())
                .first();
    }
}
