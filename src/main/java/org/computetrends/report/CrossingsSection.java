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

/** The section on when thresholds are crossed, and when {@link org.computetrends.domain.Generation}s appear. */
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
                        projectionsTable(crossings))
                : section.with(
                        p("When each threshold is crossed if growth continues, and how often such 80% intervals held.")
                                .withClass("shows"),
                        forecastsTable(forecasts, crossings),
                        p(coverageSentence(forecasts)).withClass("note"));
        Rows generations = input.rows("generations").where("scenario", Scenario.CONTINUE);
        if (!generations.isEmpty()) {
            section = section.with(
                    h3("Generations of models"),
                    generationsTable(generations),
                    p("The compute floor is the least compute of a generation. Cost, power and size are estimated, from past"
                                    + " runs, for one run of exactly that compute at the generation’s date. Intervals contain 80% of"
                                    + " such runs; * where no known run has so much compute, or so little."
                                    + costNote()
                                    + " A first release may have used more: its own cost and power are beside the estimates. The table"
                                    + " resource_fits says how often such intervals held, and resource_estimates has the known runs"
                                    + " nearest to each.")
                            .withClass("note"));
        }
        return Optional.of(section);
    }

    /** Crossing dates by projections, for a run without a forecast. */
    private DomContent projectionsTable(Rows crossings) {
        return new QuotedTable(
                        names.metric(names.mainMetric()) + ": when sample paths cross thresholds if growth continues")
                .text("Threshold", row -> DisplayNames.threshold(row.requireText("label")))
                .text("Cohort", row -> names.cohort(row.requireText("cohort")))
                .cell("First release to reach it", row -> firstRelease(row))
                .cell("Median", CrossingsSection::medianDate)
                .interval("80%", "simulated80", NumberStyle.DATE)
                .interval("95%", "simulated95", NumberStyle.DATE)
                .html(crossings.sortedBy(row -> row.requireNumber("threshold")));
    }

    /** The first release to reach a row's threshold or generation, and its date; otherwise a remark or a dash. */
    private DomContent firstRelease(PublishedRow row) {
        if (row.has("first_observed_release")) {
            return phrase(
                    "$, $",
                    input.releaseName(row.requireText("first_observed_release")),
                    Quote.of(row, "first_observed_on", NumberStyle.DATE));
        }
        // A generation without a compute floor has no status: there is no threshold to reach.
        return row.has("status") ? span(text("none estimated so far"), coverageEnd(row)) : text("–");
    }

    /** A remark on the end of coverage, for the end of another remark; empty if the end of coverage is unknown. */
    private static DomContent coverageEnd(PublishedRow row) {
        return row.has("known_to")
                ? span(text("; coverage ends "), Quote.of(row, "known_to", NumberStyle.DATE))
                : text("");
    }

    /** The median date of the row's paths; a remark if half of the paths cross by the vintage's date, or a dash. */
    private static DomContent medianDate(PublishedRow row) {
        return Crossing.Status.MAY_HAVE_HAPPENED.name().equals(row.text("status"))
                ? text(ForecastCrossingTexts.MAY_HAVE_HAPPENED)
                : Quote.of(row, "simulated_median", NumberStyle.DATE);
    }

    /** Crossing dates by the default forecast, with the track record of its intervals, and by the benchmark. */
    private DomContent forecastsTable(Rows forecasts, Rows crossings) {
        return new QuotedTable("When thresholds are crossed, by "
                        + names.method(forecasts.all().get(0))
                        + ": the 80% interval, how many of past outcomes such intervals held, and what the benchmark says."
                        + " The frontier’s median is that of its releases around a date. Windows are independent cases")
                .text("Threshold", row -> DisplayNames.threshold(row.requireText("label")))
                .text("Of", row -> DisplayNames.target(row.requireText("target")))
                .cell("First release to reach it", row -> firstReleaseToReach(row, crossings))
                .cell("Forecast", ForecastCrossingTexts::date)
                .cell("80%", ForecastCrossingTexts::interval)
                .cell("Held in real time", row -> ForecastCrossingTexts.coverage(row, "real_time"))
                .cell("Held in hindsight", row -> ForecastCrossingTexts.coverage(row, "backtest"))
                .cell(
                        "Benchmark: "
                                + forecasts
                                        .first()
                                        .flatMap(forecast::benchmarkCrossing)
                                        .map(names::method)
                                        .orElse("none"),
                        row -> benchmarkCell(row, ForecastCrossingTexts::date))
                .cell("Its 80%", row -> benchmarkCell(row, ForecastCrossingTexts::interval))
                .html(forecasts.sortedBy(row -> !row.requireText("target").equals(ForecastTarget.RECORD.id())));
    }

    /** Sentences on the end of coverage and the start of the paths; empty if the end of coverage is unknown. */
    private DomContent coverageSentence(Rows forecasts) {
        PublishedRow anyForecast = forecasts.all().get(0);
        if (!anyForecast.has("known_to")) {
            return text("");
        }
        return phrase(
                "Coverage ends in $: later releases may have no value yet.$",
                Quote.of(anyForecast, "known_to", NumberStyle.DATE),
                forecast.fromCoverageEnd().isPresent() ? " Paths start there." : "");
    }

    /** A cell about the benchmark's crossing of the row's threshold; a dash without a forecast by the benchmark. */
    private DomContent benchmarkCell(PublishedRow row, Function<PublishedRow, DomContent> cell) {
        return forecast.benchmarkCrossing(row).map(cell).orElse(text("–"));
    }

    /** The first release to reach a forecast's threshold. Forecasts lack it, so it comes from {@code crossings}. */
    private DomContent firstReleaseToReach(PublishedRow forecast, Rows crossings) {
        return crossings
                .where("cohort", forecast.requireText("target"))
                .where(row -> row.requireNumber("threshold") == forecast.requireNumber("threshold"))
                .first()
                .filter(row -> row.has("first_observed_release"))
                .map(this::firstRelease)
                .orElse(text("none estimated so far"));
    }

    private DomContent generationsTable(Rows generations) {
        return new QuotedTable(
                        "Generations: their compute, first release, the median date of sample paths, and what a run would"
                                + " take")
                .text("Generation", "generation")
                .cell("Compute from, FLOP", row -> Quote.of(row, "compute_low_flop", NumberStyle.POWER))
                .cell("First release", row -> firstRelease(row))
                .cell("Median date", CrossingsSection::medianDate)
                .interval("80%", "simulated80", NumberStyle.DATE)
                .numericCell(
                        "Amortized cost at the floor",
                        row -> floorEstimate(row, RunResource.COST_AMORTIZED, NumberStyle.MONEY))
                .numericCell("80%", row -> floorInterval(row, RunResource.COST_AMORTIZED, NumberStyle.MONEY))
                .numericCell(
                        "First release", row -> firstReleaseValue(row, RunResource.COST_AMORTIZED, NumberStyle.MONEY))
                .numericCell("Power at the floor", row -> floorEstimate(row, RunResource.POWER, NumberStyle.MEGAWATTS))
                .numericCell("80%", row -> floorInterval(row, RunResource.POWER, NumberStyle.MEGAWATTS))
                .numericCell("First release", row -> firstReleaseValue(row, RunResource.POWER, NumberStyle.MEGAWATTS))
                .quote("Optimal parameters", "optimal_parameters", NumberStyle.POWER)
                .html(generations);
    }

    /** A sentence on the kind of cost and the year of its dollars; empty without estimates of cost. */
    private String costNote() {
        return input.rows("resource_estimates")
                .where("resource", RunResource.COST_AMORTIZED.id())
                .first()
                .map(row -> " Cost is: " + names.metricWithUnit(row.requireText("metric")) + ".")
                .orElse("");
    }

    /** The median estimate of a resource at a generation's compute floor; a star marks extrapolation. */
    private DomContent floorEstimate(PublishedRow generation, RunResource resource, NumberStyle style) {
        return estimate(generation, resource)
                .map(row -> span(Quote.of(row, "estimate", style), text(row.isTrue("extrapolates") ? "*" : "")))
                .orElse(span("–"));
    }

    private DomContent floorInterval(PublishedRow generation, RunResource resource, NumberStyle style) {
        return estimate(generation, resource)
                .map(row -> Quote.interval(row, "ci80", style))
                .orElse(span("–").withClass("range"));
    }

    /** The actual value of a resource for a generation's first release; a dash if it is unknown. */
    private DomContent firstReleaseValue(PublishedRow generation, RunResource resource, NumberStyle style) {
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
