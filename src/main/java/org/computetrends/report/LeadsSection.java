package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.phrase;
import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.quantity;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.computetrends.domain.Lead;
import org.computetrends.domain.PublishedRow;

/**
 * By how many months one group of releases trails another ({@link org.computetrends.domain.Lead}), and how many organizations
 * have reached each threshold.
 */
record LeadsSection(ReportInput input, DisplayNames names) {
    private static final String DATASET = "leads";

    Optional<Section> section() {
        Rows lags = input.rows("leads")
                .where("values_vintage", input.vintage().toString())
                .by(row -> row.requireText("lead") + row.value("on_date"));
        Rows fittedLags = lags.where("status", "FITTED");
        Section section = new Section("leads", title(fittedLags));
        if (!fittedLags.isEmpty()) {
            section = section.with(figure(lags, fittedLags));
        }
        Rows reaches =
                input.rows("threshold_reaches").where("up_to", input.vintage().toString());
        if (!reaches.isEmpty()) {
            section = section.with(
                    new QuotedTable("Who has reached a threshold, and months from the first release to the tenth")
                            .words("Metric", row -> names.metric(row.requireText("metric")))
                            .quote("Threshold", "threshold", NumberStyle.POWER)
                            .quote("Releases", "n_releases", NumberStyle.COUNT)
                            .quote("Organizations", "n_organizations", NumberStyle.COUNT)
                            .quote("Countries", "n_countries", NumberStyle.COUNT)
                            .quote("First", "first_date", NumberStyle.TENTHS)
                            .quote("Months to the tenth", "first_to_tenth_months", NumberStyle.TENTHS)
                            .of(reaches));
        }
        return section.body().isEmpty() ? Optional.empty() : Optional.of(section);
    }

    /** Who follows, by the settings, as a reader asks for it. */
    private static String title(Rows fittedLags) {
        String followers = fittedLags.stream()
                .map(row -> row.requireText("follower"))
                .distinct()
                .collect(Collectors.joining(", "));
        return fittedLags.isEmpty() ? "Who leads" : "How far behind: " + followers;
    }

    /** The chart of the leads, with sentences and a table. */
    private Figure figure(Rows lags, Rows fittedLags) {
        List<PublishedRow> lastLags = new ArrayList<>();
        List<Chart.Panel> panels = new ArrayList<>();
        for (String lead : fittedLags.values(row -> row.requireText("lead"))) {
            Rows ofLead = fittedLags.where("lead", lead);
            lastLags.add(ofLead.last());
            panels.add(new Chart.Panel(
                    ofLead.last().requireText("label") + ": months behind", panel(lags.where("lead", lead))));
        }
        Chart chart = new Chart(
                "leads",
                "Months behind: by lines, and by the largest releases (diamonds; below zero the follower was first)",
                "Months behind against time: a line with its 95 percent band by the lines through both groups’ releases, and"
                        + " diamonds for the months since the leader first had a release as large as the follower’s largest.",
                panels,
                List.of(Dataset.of(
                        DATASET,
                        lags,
                        "lead, label, values_vintage, on_date, status, behind_months, behind_ci95_low, behind_ci95_high, catch_up_months,"
                                + " catch_up_ci95_low, catch_up_ci95_high, staircase_months")),
                Chart.Size.titled(220));
        DomContent table = new QuotedTable(
                        "Months by lines, with 95% intervals, and since the leader first had the follower’s largest")
                .words("Who", row -> row.requireText("label"))
                .quote("On", "on_date", NumberStyle.TENTHS)
                .quote("Behind", "behind_months", NumberStyle.TENTHS)
                .interval("95%", "behind_ci95_low", "behind_ci95_high", NumberStyle.TENTHS)
                .quote("To catch up", "catch_up_months", NumberStyle.TENTHS)
                .interval("95%", "catch_up_ci95_low", "catch_up_ci95_high", NumberStyle.TENTHS)
                .quote("Since the leader had it", "staircase_months", NumberStyle.TENTHS)
                .of(lags);
        return Figure.of(chart, sentences(lags, lastLags), table, definitions(lastLags));
    }

