package org.computetrends.report;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;

/** When thresholds are crossed, and when generations of models come. */
final class CrossingsSection {
    private static final String METRIC = "training_compute";

    private final ReportInput input;
    private final Names names;

    CrossingsSection(ReportInput input, Names names) {
        this.input = input;
        this.names = names;
    }

    Optional<Section> section() {
        Rows crossings = input.rows("crossings")
                .where("scenario", Scenario.CONTINUE)
                .where(row -> METRIC.equals(row.text("metric"))
                        && List.of("frontier", "record").contains(row.text("cohort")));
        if (crossings.isEmpty()) {
            return Optional.empty();
        }
        List<DomContent> body = new ArrayList<>();
        body.add(sentence(crossings));
        body.add(table(crossings));
        Rows forecasts = input.rows("forecast_crossings")
                .where(row -> row.isTrue("is_default") && METRIC.equals(row.text("metric")) && row.has("median_date"));
        if (!forecasts.isEmpty()) {
            body.add(h3("By the default forecast, with its record"));
            body.add(forecasts(forecasts));
        }
        Rows generations = input.rows("generations").where("scenario", Scenario.CONTINUE);
        if (!generations.isEmpty()) {
            body.add(h3("Generations of models"));
            body.add(generations(generations));
            body.add(p("Costs, size, power and energy are those of a run at the generation’s compute floor, at its"
                            + " date: with their 95% intervals in the table generations.")
                    .withClass("note"));
        }
        return Optional.of(new Section("crossings", "Crossings and generations", body, List.of()));
    }

    private DomContent sentence(Rows crossings) {
        Optional<PublishedRow> next = crossings
                .where("cohort", "frontier")
                .where(row -> !row.has("first_observed_on") && row.has("simulated_median"))
                .by(row -> row.requireNumber("threshold"))
                .first();
        return next.map(row -> p(join(
                                "If growth continues, the frontier’s sample paths reach " + row.requireText("label")
                                        + " in",
                                span(Quote.of(row, "simulated_median", NumberStyle.TENTHS), text(",")),
                                "80% interval",
                                span(
                                        QuotedTable.range(
                                                row, "simulated80_low", "simulated80_high", NumberStyle.TENTHS),
                                        text("."))))
                        .withClass("shows"))
                .orElse(p("When each threshold is crossed, if growth continues as fitted.")
                        .withClass("shows"));
    }

    private DomContent table(Rows crossings) {
        return new QuotedTable(names.metric(METRIC) + ": when sample paths cross thresholds if growth continues")
                .words("Threshold", row -> Names.threshold(row.requireText("label")))
                .words("Cohort", row -> Names.cohort(row.requireText("cohort")))
                .cell("First release to reach it", row -> firstRelease(row))
                .quote("Median", "simulated_median", NumberStyle.TENTHS)
                .interval("80%", "simulated80_low", "simulated80_high", NumberStyle.TENTHS)
                .interval("95%", "simulated95_low", "simulated95_high", NumberStyle.TENTHS)
                .of(crossings.by(row -> row.requireNumber("threshold")));
    }

    private DomContent firstRelease(PublishedRow row) {
        if (row.has("first_observed_release")) {
            return join(
                    name(row.requireText("first_observed_release")) + ",",
                    Quote.of(row, "first_observed_on", NumberStyle.TENTHS));
        }
        // A generation without a floor has no first release.
        return row.has("status") ? span(text("none estimated so far"), coverage(row)) : text("–");
    }

    /** Where coverage ends, after a statement that nothing has been seen; nothing where it cannot be said. */
    private static DomContent coverage(PublishedRow row) {
        return row.has("known_to")
                ? span(text("; coverage ends "), Quote.of(row, "known_to", NumberStyle.TENTHS))
                : text("");
    }

    private String name(String releaseId) {
        return input.rows("releases")
                .where("release_id", releaseId)
                .first()
                .map(row -> row.requireText("model"))
                .orElse(releaseId);
    }

    private static DomContent forecasts(Rows forecasts) {
        return new QuotedTable(
                        "When the default forecasts have thresholds reached, with 80% intervals, and how"
                                + " such forecasts fared in real time: share of outcomes held, and mean error in orders of magnitude")
                .words("Threshold", row -> Names.threshold(row.requireText("label")))
                .words("Target", row -> Names.cohort(row.requireText("target")))
                .words("Method", row -> row.requireText("method"))
                .cell(
                        "Reached",
                        row -> row.has("median_date")
                                ? Quote.of(row, "median_date", NumberStyle.TENTHS)
                                : text(Names.words(row.requireText("status").toLowerCase(java.util.Locale.ROOT))))
                .quote("Coverage ends", "known_to", NumberStyle.TENTHS)
                .interval("80%", "ci80_low", "ci80_high", NumberStyle.TENTHS)
                .quote("Held", "real_time_coverage80", NumberStyle.PERCENT)
                .quote("of", "real_time_n", NumberStyle.COUNT)
                .quote("Bias, OOM", "real_time_bias", NumberStyle.SIGNED)
                .of(forecasts.by(row -> row.requireNumber("threshold")));
    }

    private DomContent generations(Rows generations) {
        return new QuotedTable(
                        "Generations: their compute, first release, the median date of sample paths, and what a run would"
                                + " take")
                .words("Generation", row -> row.requireText("generation"))
                .cell("Compute from, FLOP", row -> Quote.of(row, "compute_low_flop", NumberStyle.POWER))
                .cell("First release", row -> firstRelease(row))
                .quote("Median date", "simulated_median", NumberStyle.TENTHS)
                .interval("95%", "simulated95_low", "simulated95_high", NumberStyle.TENTHS)
                .quote("Amortized cost", "cost_amortized_usd", NumberStyle.MONEY)
                .quote("Acquisition cost", "cost_acquisition_usd", NumberStyle.MONEY)
                .quote("Optimal parameters", "optimal_parameters", NumberStyle.POWER)
                .of(generations);
    }

    static LocalDate latest(Rows rows, String column) {
        return rows.stream()
                .map(row -> row.requireDate(column))
                .max(LocalDate::compareTo)
                .orElseThrow();
    }
}
