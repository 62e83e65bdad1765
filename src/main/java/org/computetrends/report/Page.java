package org.computetrends.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.p;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.computetrends.domain.BacktestSummary;

/**
 * The report: one self-contained HTML file. It is made from published rows and the run's manifest alone, so equal
 * tables and manifests give equal pages. The page's Content-Security-Policy allows only the page's own scripts and
 * style sheet, by their digests: the page makes no requests and does not evaluate text as code. All text from releases
 * and settings is escaped.
 */
public record Page(ReportInput input) {
    /** The text of the HTML file, which must be encoded in UTF-8. */
    public String document() {
        DisplayNames names = new DisplayNames(input.provenance());
        String title = "How fast AI’s " + names.metricInSentence(names.mainMetric()) + " grows";
        List<Section> sections = new Sections(input).all();
        String styleSheet = Assets.text(Assets.STYLE);
        List<String> scripts = Assets.SCRIPTS.stream().map(Assets::text).toList();
        return "<!DOCTYPE html>\n"
                + html(
                                headElement(title, styleSheet, scripts),
                                body(
                                        a("Skip to the page’s content")
                                                .withHref("#top")
                                                .withClass("skip"),
                                        masthead(),
                                        navigation(sections),
                                        main(h1(title), each(sections, Page::sectionHtml))
                                                .withId("top"),
                                        sources(),
                                        script(Markup.unescapedCode(gzipBase64(dataJson(sections))))
                                                .withType("text/plain")
                                                .withId("page-data"),
                                        each(scripts, code -> script(Markup.unescapedCode(code)))))
                        .withLang("en")
                        .render()
                + "\n";
    }

    private static HeadTag headElement(String title, String styleSheet, List<String> scripts) {
        String allowedSources = scripts.stream().map(Assets::cspSource).collect(Collectors.joining(" "));
        return head(
                meta().withCharset("utf-8"),
                meta().attr("http-equiv", "Content-Security-Policy")
                        .withContent("default-src 'none'; script-src " + allowedSources + "; style-src "
                                + Assets.cspSource(styleSheet)
                                + "; img-src data:; base-uri 'none'; form-action 'none'"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta().withName("color-scheme").withContent("light dark"),
                meta().withName("referrer").withContent("no-referrer"),
                title("compute-trends: " + Character.toLowerCase(title.charAt(0)) + title.substring(1)),
                style(Markup.unescapedCode(styleSheet)));
    }

    private DomContent masthead() {
        return header(
                div(
                                p("compute-trends").withClass("brand"),
                                p(text("Data of " + input.vintage() + " · run "
                                                + input.provenance().runId()))
                                        .withClass("edition"),
                                button("Dark theme")
                                        .withId("theme")
                                        .withType("button")
                                        .withClass("needs-script"))
                        .withClass("bar"),
                noscript(p("Charts and long tables need JavaScript; the other tables are below.")));
    }

    /** Links to the sections, and a message, hidden until a reader's link names something that the page lacks. */
    private static DomContent navigation(List<Section> sections) {
        return nav(
                        ul(each(
                                sections,
                                section -> each(
                                        li(a(section.title()).withHref("#" + section.id())),
                                        // The form is in the headline section, but has a link of its own.
                                        iff(section.id().equals(HeadlineSection.ID), refitLink())))),
                        p().withId("unknown").attr("role", "alert").attr("hidden"))
                .attr("aria-label", "Contents");
    }

    private static DomContent refitLink() {
        return li(a(RefitForm.QUESTION).withHref("#" + RefitForm.ID)).withClass("needs-script");
    }

    private static DomContent sectionHtml(Section section) {
        return section(h2(section.title()))
                .with(section.body())
                .withId(section.id())
                .attr("aria-label", section.title());
    }

    private static DomContent sources() {
        return footer(p(text("Data: Epoch AI, “Data on AI Models”, epoch.ai/data/ai-models, CC BY 4.0, and the run’s"
                + " other input files. Charts: Vega, Vega-Lite and Vega-Embed, BSD 3-Clause,"
                + " University of Washington Interactive Data Lab.")));
    }

    /** The text compressed with gzip, in base 64. Without compression a page would be too large to mail. */
    private static String gzipBase64(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The JSON that the page's scripts read: charts, datasets, and some facts of the run. */
    private String dataJson(List<Section> sections) {
        Map<String, Object> datasets = new LinkedHashMap<>();
        List<Object> charts = new ArrayList<>();
        for (Section section : sections) {
            for (Chart chart : section.charts()) {
                chart.datasets().forEach(dataset -> datasets.put(dataset.name(), datasetJson(dataset)));
                charts.add(chartJson(chart));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("charts", charts);
        json.put("datasets", datasets);
        json.put("vintage", VegaLite.epochMillis(input.vintage()));
        json.put("noEvidence", BacktestSummary.NO_EVIDENCE_WINDOWS);
        json.put("benchmark", input.provenance().benchmarkName());
        return Json.write(json);
    }

    private static Map<String, Object> chartJson(Chart chart) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", chart.id());
        json.put("size", chart.size());
        json.put(
                "panels",
                chart.panels().stream().map(Chart.Panel::specification).toList());
        json.put("datasets", chart.datasets().stream().map(Dataset::name).toList());
        return json;
    }

    private static Map<String, Object> datasetJson(Dataset dataset) {
        Map<String, Object> json = Json.object("types", dataset.types(), "csv", dataset.csv());
        // For tests, which compare the data with the table.
        if (dataset.table() != null) {
            json.put("from", dataset.table());
        }
        return json;
    }
}
