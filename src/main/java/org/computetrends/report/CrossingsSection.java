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
    private static final String NO_RELEASE_KNOWN = "no release known";

    Optional<Section> section() {
        Rows crossings = input.rows("crossings")
                .where("scenario", Scenario.CONTINUE)
                .where("metric", names.mainMetric())
                .where(row -> ForecastTarget.isTarget(row.requireText("cohort")));
        Rows forecasts = forecast.crossings().where("metric", names.mainMetric());
        Section section = new Section("crossings", "Crossings and generations");
        if (!forecasts.isEmpty()) {
            section = section.with(
                    p("When each threshold is crossed if growth continues. Beside each 80% interval is the share of past outcomes"
                                    + " inside such intervals.")
                            .withClass("shows"),
                    forecastsTable(forecasts, crossings),
                    p(coverageSentence(forecasts)).withClass("note"));
        } else if (!crossings.isEmpty()) {
            section = section.with(
                    p("When each threshold is crossed, if growth continues.").withClass("shows"),
                    projectionsTable(crossings));
        }
        Rows generations = input.rows("generations").where("scenario", Scenario.CONTINUE);
        if (!generations.isEmpty()) {
            section = section.with(
                    h3("Generations of models"),
                    generationsTable(generations),
                    p("The compute floor is the least compute of a generation. Estimates are for one run of exactly that"
                                    + " compute at the generation’s date. Cost and power are estimated from past runs, with 80%"
                                    + " intervals; optimal parameters are by a scaling law. A star: no known run has as much, or as"
                                    + " little, compute."
                                    + costNote()
                                    + " A first release may have used more than the floor; its own cost and power are beside the"
                                    + " estimates. The table resource_fits has the share of known runs inside such intervals, and"
                                    + " resource_estimates has the nearest known runs.")
                            .withClass("note"));
        }
        return section.body().isEmpty() ? Optional.empty() : Optional.of(section);
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
        return row.has("status") ? span(text(NO_RELEASE_KNOWN), coverageEnd(row)) : text("–");
    }

    /** Text to append to a remark: when coverage ends. Empty if that is unknown. */
    private static DomContent coverageEnd(PublishedRow row) {
        return row.has("known_to")
                ? span(text("; coverage ends "), Quote.of(row, "known_to", NumberStyle.DATE))
                : text("");
    }

    /** The median date of the row's paths; a remark if it is not after the vintage's date; a dash if there is none. */
    private static DomContent medianDate(PublishedRow row) {
        return Crossing.Status.MAY_HAVE_HAPPENED.name().equals(row.text("status"))
                ? text(ForecastCrossingTexts.MAY_HAVE_HAPPENED)
                : Quote.of(row, "simulated_median", NumberStyle.DATE);
    }

    /** Crossing dates by the default forecast, with the track record of its intervals, and by the benchmark. */
    private DomContent forecastsTable(Rows forecasts, Rows crossings) {
        Optional<PublishedRow> benchmarkCrossing = forecasts.first().flatMap(forecast::benchmarkCrossing);
        return new QuotedTable("When thresholds are crossed, by "
                        + names.method(forecasts.all().get(0))
                        + ": the date with its 80% interval, the share of past outcomes inside such intervals, and the date by"
                        + " the benchmark. The frontier’s median is that of its releases around a date. Windows are independent"
                        + " cases")
                .text("Threshold", row -> DisplayNames.threshold(row.requireText("label")))
                .text("Of", row -> DisplayNames.target(row.requireText("target")))
                .cell("First release to reach it", row -> firstReleaseToReach(row, crossings))
                .cell("Forecast", ForecastCrossingTexts::date)
                .cell("80%", ForecastCrossingTexts::interval)
                .cell("Inside, real time", row -> ForecastCrossingTexts.coverage(row, "real_time"))
                .cell("Inside, hindsight", row -> ForecastCrossingTexts.coverage(row, "backtest"))
                .cell(
                        "Benchmark: " + benchmarkCrossing.map(names::method).orElse("none"),
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

    /** The first release to reach a forecast's threshold, from the table {@code crossings}; a dash without a row there. */
    private DomContent firstReleaseToReach(PublishedRow forecastCrossing, Rows crossings) {
        return crossings
                .where("cohort", forecastCrossing.requireText("target"))
                .where(row -> row.requireNumber("threshold") == forecastCrossing.requireNumber("threshold"))
                .first()
                .map(row -> row.has("first_observed_release") ? firstRelease(row) : text(NO_RELEASE_KNOWN))
                .orElse(text("–"));
    }

    private DomContent generationsTable(Rows generations) {
        return new QuotedTable(
                        "Generations: compute, first release, median date of sample paths, and resources of a run")
                .text("Generation", "generation")
                .cell("Compute from, FLOP", row -> Quote.of(row, "compute_low_flop", NumberStyle.MAGNITUDE))
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
                .quote("Optimal parameters", "optimal_parameters", NumberStyle.MAGNITUDE)
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
        Optional<PublishedRow> observation = estimate(generation, resource)
                .filter(row -> generation.has("first_observed_release"))
                .flatMap(row -> input.rows("observations")
                        .where("metric", row.requireText("metric"))
                        .where("release_id", generation.requireText("first_observed_release"))
                        .first());
        return Quote.of(observation, "value", style);
    }

    private Optional<PublishedRow> estimate(PublishedRow generation, RunResource resource) {
        return input.rows("resource_estimates")
                .where("generation", generation.requireText("generation"))
                .where("scenario", generation.requireText("scenario"))
                .where("resource", resource.id())
                .first();
    }
}
