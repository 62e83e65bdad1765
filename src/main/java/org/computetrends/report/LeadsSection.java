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
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.PublishedRow;

/**
 * The section on how many months one group of releases is behind another ({@link org.computetrends.domain.Lead}), and
 * on how many organizations have reached each threshold.
 */
record LeadsSection(ReportInput input, DisplayNames names) {
    private static final String DATASET = "leads";
    private static final String AXIS = "months behind";
    private static final String FITTED = Lag.Status.FITTED.name();

    Optional<Section> section() {
        // Each row is a Lag: the distance between a lead's groups on a date.
        Rows lags = input.rows("leads")
                .where("values_vintage", input.vintage().toString())
                .sortedBy(row -> row.requireText("lead") + row.value("on_date"));
        Rows fittedLags = lags.where("status", FITTED);
        Section section = new Section("leads", title(fittedLags));
        if (!fittedLags.isEmpty()) {
            section = section.with(figure(lags, fittedLags));
        }
        Rows reaches =
                input.rows("threshold_reaches").where("up_to", input.vintage().toString());
        if (!reaches.isEmpty()) {
            section = section.with(
                    new QuotedTable("Who has reached a threshold, and months from the first release to the tenth")
                            .text("Metric", row -> names.metric(row.requireText("metric")))
                            .quote("Threshold", "threshold", NumberStyle.MAGNITUDE)
                            .quote("Releases", "n_releases", NumberStyle.COUNT)
                            .quote("Organizations", "n_organizations", NumberStyle.COUNT)
                            .quote("Countries", "n_countries", NumberStyle.COUNT)
                            .quote("First", "first_date", NumberStyle.DATE)
                            .quote("Months to the tenth", "first_to_tenth_months", NumberStyle.TENTHS)
                            .html(reaches));
        }
        return section.body().isEmpty() ? Optional.empty() : Optional.of(section);
    }

    private static String title(Rows fittedLags) {
        String followers = fittedLags.stream()
                .map(row -> row.requireText("follower"))
                .distinct()
                .collect(Collectors.joining(", "));
        return fittedLags.isEmpty() ? "Who leads" : "How far behind: " + followers;
    }

    /**
     * The chart of the leads, with sentences and a table.
     *
     * @param lags the rows of the table of leads, by lead and date
     * @param fittedLags the rows of {@code lags} with lines fitted to both groups
     */
    private Figure figure(Rows lags, Rows fittedLags) {
        List<PublishedRow> newestLags = new ArrayList<>();
        List<Chart.Panel> panels = new ArrayList<>();
        for (String lead : fittedLags.distinctValues(row -> row.requireText("lead"))) {
            Rows ofLead = fittedLags.where("lead", lead);
            newestLags.add(ofLead.last());
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
                        "Months by lines, with 95% intervals, and since the leader first had a release as large as the"
                                + " follower’s largest")
                .text("Who", "label")
                .quote("On", "on_date", NumberStyle.DATE)
                .quote("Behind", "behind_months", NumberStyle.TENTHS)
                .interval("95%", "behind_ci95", NumberStyle.TENTHS)
                .quote("To catch up", "catch_up_months", NumberStyle.TENTHS)
                .interval("95%", "catch_up_ci95", NumberStyle.TENTHS)
                .quote("Since the leader’s first as large", "staircase_months", NumberStyle.TENTHS)
                .html(lags);
        return Figure.of(chart, sentences(lags, newestLags), table, definitions(newestLags));
    }

    /** For each lead both measures (behind and to catch up); then what the measures mean. */
    private DomContent sentences(Rows lags, List<PublishedRow> newestLags) {
        List<DomContent> lines = new ArrayList<>();
        for (PublishedRow row : newestLags) {
            boolean isBehind = row.requireText("measure").equals(Lead.Measure.BEHIND.name());
            String leader = row.requireText("leader");
            String follower = row.requireText("follower");
            lines.add(phrase(
                    "$ quote $ in $, as of $, when the line of $ ends. By the other measure: $. The lines are through $"
                            + " releases of $ and $ of $.$",
                    strong(row.requireText("label") + ":"),
                    strong(months(row, isBehind)),
                    names.metricInSentence(row.requireText("metric")),
                    Quote.of(row, "on_date", NumberStyle.DATE),
                    groupWhoseLineEnds(row),
                    months(row, !isBehind),
                    Quote.of(row, "leader_n", NumberStyle.COUNT),
                    leader,
                    Quote.of(row, "follower_n", NumberStyle.COUNT),
                    follower,
                    largestReleaseSentence(
                            lags.where("lead", row.requireText("lead")).last())));
        }
        lines.add(phrase(
                "$ $ $ $ $",
                strong("Behind:"),
                Lead.Measure.BEHIND.definition(),
                strong("To catch up:"),
                Lead.Measure.CATCH_UP.definition(),
                Lead.ADVICE));
        return each(lines, line -> span(line).withClass("line"));
    }

