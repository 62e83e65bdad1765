package org.computetrends.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.script;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import j2html.TagCreator;
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
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.Interval;

/**
 * The form "Cost of a run": estimates cost, power and the like of a training run from its compute and date. The page's script
 * computes them from the rows of {@code resource_fits} ({@link org.computetrends.domain.ResourceFit}) as the command {@code
 * run-cost} does.
 */
record RunCostSection(ReportInput input, DisplayNames names) {
    /** The section. Empty without a fit that has margins; earlier versions published fits without them. */
    Optional<Section> section() {
        Rows fits = input.rows("resource_fits");
        Rows usableFits = fits.where(row -> row.has("margin80"));
        if (usableFits.isEmpty()) {
            return Optional.empty();
        }
        // The form begins with an example: the next power of ten after the largest run, in two years.
        double largestCompute = usableFits.stream()
                .mapToDouble(row -> row.requireNumber("largest_compute_flop"))
                .max()
                .orElseThrow();
        String compute = "1e" + (long) Math.ceil(Math.log10(largestCompute));
        CalendarPeriod inTwoYears =
                CalendarPeriod.parse(String.valueOf(input.vintage().getYear() + 2));
        String on = Optional.ofNullable(input.provenance().projectedUntil())
                .filter(inTwoYears.middle()::isAfter)
                .map(LocalDate::toString)
                .orElse(inTwoYears.toString());
        return Optional.of(new Section("run-cost", "Cost of a run")
                .with(
                        p("What one training run takes, estimated from the compute and dates of past runs. "
                                        + costs(fits))
                                .withClass("shows"),
                        p(
                                        text("Without JavaScript: "),
                                        code("compute-trends run-cost --compute " + compute + " --on " + on))
                                .withClass("without-script"),
                        div(
                                        div(
                                                        Controls.textField(
                                                                "run-cost-compute",
                                                                "Compute, FLOP",
                                                                TagCreator.input()
                                                                        .withValue(compute)),
                                                        Controls.textField(
                                                                "run-cost-on",
                                                                "Published on: a year (its middle) or a date",
                                                                TagCreator.input()
                                                                        .withValue(on)))
                                                .withClass("controls"),
                                        p().withId("run-cost-answer")
                                                .withClass("shows")
                                                .attr("aria-live", "polite"),
                                        div(
                                                        Markup.scrolling(
                                                                div().withId("run-cost-table"), "What the run takes"),
                                                        ul().withId("run-cost-notes")
                                                                .withClass("note"),
                                                        p(Controls.downloads(List.of(a("run cost")
                                                                .withId("run-cost-csv")
                                                                .withHref("#run-cost")
                                                                .attr("download", "compute-trends-run-cost.csv")))))
                                                .withId("run-cost-result"),
                                        script(Markup.code(json(fits)))
                                                .withType("application/json")
                                                .withId("run-cost-fits"))
                                .withClass("needs-script")));
    }

    /** A note on the three kinds of cost and their dollars. */
    private String costs(Rows fits) {
        return fits.where("resource", RunResource.COST_AMORTIZED.id())
                .first()
                .map(row -> RunResource.costs(names.unit(row.requireText("metric"))))
                .orElse("");
    }

    private String json(Rows fits) {
        TimeScale years = input.provenance().timeScale();
        List<Object> rows = new ArrayList<>();
        for (RunResource resource : RunResource.values()) {
            fits.where("resource", resource.id()).first().ifPresent(fit -> rows.add(fitJson(resource, fit)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("daysPerYear", years.daysPerYear());
        firstKnown(fits).ifPresent(date -> json.put("first", date));
        Optional.ofNullable(input.provenance().projectedUntil()).ifPresent(date -> json.put("last", date));
        Interval compute = input.provenance().computeOfRuns(fits.all());
        json.put("least", compute.low());
        json.put("largest", compute.high());
        json.put("range", ScientificNotation.of(compute.low()) + " to " + ScientificNotation.of(compute.high()));
        json.put("fits", rows);
        return Json.of(json);
    }

    /** The date of the first run with a known cost, before which the command refuses dates; empty without a fit of costs. */
    private Optional<LocalDate> firstKnown(Rows fits) {
        return fits.where("resource", RunResource.COST_AMORTIZED.id())
                .first()
                .filter(fit -> fit.has("residual_sd_oom"))
                .flatMap(fit -> runs(fit).stream().map(KnownRun::publishedOn).min(Comparator.naturalOrder()));
    }

    /** A known run: the release, its compute, and the amount of a fit's resource. */
    private record KnownRun(String model, LocalDate publishedOn, double computeFlop, double value) {}

    /** The releases with known compute and quantity, and with compute in the range of the fit; empty where there is no fit. */
    private List<KnownRun> runs(PublishedRow fit) {
        if (!fit.has("least_compute_flop")) {
            return List.of();
        }
        double least = fit.requireNumber("least_compute_flop");
        Map<String, Double> computes = observed(fit.requireText("compute_metric"));
        Map<String, Double> values = observed(fit.requireText("metric"));
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

    /** The values of a metric by release. */
    private Map<String, Double> observed(String metric) {
        return input.rows("observations").where("metric", metric).stream()
                .collect(Collectors.toMap(row -> row.requireText("release_id"), row -> row.requireNumber("value")));
    }

    private Map<String, Object> fitJson(RunResource resource, PublishedRow fit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("words", resource.words());
        row.put("unit", names.unit(fit.requireText("metric")));
        // The nearest runs of a sample need not be the nearest ones.
        if (input.hasEveryObservation()) {
            row.put("runs", runs(fit));
        }
        for (String column : new TreeSet<>(fit.heading().columns())) {
            Object value = fit.value(column);
            if (value != null) {
                row.put(column, value);
            }
        }
        return row;
    }
}
