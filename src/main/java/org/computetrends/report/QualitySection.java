package org.computetrends.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static org.computetrends.report.Markup.phrase;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.computetrends.domain.PublishedRow;

/** The section on data quality: rows kept and rejected, how many releases have a value, and how late values come. */
record QualitySection(ReportInput input, DisplayNames names) {
    /** The first year of releases in the chart of shares. Earlier years have few releases. */
    private static final int FIRST_YEAR = 2010;

    Section section() {
        Section section = new Section("quality", "Data quality").with(sentence());
        Map<String, Long> rejects = input.provenance().rejects();
        if (!rejects.isEmpty()) {
            section = section.with(countsByReason(rejects));
        }
        Rows listedRejects = input.rows("rejects");
        if (!listedRejects.isEmpty()) {
            section = section.with(Controls.disclosure(
                    listedRejects.size() < input.rowsPublished("rejects")
                            ? "The first " + listedRejects.size() + " rejected rows and values"
                            : "Rejected rows and values",
                    new QuotedTable("Rows and values that were not used, and why")
                            .text("Row", "source_row")
                            .text("Reason", row -> reason(row.requireText("reason")))
                            .text("Release", row -> row.has("model") ? row.requireText("model") : "–")
                            .text("Message", "message")
                            .html(listedRejects)));
        }
        Rows sharesByYear = input.rows("reporting")
                .where("metric", names.mainMetric())
                .where("values_vintage", input.vintage().toString())
                .where(row -> row.requireNumber("release_year") >= FIRST_YEAR && row.has("share"))
                .sortedBy(row -> row.requireNumber("release_year"));
        if (!sharesByYear.isEmpty()) {
            section = section.with(
                    Figure.of(sharesChart(sharesByYear), sharesSentence(sharesByYear), sharesTable(sharesByYear)));
        }
        return section.with(new LatenessTables(input, names).html());
    }

    private DomContent sentence() {
        Map<String, Long> rows = input.provenance().rows();
        return p(phrase(
                        "Of $ rows read, $ were kept and $ rejected. Every one that was rejected is in the table rejects, with"
                                + " the reason.",
                        Quote.manifestCount("read", rows.getOrDefault("read", 0L)),
                        Quote.manifestCount("kept", rows.getOrDefault("kept", 0L)),
                        Quote.manifestCount("rejected", rows.getOrDefault("rejected", 0L))))
                .withClass("shows");
    }

    private static DomContent countsByReason(Map<String, Long> rejects) {
        return div(table(
                        caption("Rejected rows and values by reason"),
                        thead(tr(
                                th("Reason").attr("scope", "col"),
                                th("Count").attr("scope", "col").withClass("number"))),
                        tbody(each(
                                rejects.entrySet(),
                                entry -> tr(
                                        th(reason(entry.getKey())).attr("scope", "row"),
                                        td(Quote.manifestCount("rejects." + entry.getKey(), entry.getValue()))
                                                .withClass("number"))))))
                .withClass("narrow");
    }

    private Chart sharesChart(Rows sharesByYear) {
        return Chart.ofOnePanel(
                "coverage-by-year",
                "Share of a year’s releases whose " + metric() + " is known",
                "Bars: share of releases with a value of " + metric()
                        + ", by year of release; lighter where it is under-reported.",
                VegaLite.layered(List.of(vega("""
                        {data: {name: 'coverage-by-release-year'},
                         mark: {type: 'bar', color: '--accent', tooltip: {content: 'data'}, width: {band: 0.7}},
                         encoding: {
                           x: {field: 'release_year', type: 'ordinal',
                               axis: {title: null, labelAngle: 0, labelOverlap: true, ticks: false}},
                           y: {field: 'share', type: 'quantitative', scale: {domain: [0, 1]},
                               axis: {title: null, format: '%', tickCount: 5}},
                           opacity: {condition: {test: 'datum.under_reported', value: 0.4}, value: 0.9}}}
                        """))),
                List.of(Dataset.of(
                        "coverage-by-release-year",
                        sharesByYear,
                        "metric, release_year, values_vintage, n_releases, n_with_value, share, share_of_usual,"
                                + " under_reported")),
                Chart.Size.plain(220));
    }

    private DomContent sharesSentence(Rows sharesByYear) {
        PublishedRow lastYear = sharesByYear.last();
        return phrase(
                "Of the $ releases of $, $ have a value of $ so far: values of recent releases come late, and the latest years"
                        + " are the least certain.$",
                Quote.of(lastYear, "n_releases", NumberStyle.COUNT),
                lastYear.requireText("release_year"),
                Quote.of(lastYear, "n_with_value", NumberStyle.COUNT),
                metric(),
                lastYear.has("known_to")
                        ? phrase(
                                " Coverage ends $: the date of the last frontier value by an organization that had one before.",
                                Quote.of(lastYear, "known_to", NumberStyle.DATE))
                        : "");
    }

    private DomContent sharesTable(Rows sharesByYear) {
        return new QuotedTable("Releases by year, and how many have a value of " + metric())
                .text("Year", "release_year")
                .quote("Releases", "n_releases", NumberStyle.COUNT)
                .quote("With a value", "n_with_value", NumberStyle.COUNT)
                .quote("Share", "share", NumberStyle.PERCENT)
                .text("Under-reported", row -> row.isTrue("under_reported") ? "yes" : "no")
                .html(sharesByYear);
    }

    private String metric() {
        return names.metricInSentence(names.mainMetric());
    }

    private static String reason(String id) {
        return DisplayNames.idInWords(id.toLowerCase(Locale.ROOT));
    }
}