    /** The group whose line ends on the row's date, which is the last day that both lines reach. */
    private static String groupWhoseLineEnds(PublishedRow newestLag) {
        return newestLag.requireText(
                newestLag.requireDate("on_date").equals(newestLag.date("follower_last_date")) ? "follower" : "leader");
    }

    private static DomContent months(PublishedRow row, boolean isBehind) {
        String measure = isBehind ? "behind" : "catch_up";
        return phrase(
                isBehind ? "$ months behind (95%: $)" : "$ months to catch up (95%: $)",
                Quote.of(row, measure + "_months", NumberStyle.TENTHS),
                Quote.interval(row, measure + "_ci95", NumberStyle.TENTHS));
    }

    /**
     * The follower's largest release, the leader's first release as large, and the months from the latter to the row's
     * date. Empty if the leader has no release as large by then.
     */
    private DomContent largestReleaseSentence(PublishedRow lag) {
        Double months = lag.number("staircase_months");
        return months == null || months < 0
                ? text("")
                : phrase(
                        " The largest release of $ is $ ($); the first of $ as large is $ ($), $ months before $.",
                        lag.requireText("follower"),
                        input.releaseName(lag.requireText("record_release")),
                        Quote.of(lag, "record_published_on", NumberStyle.DATE),
                        lag.requireText("leader"),
                        input.releaseName(lag.requireText("match_release")),
                        Quote.of(lag, "match_published_on", NumberStyle.DATE),
                        Quote.of(lag, "staircase_months", NumberStyle.TENTHS),
                        Quote.of(lag, "on_date", NumberStyle.DATE));
    }

    private DomContent definitions(List<PublishedRow> newestLags) {
        return Controls.disclosure(
                "What counts for each group",
                each(newestLags.stream()
                        .flatMap(row -> input.provenance().lead(row).stream())
                        .map(lead -> p(lead.groupDefinitions(
                                names.cohortInSentence(lead.cohort().id()))))));
    }

    /** The panel of one lead, from its rows in the order of dates. */
    private static Map<String, Object> panel(Rows lags) {
        PublishedRow firstLag = lags.all().get(0);
        String isOfLead = VegaLite.columnIs("lead", firstLag.requireText("lead"));
        List<Map<String, Object>> fittedRows = List.of(filter(isOfLead), filter(VegaLite.columnIs("status", FITTED)));
        Map<String, Object> dates = date("on_date");
        Map<String, Object> behindLow = quantity("behind_ci95_low", AXIS);
        Map<String, Object> sinceMatch = quantity("staircase_months", AXIS);
        return VegaLite.overTime(
                firstLag.requireDate("on_date").minusMonths(2),
                lags.last().requireDate("on_date").plusMonths(2),
                5,
                List.of(
                        vega("""
                                {data: {name: $}, transform: $,
                                 mark: {type: 'area', color: '--trend', opacity: 0.18, clip: true},
                                 encoding: {x: $, y: $, y2: {field: 'behind_ci95_high'}}}
                                """, DATASET, fittedRows, dates, behindLow),
                        vega("""
                                {data: {name: $}, transform: $,
                                 mark: {type: 'line', color: '--trend', strokeWidth: 2.5, clip: true},
                                 encoding: {x: $, y: $}}
                                """, DATASET, fittedRows, dates, quantity("behind_months", AXIS)),
                        vega("""
                                {data: {name: $}, transform: [{filter: $}], mark: $, encoding: {x: $, y: $}}
                                """, DATASET, isOfLead, VegaLite.diamondMark(50), dates, sinceMatch)));
    }
}
