package org.computetrends.report;

import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.Era;
import org.computetrends.domain.PublishedRow;
import org.computetrends.stats.BreakForm;

/** The section on when growth changed: each trend's best single break ({@link org.computetrends.domain.Breakpoint}). */
record BreakpointsSection(ReportInput input, DisplayNames names, MainTrend mainTrend) {
    private static final String P_VALUES =
            "P-values account for the search for the date. Those by organization also account for similar releases of one"
                    + " organization.";

    Optional<Section> section() {
        List<String> eras = List.of(Era.ALL_TIME.id(), mainTrend.era());
        Rows breakpoints = input.rows("breakpoints")
                .where("metric", mainTrend.metric())
                // Jumps are counted as kinks in this column.
                .where("n_kinks", "1")
                .where(row -> eras.contains(row.text("era")) && row.has("break_date") && row.has("p_value"));
        // By era, then by cohort, then kinks before jumps: sorting is stable, so the last order is the first criterion.
        Rows breaks = breakpoints
                .sortedBy(row -> !isKink(row))
                .sortedInOrder("cohort", names.cohorts(breakpoints))
                .sortedInOrder("era", eras);
        if (breaks.isEmpty()) {
            return Optional.empty();
        }
        Rows kinks = breaks.where(BreakpointsSection::isKink);
        Chart chart = Chart.ofOnePanel(
                "breakpoints",
                "When growth of " + names.metricInSentence(mainTrend.metric())
                        + " changed: the best single kink, with its 95% interval",
                "Dates of the best single kink of each trend, with 95 percent intervals.",
                new ForestPlot("breakpoints", "trend", "break_date", "break_date_ci95_low", "break_date_ci95_high")
                        .specification(ForestPlot.dateAxis(), List.of()),
                List.of(Dataset.withDisplayNames(
                        "breakpoints",
                        kinks,
                        "trend",
                        this::name,
                        "metric, cohort, era, form, n_kinks, kink, trend, break_date, break_date_ci95_low,"
                                + " break_date_ci95_high, cluster_p_value, p_value")),
                Chart.Size.rows(kinks.size()));
        DomContent table = new QuotedTable("Single breaks of " + names.metricInSentence(mainTrend.metric())
                        + ": date, months to double before and after, and p-values of tests against no break")
                .text("Trend", this::name)
                .text("Form", row -> isKink(row) ? "kink: growth changes" : "jump: the level changes too")
                .quote("Break", "break_date", NumberStyle.DATE)
                .interval("95%", "break_date_ci95", NumberStyle.DATE)
                .quote("Before, months", "doubling_time_before_months", NumberStyle.TENTHS)
                .quote("After, months", "doubling_time_after_months", NumberStyle.TENTHS)
                .quote("p-value, by organization", "cluster_p_value", NumberStyle.P_VALUE)
                .quote("p-value, releases independent", "p_value", NumberStyle.P_VALUE)
                .quote("ΔBIC", "delta_bic", NumberStyle.TENTHS)
                .html(breaks);
        return Optional.of(
                new Section("breakpoints", "When growth changed").with(Figure.of(chart, sentence(breaks), table)));
    }

    /** Whether the lines before and after the break meet: growth changes, but the level does not jump. */
    private static boolean isKink(PublishedRow row) {
        return row.requireText("form").equalsIgnoreCase(BreakForm.CONTINUOUS.name());
    }

    private DomContent sentence(Rows breaks) {
        return breaks.ofTrend(mainTrend.key().withEra(Era.ALL_TIME.id()))
                .where(BreakpointsSection::isKink)
                .first()
                .map(kink -> phrase(
                        "Over all time growth of $ changed in $ (95% $), from doubling every $ months to every $ months. $",
                        names.cohortWithArticle(kink.requireText("cohort")),
                        Quote.of(kink, "break_date", NumberStyle.DATE),
                        Quote.interval(kink, "break_date_ci95", NumberStyle.DATE),
                        Quote.of(kink, "doubling_time_before_months", NumberStyle.TENTHS),
                        Quote.of(kink, "doubling_time_after_months", NumberStyle.TENTHS),
                        P_VALUES))
                .orElse(text("The best date for a single break of each trend. " + P_VALUES));
    }

    private String name(PublishedRow row) {
        return names.cohort(row.requireText("cohort")) + ", " + names.era(row.requireText("era"));
    }
}
