package org.computetrends.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/** The three eras of the 2022 paper: what was published beside what the data say now. */
final class ErasSection {
    private static final String METRIC = "training_compute";

    /** The published figure of each row: a claim's id. */
    private static final Map<String, String> CLAIMS = Map.of(
            "all/pre-deep-learning", "sevilla-2022-pre-2010",
            "regular-scale/deep-learning", "sevilla-2022-regular-scale",
            "large-scale/large-scale", "sevilla-2022-large-scale",
            "notable/deep-learning", "epoch-notable-2010",
            "frontier/deep-learning", "epoch-2024-frontier");

    private final ReportInput input;

    ErasSection(ReportInput input) {
        this.input = input;
    }

    Optional<Section> section() {
        List<PublishedRow> rows = new ArrayList<>();
        for (String[] key : new String[][] {
            {"all", "pre-deep-learning"},
            {"regular-scale", "deep-learning"},
            {"large-scale", "large-scale"},
            {"notable", "deep-learning"},
            {"frontier", "deep-learning"},
            {"record", "deep-learning"}
        }) {
            input.trend(METRIC, key[0], key[1]).ifPresent(rows::add);
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        DomContent table = new QuotedTable(
                        "Training compute by era: months to double and growth a year with 95% intervals; what was"
                                + " published, and what the rules of these tables give on the data of its time")
                .words("Era", row -> Names.era(row.requireText("era")))
                .words("Releases", row -> Names.cohort(row.requireText("cohort")))
                .quote("n", "n", NumberStyle.COUNT)
                .quote("Doubling, months", "doubling_time_months", NumberStyle.TENTHS)
                .interval("95%", "doubling_time_ci95_low", "doubling_time_ci95_high", NumberStyle.TENTHS)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .cell("Published", row -> claim(row).map(ErasSection::published).orElse(span("–")))
                .cell(
                        "Ours, data of the time",
                        row -> claim(row).map(ErasSection::ours).orElse(span("–")))
                .words(
                        "Source",
                        row -> claim(row)
                                .map(found -> found.requireText("source"))
                                .orElse("–"))
                .of(new Rows(rows));
        return Optional.of(new Section("eras", "Three eras", List.of(sentence(), scales(), table), List.of()));
    }

    private DomContent sentence() {
        Optional<PublishedRow> before = input.trend(METRIC, "all", "pre-deep-learning");
        Optional<PublishedRow> since = input.trend(METRIC, "all", "deep-learning");
        if (before.isEmpty() || since.isEmpty()) {
            return p("How fast training compute doubled in each era, beside what has been published.")
                    .withClass("shows");
        }
        return p(join(
                        "Before deep learning, compute doubled every",
                        Quote.of(before, "doubling_time_months", NumberStyle.TENTHS),
                        "months; since, every",
                        Quote.of(since, "doubling_time_months", NumberStyle.TENTHS),
                        "over all releases."))
                .withClass("shows");
    }

    /** Whether large releases grew as fast as regular ones, over the same dates. */
    private DomContent scales() {
        return input.rows("comparisons")
                .where("metric", METRIC)
                .where("cohort", "regular-scale")
                .where("other_cohort", "large-scale")
                .where(row -> row.has("span_from") && row.has("method_p_value"))
                .first()
                .<DomContent>map(row -> p(join(
                                "From",
                                Quote.of(row, "span_from", NumberStyle.TENTHS),
                                "on, regular-scale releases doubled every",
                                Quote.of(row, "doubling_time_months", NumberStyle.TENTHS),
                                "months and large-scale ones every",
                                Quote.of(row, "other_doubling_time_months", NumberStyle.TENTHS),
                                "months; the p-value of the difference is",
                                Quote.of(row, "method_p_value", NumberStyle.PROBABILITY),
                                "by " + Names.intervalMethod(row.requireText("method")) + ", and",
                                Quote.of(row, "method_p_value_holm", NumberStyle.PROBABILITY),
                                "corrected for all comparisons (Holm)."))
                        .withClass("shows"))
                .orElse(text(""));
    }

    private Optional<PublishedRow> claim(PublishedRow trend) {
        String id = CLAIMS.get(trend.requireText("cohort") + "/" + trend.requireText("era"));
        return id == null
                ? Optional.empty()
                : input.rows("claims").where("claim_id", id).first();
    }

    private static DomContent published(PublishedRow claim) {
        return estimate(claim, "published_value", "published_low", "published_high");
    }

    private static DomContent ours(PublishedRow claim) {
        return estimate(claim, "ours_then", "ours_then_low", "ours_then_high");
    }

    /** A claim's value with its interval, in the unit that it was published in. */
    private static DomContent estimate(PublishedRow claim, String value, String low, String high) {
        NumberStyle style = ClaimStyle.of(claim);
        return span(
                Quote.of(claim, value, style),
                text(claim.requireText("quantity").equals("doubling_time_months") ? " months (" : " a year ("),
                QuotedTable.range(claim, low, high, style),
                text(")"));
    }
}