    /** Both measures of each lead, then what they mean. */
    private DomContent sentences(Rows lags, List<PublishedRow> lastLags) {
        List<DomContent> lines = new ArrayList<>();
        for (PublishedRow row : lastLags) {
            boolean isBehind = row.requireText("measure").equals(Lead.Measure.BEHIND.name());
            String leader = row.requireText("leader");
            String follower = row.requireText("follower");
            lines.add(phrase(
                    "$ quote $ in $, as of $: no later release of $ is in the line. By the other measure: $. Lines through $"
                            + " releases of $ and $ of $.$",
                    strong(row.requireText("label") + ":"),
                    strong(measured(row, isBehind)),
                    names.metricInSentence(row.requireText("metric")),
                    Quote.of(row, "on_date", NumberStyle.TENTHS),
                    row.requireDate("on_date").equals(row.date("follower_last_date")) ? follower : leader,
                    measured(row, !isBehind),
                    Quote.of(row, "leader_n", NumberStyle.COUNT),
                    leader,
                    Quote.of(row, "follower_n", NumberStyle.COUNT),
                    follower,
                    matched(lags.where("lead", row.requireText("lead")).last())));
        }
        lines.add(phrase(
                "$ $ $ $ $",
                strong("Behind:"),
                Lead.Measure.BEHIND.words(),
                strong("To catch up:"),
                Lead.Measure.CATCH_UP.words(),
                Lead.ADVICE));
        return each(lines, line -> span(line).withClass("line"));
    }

    private static DomContent measured(PublishedRow row, boolean isBehind) {
        String months = isBehind ? "behind" : "catch_up";
        return phrase(
                isBehind ? "$ months behind (95%: $)" : "$ months to catch up (95%: $)",
                Quote.of(row, months + "_months", NumberStyle.TENTHS),
                QuotedTable.range(row, months + "_ci95_low", months + "_ci95_high", NumberStyle.TENTHS));
    }

    /** A sentence on the follower's largest release, and on the leader's first as large; empty if the follower was first. */
    private DomContent matched(PublishedRow lag) {
        Double months = lag.number("staircase_months");
        return months == null || months < 0
                ? text("")
                : phrase(
                        " The largest release of $ is $ ($); the first of $ as large is $ ($), $ months before $.",
                        lag.requireText("follower"),
                        input.releaseName(lag.requireText("record_release")),
                        Quote.of(lag, "record_published_on", NumberStyle.TENTHS),
                        lag.requireText("leader"),
                        input.releaseName(lag.requireText("match_release")),
                        Quote.of(lag, "match_published_on", NumberStyle.TENTHS),
                        Quote.of(lag, "staircase_months", NumberStyle.TENTHS),
                        Quote.of(lag, "on_date", NumberStyle.TENTHS));
    }

    /** Which releases each group has. */
    private DomContent definitions(List<PublishedRow> lastLags) {
        return Controls.disclosure(
                "What counts for each group",
                each(lastLags.stream()
                        .flatMap(row -> input.provenance().lead(row).stream())
                        .map(lead -> p(lead.definition(
                                names.cohortInSentence(lead.cohort().id()))))));
    }

    private static Map<String, Object> panel(Rows lags) {
        PublishedRow firstLag = lags.all().get(0);
        String isOfLead = VegaLite.is("lead", firstLag.requireText("lead"));
        List<Map<String, Object>> line = List.of(filter(isOfLead), filter(VegaLite.is("status", "FITTED")));
        return VegaLite.overTime(
                firstLag.requireDate("on_date").minusMonths(2),
                lags.last().requireDate("on_date").plusMonths(2),
                5,
                List.of(
                        vega(
                                """
                                {data: {name: $}, transform: $,
                                 mark: {type: 'area', color: '--trend', opacity: 0.18, clip: true},
                                 encoding: {x: $, y: $, y2: {field: $}}}
                                """,
                                DATASET,
                                line,
                                date("on_date"),
                                quantity("behind_ci95_low", "months behind"),
                                "behind_ci95_high"),
                        vega("""
                                {data: {name: $}, transform: $,
                                 mark: {type: 'line', color: '--trend', strokeWidth: 2.5, clip: true},
                                 encoding: {x: $, y: $}}
                                """, DATASET, line, date("on_date"), quantity("behind_months", "months behind")),
                        vega(
                                """
                                {data: {name: $}, transform: [{filter: $}], mark: $, encoding: {x: $, y: $}}
                                """,
                                DATASET,
                                isOfLead,
                                VegaLite.diamond(50),
                                date("on_date"),
                                quantity("staircase_months", "months behind"))));
    }
}
