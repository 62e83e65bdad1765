package org.computetrends.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.script;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.computetrends.domain.CalendarPeriod;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.ScientificNotation;
import org.computetrends.stats.Interval;

/**
 * The section with the form "Cost of a run", which estimates cost, power and other resources of a training run from its
 * compute and date. The page's script computes the estimates as the command {@code run-cost} does, from the rows of
 * {@code resource_fits} ({@link org.computetrends.domain.ResourceFit}).
 */
record RunCostSection(ReportInput input, DisplayNames names) {
    /**
     * The section; empty if no fit has {@linkplain org.computetrends.stats.PredictionMargins margins}, half-widths of
     * prediction intervals in standard errors. Earlier versions did not publish margins.
     */
    Optional<Section> section() {
        Rows fits = input.rows("resource_fits");
        Rows usableFits = fits.where(row -> row.has("margin80"));
        if (usableFits.isEmpty()) {
            return Optional.empty();
        }
        String exampleCompute = exampleCompute(usableFits);
        String exampleDate = exampleDate();
        return Optional.of(new Section("run-cost", "Cost of a run")
                .with(
                        p("What one training run takes, estimated from the compute and dates of past runs. "
                                        + costNote(fits))
                                .withClass("shows"),
                        p(
                                        text("Without JavaScript: "),
                                        code("compute-trends run-cost --compute " + exampleCompute + " --on "
                                                + exampleDate))
                                .withClass("without-script"),
                        form(exampleCompute, exampleDate, fits)));
    }

    /** The first power of ten at or above the largest known run. */
    private static String exampleCompute(Rows usableFits) {
        double largestCompute = usableFits.stream()
                .mapToDouble(row -> row.requireNumber("largest_compute_flop"))
                .max()
                .orElseThrow();
        return "1e" + (long) Math.ceil(Math.log10(largestCompute));
    }

    /** The year in two years, or the last day of projections if that is before the middle of the year. */
    private String exampleDate() {
        CalendarPeriod inTwoYears =
                CalendarPeriod.parse(String.valueOf(input.vintage().getYear() + 2));
        return Optional.ofNullable(input.provenance().projectedUntil())
                .filter(inTwoYears.middle()::isAfter)
                .map(LocalDate::toString)
                .orElse(inTwoYears.toString());
    }

    /** Two fields that begin with the example, empty elements for the page's script to fill, and the script's data. */
    private DomContent form(String exampleCompute, String exampleDate, Rows fits) {
        return div(
                        div(
                                        Controls.textField(
                                                "run-cost-compute",
                                                "Compute, FLOP",
                                                TagCreator.input().withValue(exampleCompute)),
                                        Controls.textField(
                                                "run-cost-on",
                                                "Published on: a year (its middle) or a date",
                                                TagCreator.input().withValue(exampleDate)))
                                .withClass("controls"),
                        p().withId("run-cost-answer").withClass("shows").attr("aria-live", "polite"),
                        div(
                                        Markup.scrolling(div().withId("run-cost-table"), "What the run takes"),
                                        ul().withId("run-cost-notes").withClass("note"),
                                        p(Controls.downloads(List.of(a("run cost")
                                                .withId("run-cost-csv")
                                                .withHref("#run-cost")
                                                .attr("download", "compute-trends-run-cost.csv")))))
                                .withId("run-cost-result"),
                        script(Markup.unescapedCode(json(fits)))
                                .withType("application/json")
                                .withId("run-cost-fits"))
                .withClass("needs-script");
    }

    /** A note on the kinds of cost and the year of their dollars; empty without a fit of costs. */
    private String costNote(Rows fits) {
        return fits.where("resource", RunResource.COST_AMORTIZED.id())
                .first()
                .map(row -> RunResource.costNote(names.unit(row.requireText("metric"))))
                .orElse("");
    }

    private String json(Rows fits) {
        List<Object> rows = new ArrayList<>();
        for (RunResource resource : RunResource.values()) {
            fits.where("resource", resource.id()).first().ifPresent(fit -> rows.add(fitJson(resource, fit)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("daysPerYear", input.provenance().timeScale().daysPerYear());
        firstKnownDate(fits).ifPresent(date -> json.put("first", date));
        Optional.ofNullable(input.provenance().projectedUntil()).ifPresent(date -> json.put("last", date));
        Interval compute = input.provenance().runCostRange(fits.all());
        json.put("least", compute.low());
        json.put("largest", compute.high());
        json.put("range", ScientificNotation.of(compute.low()) + " to " + ScientificNotation.of(compute.high()));
        json.put("fits", rows);
        return Json.write(json);
    }

    /** The date of the first run with a known cost. The command refuses earlier dates. Empty without a fit of costs. */
    private Optional<LocalDate> firstKnownDate(Rows fits) {
        return fits.where("resource", RunResource.COST_AMORTIZED.id())
                .first()
                .filter(fit -> fit.has("residual_sd_oom"))
                .flatMap(fit ->
                        knownRuns(fit).stream().map(KnownRun::publishedOn).min(Comparator.naturalOrder()));
    }

    /** A release with known compute and a known value of a fit's resource. */
    private record KnownRun(String model, LocalDate publishedOn, double computeFlop, double value) {}

    /** The known runs with at least a fit's least compute; empty if the row has no range of compute. */
    private List<KnownRun> knownRuns(PublishedRow fit) {
        if (!fit.has("least_compute_flop")) {
            return List.of();
        }
        double least = fit.requireNumber("least_compute_flop");
        Map<String, Double> computes = valuesByRelease(fit.requireText("compute_metric"));
        Map<String, Double> values = valuesByRelease(fit.requireText("metric"));
        List<KnownRun> runs = new ArrayList<>();
        for (PublishedRow release : input.rows("releases")) {
            Double compute = computes.get(release.requireText("release_id"));
            Double value = values.get(release.requireText("release_id"));
            if (compute != null && compute >= least && value != null) {
                runs.add(new KnownRun(
                        release.requireText("model"), release.requireDate("published_on"), compute, value));
            }
        }
        return runs;
    }

    /** The values of a metric, by the release's id. */
    private Map<String, Double> valuesByRelease(String metric) {
        return input.rows("observations").where("metric", metric).stream()
                .collect(Collectors.toMap(row -> row.requireText("release_id"), row -> row.requireNumber("value")));
    }

    private Map<String, Object> fitJson(RunResource resource, PublishedRow fit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("label", resource.label());
        json.put("unit", names.unit(fit.requireText("metric")));
        // The script lists the known runs nearest to an estimate. A sample may lack them.
        if (input.hasEveryObservation()) {
            json.put("runs", knownRuns(fit));
        }
        // The heading's columns have no order, but equal tables must give equal pages.
        for (String column : new TreeSet<>(fit.heading().columns())) {
            Object value = fit.value(column);
            if (value != null) {
                json.put(column, value);
            }
        }
        return json;
    }
}
