package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.Era;
import org.computetrends.domain.PublishedRow;

/** The section on the main metric's trends that the setting {@code summary.trends} lists, beside published figures. */
record ErasSection(ReportInput input, DisplayNames names) {
    Optional<Section> section() {
        Rows rows =
                input.trends().ofTrends(names.trendsInSetting("summary.trends")).where("metric", names.mainMetric());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        DomContent table = new QuotedTable(names.metric(names.mainMetric())
                        + " by era: months to double and growth a year with 95% intervals, the published"
                        + " figure, and ours on the data of its time")
                .text("Era", row -> names.era(row.requireText("era")))
                .text("Releases", row -> names.cohort(row.requireText("cohort")))
                .quote("n", "n", NumberStyle.COUNT)
                .quote("Doubling, months", "doubling_time_months", NumberStyle.TENTHS)
                .interval("95%", "doubling_time_ci95", NumberStyle.TENTHS)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .cell("Published", row -> claimedValue(row, "published_value", "published"))
                .cell("Ours, data of the time", row -> claimedValue(row, "ours_then", "ours_then"))
                .text(
                        "Source",
                        row -> claim(row)
                                .map(published -> published.requireText("source"))
                                .orElse("–"))
                .html(rows);
        return Optional.of(new Section("eras", "By era").with(sentence(), comparisons(), table));
    }

    /** Doubling times by era, of the first cohort with a doubling time in every era; without one, an introduction. */
    private DomContent sentence() {
        List<String> eras = names.timeline().eras().stream().map(Era::id).toList();
        Rows growingTrends = input.trends()
                .where("metric", names.mainMetric())
                .where(row -> row.has("doubling_time_months") && eras.contains(row.text("era")));
        for (String cohort : names.cohorts(growingTrends)) {
            Rows byEra = growingTrends.where("cohort", cohort).sortedInOrder("era", eras);
            if (byEra.size() == eras.size()) {
                List<DomContent> doublingTimes = byEra.stream()
                        .map(row -> phrase(
                                "$: $",
                                names.era(row.requireText("era")),
                                Quote.of(row, "doubling_time_months", NumberStyle.TENTHS)))
                        .toList();
                return p(phrase(
                                "Months in which the $ of $ doubles, by era. $.",
                                names.metricInSentence(names.mainMetric()),
                                names.cohortWithArticle(cohort),
                                join("; ", doublingTimes)))
                        .withClass("shows");
            }
        }
        return p("How fast " + names.metricInSentence(names.mainMetric())
                        + " doubled in each era, beside what has been published.")
                .withClass("shows");
    }

    /** A sentence for each comparison of two trends that has a p-value. */
    private DomContent comparisons() {
        return each(
                input.rows("comparisons")
                        .where("metric", names.mainMetric())
                        .where(row -> row.has("span_from") && row.has("method_p_value"))
                        .all(),
                row -> p(phrase(
                                "$ the doubling time of $ is $ months and that of $ $ months. The p-value of the"
                                        + " difference is $ by $, and $ corrected for all comparisons (Holm).",
                                spanInWords(row),
                                comparedTrend(row, "cohort", "era"),
                                Quote.of(row, "doubling_time_months", NumberStyle.TENTHS),
                                comparedTrend(row, "other_cohort", "other_era"),
                                Quote.of(row, "other_doubling_time_months", NumberStyle.TENTHS),
                                Quote.of(row, "method_p_value", NumberStyle.P_VALUE),
                                DisplayNames.intervalMethod(row.requireText("method")),
                                Quote.of(row, "method_p_value_holm", NumberStyle.P_VALUE)))
                        .withClass("shows"));
    }

    private static DomContent spanInWords(PublishedRow comparison) {
        DomContent from = Quote.of(comparison, "span_from", NumberStyle.DATE);
        return comparison.has("span_to")
                ? phrase("From $ to $", from, Quote.of(comparison, "span_to", NumberStyle.DATE))
                : phrase("Since $", from);
    }

    /** One of the two trends compared: its cohort, and its era if both trends have the same cohort. */
    private String comparedTrend(PublishedRow row, String cohort, String era) {
        return names.cohortWithArticle(row.requireText(cohort))
                + (row.requireText("cohort").equals(row.requireText("other_cohort"))
                        ? " (" + names.era(row.requireText(era)) + ")"
                        : "");
    }

    private Optional<PublishedRow> claim(PublishedRow trend) {
        return new GrowthClaims(input, names).newestClaim(Rows.trendKey(trend));
    }

    /** A value of the trend's claim, in the claim's own unit, with its interval if it has one; a dash without a claim. */
    private DomContent claimedValue(PublishedRow trend, String value, String interval) {
        return claim(trend)
                .map(claim -> {
                    NumberStyle style = NumberStyle.ofClaim(claim);
                    String unit = claim.requireText("quantity").equals("doubling_time_months") ? " months" : " a year";
                    return claim.has(interval + "_low") || claim.has(interval + "_high")
                            ? span(
                                    Quote.of(claim, value, style),
                                    text(unit + " ("),
                                    Quote.interval(claim, interval, style),
                                    text(")"))
                            : span(Quote.of(claim, value, style), text(unit));
                })
                .orElse(span("–"));
    }
}
