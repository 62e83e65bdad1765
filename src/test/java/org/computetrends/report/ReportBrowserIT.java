package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.computetrends.job.ShippedRuns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the shipped data in Debian's Chromium, offline. */
class ReportBrowserIT {
    private static final String CHART = "#chart-headline-0 svg";
    private static final String ANSWERED = "#view?refit=open&organization=!google";

    @AutoClose
    private static Chromium chromium;

    private static Path file;

    /** One page for all tests, which go from view to view. */
    private static Page page;

    /** The position of the last section when a link to it had opened the page. */
    private static double belowContents;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        ShippedRuns.results();
        file = ShippedRuns.folder().resolve("out/report/index.html");
        page = chromium.page(file, "#quality");
        belowContents = Chromium.belowContents(page, "quality");
    }

    @Test
    void thePageMakesNoRequestsAndLogsNoErrors() {
        Chromium.goTo(page, "");
        assertThat(page.locator(".drawing svg").count())
                .isEqualTo(page.locator(".drawing").count())
                .isGreaterThan(10);
        assertThat(page.locator(".headline").textContent()).contains("× a year").contains("months");
        assertThat(chromium.complaints()).isEmpty();
    }

    /** GPT-4's date, organization and compute as Epoch AI has them; its name differs between vintages. */
    @Test
    void hoverShowsTheReleasesValues() {
        Chromium.goTo(page, "");
        page.evaluate(
                "() => [...document.querySelectorAll('#chart-headline-0 .notable_marks path')].find(point => /^GPT-4("
                        + " .Mar 2023.)?$/.test(point.__data__.datum.model)).setAttribute('data-found', 'yes')");
        page.locator("[data-found]").hover(new Locator.HoverOptions().setForce(true));
        String shownText = page.locator("#hover").textContent();
        assertThat(shownText).contains("GPT-4", "OpenAI", "2023-03-1", "2.1 × 10²⁵ FLOP");
    }

    /** Points carry the tooltips, because a line would have one only, that of its first date. */
    @Test
    void hoverOnTheForecastShowsTheForecastOfThatDate() {
        Chromium.goTo(page, "");
        Object month = page.evaluate("() => { const svg = document.querySelector('#chart-headline-0 svg');"
                + " svg.scrollIntoView({block: 'center', behavior: 'instant'}); const isOnTop = (point, box) =>"
                + " document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === point; const last ="
                + " [...svg.querySelectorAll('.mark-symbol path')].filter(point => point.__data__.datum.p50 &&"
                + " isOnTop(point, point.getBoundingClientRect())).pop(); last.setAttribute('data-last-date', 'yes');"
                + " return charts.month(last.__data__.datum.target_date); }");
        assertThat(month.toString()).matches("\\w{3} 203\\d");
        page.locator("[data-last-date]").hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator("#hover").textContent())
                .startsWith(month.toString())
                .contains("Median", "95%");
    }

    @Test
    void aPublishedGrowthWithoutAnIntervalIsShownAlone() {
        assertThat(page.locator("#eras").textContent()).contains(" a year (").doesNotContain("(–)");
    }

    @Test
    void theFirstDayOf1970IsADate() {
        assertThat(page.evaluate("() => [charts.day(0), charts.day(null)].join()"))
                .isEqualTo("1970-01-01,–");
    }

    /** The page of a run that scans releases and does not publish single ones. */
    @Test
    void valuesThatAreTooManyAreDrawnInBins() {
        ShippedRuns.result("scanned");
        Page scanned = chromium.page(ShippedRuns.folder().resolve("out-scanned/report/index.html"), "");
        assertThat(scanned.locator(CHART + " .densities_marks path").count()).isGreaterThan(100);
        assertThat(scanned.locator(".domain").count()).isZero();
        scanned.locator("#refit > summary").click();
        assertThat(scanned.locator("#refit").textContent()).contains("too many of them");
        scanned.evaluate("() => [...document.querySelectorAll('#chart-headline-0 .densities_marks path')].find(bin =>"
                + " /^gpt-4( .mar 2023.)?$/.test(bin.__data__.datum.largest_release_id))"
                + ".setAttribute('data-found', 'yes')");
        scanned.locator("[data-found]").evaluate("bin => bin.scrollIntoView({block: 'center', behavior: 'instant'})");
        scanned.locator("[data-found]").hover(new Locator.HoverOptions().setForce(true));
        assertThat(scanned.locator("#hover").textContent())
                .contains("Q1 2023", "10²⁵ to 3.2 × 10²⁵ FLOP", "gpt-4", "2.1 × 10²⁵");
        scanned.locator("summary", new Page.LocatorOptions().setHasText("Table of the releases shown"))
                .click();
        assertThat(scanned.locator(".made-table caption").first().textContent()).endsWith("rows of densities");
        assertThat(chromium.complaints()).isEmpty();
        scanned.close();
    }

    /** The chart has one fan, the default forecast's. Diamonds mark where its median crosses a threshold. */
    @ParameterizedTest
    @ValueSource(strings = {"frontier", "record"})
    void theFanOfComputeIsTheDefaultForecast(String target) {
        Chromium.goTo(page, "#view?cohort=" + target);
        page.evaluate(
                "() => window.found = selector => [...document.querySelectorAll('#chart-headline-0 ' + selector)]");
        assertThat(list("() => found('.mark-line path').map(path => path.__data__.mark.items)"
                        + ".filter(items => items[0].datum.p50).map(items => [...new Set(items.map(item => [item.datum.target,"
                        + " item.datum.method, item.datum.scenario].join()))].join(';'))"))
                .hasSize(1)
                .first()
                .asString()
                .matches(target + ",simulation(-from-coverage)?,continue");
        // For each diamond: its vertical distance, in pixels, from the median.
        assertThat(
                        list(
                                "() => { const median = found('.mark-line path').map(path =>"
                                        + " path.__data__.mark.items).find(items => items[0].datum.p50);"
                                        + " return found('.mark-symbol path').map(path => path.__data__).filter(mark =>"
                                        + " mark.datum.threshold && mark.x > median[0].x && mark.x < median[median.length - 1].x).map(mark => {"
                                        + " const next = median.findIndex(item => item.x >= mark.x); const [a, b] = [median[next - 1],"
                                        + " median[next]]; return Math.abs(a.y + (b.y - a.y) * (mark.x - a.x) / (b.x - a.x) - mark.y); }); }"))
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        pixels -> assertThat(((Number) pixels).doubleValue()).isLessThan(2));
        assertThat(list("() => [...new Set(found('.mark-symbol path').map(path => path.__data__.datum)"
                        + ".filter(datum => datum.threshold).map(datum => datum.target + ',' + datum.status))]"))
                .containsExactly(target + ",DATED");
        assertThat(page.locator("#headline-subtitle").textContent())
                .contains("Diamonds: when half of the forecast’s paths have the "
                        + (target.equals("record") ? "largest release" : "frontier’s median")
                        + " at or above a threshold.");
    }

    /** Cohorts and metrics without a forecast have the fan of their own paths. */
    @Test
    void theFanOfAnotherCohortIsItsProjection() {
        Chromium.goTo(page, "#view?cohort=notable");
        assertThat(list("() => [...document.querySelectorAll('#chart-headline-0 .mark-line path')].map(path =>"
                        + " path.__data__.datum).filter(datum => datum.p50).map(datum => datum.cohort)"))
                .containsExactly("notable");
        assertThat(page.locator("#headline-subtitle").textContent())
                .endsWith("Diamonds: when half of the projection’s paths have crossed a threshold.");
    }

    @Test
    void theLargestReleaseIsNeverBelowTheFrontierUnderAnyScenario() {
        assertThat(list("() => [0, 1, 2, 3, 4].map(panel => { const [frontier, largest] ="
                        + " [...document.querySelectorAll('#chart-fans-' + panel + ' .mark-line path')].map(path =>"
                        + " path.__data__.mark.items).sort((a, b) => a[0].datum.target < b[0].datum.target ? -1 : 1);"
                        + " return frontier[0].datum.target === 'frontier' && largest[0].datum.target === 'record'"
                        + " && frontier.length > 10 && frontier.every((item, i) => item.x === largest[i].x && item.y >="
                        + " largest[i].y); })"))
                .containsExactly(true, true, true, true, true);
    }

    @Test
    void ofChangesInQuickSuccessionOnlyTheLastIsDrawn() {
        Chromium.goTo(page, "");
        Object counts = page.evaluate("""
                async () => {
                  const embed = vegaEmbed;
                  let drawings = 0;
                  vegaEmbed = (...all) => { drawings++; return embed(...all); };
                  const before = Number(document.documentElement.dataset.ready);
                  const metric = document.getElementById('metric');
                  for (const id of ['parameters', 'dataset_size', 'parameters', 'training_compute', 'parameters']) {
                    metric.value = id;
                    metric.dispatchEvent(new Event('change'));
                  }
                  const until = performance.now() + 60000;
                  while (Number(document.documentElement.dataset.ready) < before + 5 && performance.now() < until) {
                    await new Promise(done => setTimeout(done, 20));
                  }
                  vegaEmbed = embed;
                  return Number(document.documentElement.dataset.ready) - before + ' changes, ' + drawings + ' drawings';
                }""");
        assertThat(counts).isEqualTo("5 changes, 1 drawings");
        int points = points();
        Chromium.goTo(page, "#view?metric=parameters");
        assertThat(points()).isEqualTo(points).isPositive();
    }

    @Test
    void metricDomainsAndYearsAreChosenAndTheAddressLeadsBack() {
        Chromium.goTo(page, "");
        int points = points();
        act(page, () -> page.selectOption("#metric", new SelectOption().setValue("parameters")));
        assertThat(page.locator("#headline-title").textContent()).startsWith("Parameters: AI systems");
        act(page, () -> page.selectOption("#metric", new SelectOption().setValue("training_compute")));
        act(
                page,
                () -> page.locator(".domain", new Page.LocatorOptions().setHasText("Language"))
                        .click());
        int withoutLanguage = points();
        assertThat(withoutLanguage).isLessThan(points).isPositive();
        act(
                page,
                () -> page.locator(".preset", new Page.LocatorOptions().setHasText("2018"))
                        .click());
        assertThat(points()).isLessThan(withoutLanguage);
        String address = page.url();
        assertThat(address).contains("hide=Language").contains("from=2018-01-01");
        Object chart = page.evaluate("() => document.querySelector('#chart-headline-0').offsetTop");
        page.locator("#copy-link").click();
        page.waitForFunction("() => document.querySelector('#copied').textContent");
        assertThat(page.evaluate("() => document.querySelector('#chart-headline-0').offsetTop"))
                .as("what is said of the link moves nothing")
                .isEqualTo(chart);
        int shown = points();
        Chromium.goTo(page, "");
        assertThat(points()).isEqualTo(points);
        Chromium.goTo(page, address.substring(address.indexOf('#')));
        assertThat(points()).isEqualTo(shown);
        assertThat(page.locator("#headline-title").textContent()).contains("2018 to 2030");
    }

    @Test
    void theDataIsDownloadedAsItIsDrawn() throws IOException {
        Download download = page.waitForDownload(
                () -> page.locator("#headline a[data-csv=forecast-crossings]").click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines.get(0)).startsWith("method,metric,target,threshold,label,status,median_date,ci80_low");
        assertThat(lines).hasSizeGreaterThan(10);
    }

    @Test
    void thePageHasNoSeriousAccessibilityViolations() throws IOException {
        Chromium.goTo(page, ANSWERED);
        assertThat(violations(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")))
                .isEmpty();
    }

    /** Checks the rules about colours, which are the only ones that a theme can break. */
    @Test
    void theDarkPageHasNoSeriousColourViolations() throws IOException {
        Chromium.goTo(page, ANSWERED + "&theme=dark");
        assertThat(page.locator("#theme").textContent()).isEqualTo("Light theme");
        assertThat(violations(List.of("color-contrast", "link-in-text-block"))).isEmpty();
        page.evaluate("() => { delete document.documentElement.dataset.theme; }");
    }

    /** The dark theme of the system has the colours of the page's own dark theme. */
    @Test
    void darkColoursAreTheSameInBothWays() {
        assertThat(list("() => { const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]); const"
                        + " dark = ':root[data-theme=\"dark\"]'; return [rules.find(rule => rule.selectorText ==="
                        + " dark), rules.find(rule => /prefers-color-scheme:"
                        + " dark/.test(rule.conditionText)).cssRules[0]].map(rule => rule.style.cssText); }"))
                .hasSize(2)
                .allSatisfy(colours -> assertThat(colours.toString()).contains("--surface: ", "color-scheme: dark"))
                .satisfies(both -> assertThat((Object) both.get(0)).isEqualTo(both.get(1)));
    }

    /**
     * The serious violations of rules. Drawings are emptied meanwhile, because they have most elements. They are hidden
     * from screen readers and keys, which is asserted first.
     */
    private static List<?> violations(List<String> rules) throws IOException {
        page.evaluate("() => document.querySelectorAll('.picker').forEach(each => { each.open = true; })");
        try (InputStream axe =
                Objects.requireNonNull(ReportBrowserIT.class.getResourceAsStream("/report/axe.min.js"))) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(page.locator(".drawing svg:not([aria-hidden=true])").count()).isZero();
        assertThat(page.locator(".drawing svg")
                        .locator("a, button, input, [tabindex], [contenteditable]")
                        .count())
                .isZero();
        return (List<?>) page.evaluate(
                "async rules => { const insides = [...document.querySelectorAll('.drawing svg')].map(svg => [svg,"
                        + " [...svg.childNodes]]); insides.forEach(([svg]) => svg.replaceChildren()); const result = await"
                        + " axe.run(document, {runOnly: rules}); insides.forEach(([svg, inside]) =>"
                        + " svg.replaceChildren(...inside)); return result.violations.filter(found => ['serious',"
                        + " 'critical'].includes(found.impact)).map(found => found.id + ': ' + found.nodes.slice(0,"
                        + " 3).map(node => node.html.slice(0, 160)).join(' | ')); }",
                rules);
    }

    /** The last section, which moves while charts above it are drawn. */
    @Test
    void aLinkShowsTheTopOfItsSection() {
        Chromium.requireLanded(belowContents);
    }

    /**
     * Unknown values that could break a drawing.
     *
     * @param answer the element that would have the answer; null if the value selects only what is drawn
     */
    @ParameterizedTest
    @CsvSource({
        "cohort=fronteer, cohort: fronteer, #headline-subtitle",
        "above=3, above: 3, #odds-answer",
        "by=2001-01-01, by: 2001-01-01, #odds-answer",
        "hide=Langage, hide: Langage,",
        "from=2030-01-01&to=2020-01-01, years from 2030-01-01 to 2020-01-01,"
    })
    void aLinksUnknownValueIsNamedAndNotAnswered(String link, String named, @Nullable String answer) {
        requireUnknown(link, named);
        if (answer != null) {
            assertThat(page.locator(answer).textContent()).doesNotContain("with probability ", "a year");
        }
    }

    @Test
    void noLineIsFittedToALinksUnknownMetric() {
        requireUnknown("metric=foo", "metric: foo");
        assertThat(page.locator("#refit-result").textContent())
                .startsWith("Unknown here: metric: foo")
                .endsWith("No line is fitted.");
        assertThat(page.locator("#refit-line table").count()).isZero();
    }

    private static void requireUnknown(String link, String named) {
        Chromium.goTo(page, "#view?refit=open&" + link);
        assertThat(page.locator("#unknown").isVisible()).isTrue();
        assertThat(page.locator("#unknown").textContent()).contains(named);
    }

    /** The form answers at once, before anything is drawn. */
    @Test
    void aLinksUnknownSelectionIsNamedAndNoLineIsFitted() {
        Map<String, String> named = Map.of(
                "organization=!gogle", "organization: gogle",
                "since=2020", "since: 2020",
                "organisation=google", "organisation: google",
                "domain=language&organiz", "organiz",
                "domain=language&organization=", "organization",
                "organization=!", "organization: ");
        Object answers = page.evaluate(
                "links => { window.completeLater = Number(document.documentElement.dataset.complete) + links.length;"
                        + " return links.map(link => { history.replaceState(null, '', '#view?refit=open&' + link);"
                        + " dispatchEvent(new HashChangeEvent('hashchange'));"
                        + " const text = id => document.getElementById(id).textContent;"
                        + " return [link, text('refit-result'), text('unknown'),"
                        + " document.getElementById('unknown').checkVisibility(),"
                        + " document.querySelectorAll('#refit-line table').length]; }); }",
                List.copyOf(named.keySet()));
        page.waitForFunction("() => Number(document.documentElement.dataset.complete) === completeLater");
        assertThat((List<?>) answers).hasSameSizeAs(named.keySet()).allSatisfy(each -> {
            List<?> answer = (List<?>) each;
            String namedText = named.get(answer.get(0));
            assertThat(answer.get(1).toString())
                    .startsWith("Unknown here: " + namedText)
                    .endsWith("No line is fitted.");
            assertThat(answer.get(2).toString()).contains(namedText);
            assertThat(answer.subList(3, 5)).isEqualTo(List.of(true, 0));
        });
    }

    /** The list that a script returns. */
    private static List<Object> list(String script) {
        return List.copyOf((List<?>) page.evaluate(script));
    }

    private static int points() {
        return page.locator(CHART + " .notable_marks path, " + CHART + " .points_marks path")
                .count();
    }

    /** Does something, and waits until the chart is drawn again. */
    static void act(Page page, Runnable action) {
        Object before = page.evaluate("() => document.documentElement.dataset.ready");
        action.run();
        page.waitForFunction("before => document.documentElement.dataset.ready !== before", before);
    }
}
