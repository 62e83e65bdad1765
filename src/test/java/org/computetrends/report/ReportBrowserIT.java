package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the shipped data in Debian's Chromium, offline. */
class ReportBrowserIT {
    private static final String CHART = "#chart-headline-0 svg";
    private static final String ANSWERED = "#view?refit=open&organization=!google";

    private static Chromium chromium;
    private static Path file;

    /** Led from address to address. */
    private static Page led;

    /** Where the last part was when the page had opened by the link to it. */
    private static double belowContents;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        ShippedRuns.results();
        file = ShippedRuns.folder().resolve("out/report/index.html");
        led = chromium.page(file, "#quality", 1280, 900, ColorScheme.LIGHT);
        belowContents = Chromium.belowContents(led, "quality");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void nothingIsAskedForAndNothingIsComplainedOf() {
        Chromium.lead(led, "");
        assertThat(led.locator(".drawing svg").count())
                .isEqualTo(led.locator(".drawing").count())
                .isGreaterThan(10);
        assertThat(led.locator(".headline").textContent()).contains("× a year").contains("months");
        assertThat(chromium.complaints()).isEmpty();
    }

    /** GPT-4's date, organization and compute as Epoch AI has them; its name differs between vintages. */
    @Test
    void hoverTellsOfTheRelease() {
        Chromium.lead(led, "");
        led.evaluate(
                "() => [...document.querySelectorAll('#chart-headline-0 .notable_marks path')].find(point => /^GPT-4("
                        + " .Mar 2023.)?$/.test(point.__data__.datum.model)).setAttribute('data-found', 'yes')");
        led.locator("[data-found]").hover(new Locator.HoverOptions().setForce(true));
        String shownText = led.locator("#hover").textContent();
        assertThat(shownText).contains("GPT-4", "OpenAI", "2023-03-1", "2.1 × 10²⁵ FLOP");
    }

    /** A line has one tooltip, that of its first date. */
    @Test
    void hoverOnTheForecastSaysWhatItIsForThatDate() {
        Chromium.lead(led, "");
        Object month = led.evaluate("() => { const svg = document.querySelector('#chart-headline-0 svg');"
                + " svg.scrollIntoView({block: 'center', behavior: 'instant'}); const isOnTop = (point, box) =>"
                + " document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === point; const last ="
                + " [...svg.querySelectorAll('.mark-symbol path')].filter(point => point.__data__.datum.p50 &&"
                + " isOnTop(point, point.getBoundingClientRect())).pop(); last.setAttribute('data-last-date', 'yes');"
                + " return charts.month(last.__data__.datum.target_date); }");
        assertThat(month.toString()).matches("\\w{3} 203\\d");
        led.locator("[data-last-date]").hover(new Locator.HoverOptions().setForce(true));
        assertThat(led.locator("#hover").textContent())
                .startsWith(month.toString())
                .contains("Median", "95%");
    }

    @Test
    void theFirstDayOf1970IsADate() {
        assertThat(led.evaluate("() => [charts.day(0), charts.day(null)].join()"))
                .isEqualTo("1970-01-01,–");
    }

    /** Where releases are scanned, and single ones are not published. */
    @Test
    void valuesThatAreTooManyAreDrawnInBins() {
        ShippedRuns.result("scanned");
        Page page = chromium.page(
                ShippedRuns.folder().resolve("out-scanned/report/index.html"), "", 1280, 900, ColorScheme.LIGHT);
        assertThat(page.locator(CHART + " .densities_marks path").count()).isGreaterThan(100);
        assertThat(page.locator(".domain").count()).isZero();
        page.locator("#refit > summary").click();
        assertThat(page.locator("#refit").textContent()).contains("too many of them");
        page.evaluate("() => [...document.querySelectorAll('#chart-headline-0 .densities_marks path')].find(bin =>"
                + " /^gpt-4( .mar 2023.)?$/.test(bin.__data__.datum.largest_release_id))"
                + ".setAttribute('data-found', 'yes')");
        page.locator("[data-found]").evaluate("bin => bin.scrollIntoView({block: 'center', behavior: 'instant'})");
        page.locator("[data-found]").hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator("#hover").textContent())
                .contains("Q1 2023", "10²⁵ to 3.2 × 10²⁵ FLOP", "gpt-4", "2.1 × 10²⁵");
        page.locator("summary", new Page.LocatorOptions().setHasText("Table of the releases shown"))
                .click();
        assertThat(page.locator(".made-table caption").first().textContent()).endsWith("rows of densities");
        assertThat(chromium.complaints()).isEmpty();
        page.close();
    }

    /** One fan, the default forecast's; diamonds are where its median crosses a threshold, in the chart's pixels. */
    @ParameterizedTest
    @ValueSource(strings = {"frontier", "record"})
    void theFanOfComputeIsTheDefaultForecast(String target) {
        Chromium.lead(led, "#view?cohort=" + target);
        led.evaluate(
                "() => window.found = selector => [...document.querySelectorAll('#chart-headline-0 ' + selector)]");
        assertThat((List<?>) led.evaluate("() => found('.mark-line path').map(path => path.__data__.mark.items)"
                        + ".filter(items => items[0].datum.p50).map(items => [...new Set(items.map(item => [item.datum.target,"
                        + " item.datum.method, item.datum.scenario].join()))].join(';'))"))
                .hasSize(1)
                .first()
                .asString()
                .matches(target + ",simulation(-from-coverage)?,continue");
        assertThat(
                        (List<?>)
                                led.evaluate(
                                        "() => { const median = found('.mark-line path').map(path =>"
                                                + " path.__data__.mark.items).find(items => items[0].datum.p50);"
                                                + " return found('.mark-symbol path').map(path => path.__data__).filter(mark =>"
                                                + " mark.datum.threshold && mark.x > median[0].x && mark.x < median[median.length - 1].x).map(mark => {"
                                                + " const next = median.findIndex(item => item.x >= mark.x); const [a, b] = [median[next - 1],"
                                                + " median[next]]; return Math.abs(a.y + (b.y - a.y) * (mark.x - a.x) / (b.x - a.x) - mark.y); }); }"))
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        pixels -> assertThat(((Number) pixels).doubleValue()).isLessThan(2));
        assertThat(
                        (List<?>)
                                led.evaluate(
                                        "() => [...new Set(found('.mark-symbol path').map(path => path.__data__.datum)"
                                                + ".filter(datum => datum.threshold).map(datum => datum.target + ',' + datum.status))]"))
                .asInstanceOf(LIST)
                .containsExactly(target + ",DATED");
        assertThat(led.locator("#headline-subtitle").textContent())
                .contains("Diamonds: when half of the forecast’s paths have the "
                        + (target.equals("record") ? "largest release" : "frontier’s median")
                        + " at or above a threshold.");
    }

    /** Cohorts and metrics that are not forecast keep the fan of their own paths. */
    @Test
    void theFanOfAnotherCohortIsItsProjection() {
        Chromium.lead(led, "#view?cohort=notable");
        assertThat((List<?>) led.evaluate(
                        "() => [...document.querySelectorAll('#chart-headline-0 .mark-line path')].map(path =>"
                                + " path.__data__.datum).filter(datum => datum.p50).map(datum => datum.cohort)"))
                .asInstanceOf(LIST)
                .containsExactly("notable");
        assertThat(led.locator("#headline-subtitle").textContent())
                .endsWith("Diamonds: when half of the projection’s paths have crossed a threshold.");
    }

    @Test
    void theLargestReleaseIsNeverBelowTheFrontierUnderAnyScenario() {
        assertThat((List<?>) led.evaluate("() => [0, 1, 2, 3, 4].map(panel => { const [frontier, largest] ="
                        + " [...document.querySelectorAll('#chart-fans-' + panel + ' .mark-line path')].map(path =>"
                        + " path.__data__.mark.items).sort((a, b) => a[0].datum.target < b[0].datum.target ? -1 : 1);"
                        + " return frontier[0].datum.target === 'frontier' && largest[0].datum.target === 'record'"
                        + " && frontier.length > 10 && frontier.every((item, i) => item.x === largest[i].x && item.y >="
                        + " largest[i].y); })"))
                .asInstanceOf(LIST)
                .containsExactly(true, true, true, true, true);
    }

    @Test
    void ofChangesInQuickSuccessionOnlyTheLastIsDrawn() {
        Chromium.lead(led, "");
        Object counts = led.evaluate("""
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
        int points = points(led);
        Chromium.lead(led, "#view?metric=parameters");
        assertThat(points(led)).isEqualTo(points).isPositive();
    }

    @Test
    void metricDomainsAndYearsAreChosenAndTheAddressLeadsBack() {
        Chromium.lead(led, "");
        int points = points(led);
        act(led, () -> led.selectOption("#metric", new SelectOption().setValue("parameters")));
        assertThat(led.locator("#headline-title").textContent()).startsWith("Parameters: AI systems");
        act(led, () -> led.selectOption("#metric", new SelectOption().setValue("training_compute")));
        act(
                led,
                () -> led.locator(".domain", new Page.LocatorOptions().setHasText("Language"))
                        .click());
        int withoutLanguage = points(led);
        assertThat(withoutLanguage).isLessThan(points).isPositive();
        act(
                led,
                () -> led.locator(".preset", new Page.LocatorOptions().setHasText("2018"))
                        .click());
        assertThat(points(led)).isLessThan(withoutLanguage);
        String address = led.url();
        assertThat(address).contains("hide=Language").contains("from=2018-01-01");
        Object chart = led.evaluate("() => document.querySelector('#chart-headline-0').offsetTop");
        led.locator("#copy-link").click();
        led.waitForFunction("() => document.querySelector('#copied').textContent");
        assertThat(led.evaluate("() => document.querySelector('#chart-headline-0').offsetTop"))
                .as("what is said of the link moves nothing")
                .isEqualTo(chart);
        int shown = points(led);
        Chromium.lead(led, "");
        assertThat(points(led)).isEqualTo(points);
        Chromium.lead(led, address.substring(address.indexOf('#')));
        assertThat(points(led)).isEqualTo(shown);
        assertThat(led.locator("#headline-title").textContent()).contains("2018 to 2030");
    }

    @Test
    void theDataIsDownloadedAsItIsDrawn() throws IOException {
        Download download = led.waitForDownload(
                () -> led.locator("#headline a[data-csv=forecast-crossings]").click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines.get(0)).startsWith("method,metric,target,threshold,label,status,median_date,ci80_low");
        assertThat(lines).hasSizeGreaterThan(10);
    }

    @Test
    void nothingSeriousKeepsAnybodyOut() throws IOException {
        Chromium.lead(led, ANSWERED);
        assertThat(violations(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")))
                .isEmpty();
    }

    /** Only these rules are about colours. */
    @Test
    void nothingSeriousKeepsAnybodyOutInTheDark() throws IOException {
        Chromium.lead(led, ANSWERED + "&theme=dark");
        assertThat(led.locator("#theme").textContent()).isEqualTo("Light theme");
        assertThat(violations(List.of("color-contrast", "link-in-text-block"))).isEmpty();
        led.evaluate("() => { delete document.documentElement.dataset.theme; }");
    }

    /** The system's dark theme is that of the page's button. */
    @Test
    void darkColoursAreTheSameInBothWays() {
        assertThat((List<?>) led.evaluate(
                        "() => { const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]); const"
                                + " dark = ':root[data-theme=\"dark\"]'; return [rules.find(rule => rule.selectorText ==="
                                + " dark), rules.find(rule => /prefers-color-scheme:"
                                + " dark/.test(rule.conditionText)).cssRules[0]].map(rule => rule.style.cssText); }"))
                .hasSize(2)
                .allSatisfy(colours -> assertThat(colours.toString()).contains("--surface: ", "color-scheme: dark"))
                .satisfies(both -> assertThat((Object) both.get(0)).isEqualTo(both.get(1)));
    }

    /**
     * What breaks some rules. The insides of drawings, of which there are more than of all else, are not there
     * meanwhile: nobody who does not see them is to come upon them, by reading or by keys.
     */
    private static List<?> violations(List<String> rules) throws IOException {
        led.evaluate("() => document.querySelectorAll('.picker').forEach(each => { each.open = true; })");
        try (InputStream axe =
                Objects.requireNonNull(ReportBrowserIT.class.getResourceAsStream("/report/axe.min.js"))) {
            led.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(led.locator(".drawing svg:not([aria-hidden=true])").count()).isZero();
        assertThat(led.locator(".drawing svg")
                        .locator("a, button, input, [tabindex], [contenteditable]")
                        .count())
                .isZero();
        return (List<?>) led.evaluate(
                "async rules => { const insides = [...document.querySelectorAll('.drawing svg')].map(svg => [svg,"
                        + " [...svg.childNodes]]); insides.forEach(([svg]) => svg.replaceChildren()); const result = await"
                        + " axe.run(document, {runOnly: rules}); insides.forEach(([svg, inside]) =>"
                        + " svg.replaceChildren(...inside)); return result.violations.filter(found => ['serious',"
                        + " 'critical'].includes(found.impact)).map(found => found.id + ': ' + found.nodes.slice(0,"
                        + " 3).map(node => node.html.slice(0, 160)).join(' | ')); }",
                rules);
    }

    /** The part that is below all others, as what is above it is drawn. The contents stay in view above it. */
    @Test
    void aLinkLandsWhereItLeads() {
        assertThat(belowContents).isBetween(-2.0, 60.0);
    }

    /** Those that a drawing could fail on. */
    @ParameterizedTest
    @CsvSource({
        "cohort=fronteer, cohort: fronteer",
        "metric=foo, metric: foo",
        "above=3, above: 3",
        "by=2001-01-01, by: 2001-01-01",
        "hide=Langage, hide: Langage",
        "from=2030-01-01&to=2020-01-01, years from 2030-01-01 to 2020-01-01"
    })
    void aLinksUnknownValueIsNamedAndNothingElseIsAnswered(String askedText, String namedText) {
        Chromium.lead(led, "#view?refit=open&" + askedText);
        assertThat(led.locator("#unknown").isVisible()).isTrue();
        assertThat(led.locator("#unknown").textContent()).contains(namedText);
        String answer = askedText.startsWith("above") || askedText.startsWith("by")
                ? led.locator("#odds-answer").textContent()
                : askedText.startsWith("cohort")
                        ? led.locator("#headline-subtitle").textContent()
                        : "";
        assertThat(answer).doesNotContain("with probability ", "a year");
        if (askedText.startsWith("metric")) {
            assertThat(led.locator("#refit-result").textContent())
                    .startsWith("Unknown here: " + namedText)
                    .endsWith("No line is fitted.");
            assertThat(led.locator("#refit-line table").count()).isZero();
        }
    }

    /** Whatever a link asks of a line is answered at once, before anything is drawn. */
    @Test
    void aLinksUnknownSelectionIsNamedAndNoLineIsFitted() {
        Map<String, String> named = Map.of(
                "organization=!gogle", "organization: gogle",
                "since=2020", "since: 2020",
                "organisation=google", "organisation: google",
                "domain=language&organiz", "organiz",
                "domain=language&organization=", "organization",
                "organization=!", "organization: ");
        Object answers = led.evaluate(
                "links => { window.completeLater = Number(document.documentElement.dataset.complete) + links.length;"
                        + " return links.map(link => { history.replaceState(null, '', '#view?refit=open&' + link);"
                        + " dispatchEvent(new HashChangeEvent('hashchange'));"
                        + " const text = id => document.getElementById(id).textContent;"
                        + " return [link, text('refit-result'), text('unknown'),"
                        + " document.getElementById('unknown').checkVisibility(),"
                        + " document.querySelectorAll('#refit-line table').length]; }); }",
                List.copyOf(named.keySet()));
        led.waitForFunction("() => Number(document.documentElement.dataset.complete) === completeLater");
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

    private static int points(Page page) {
        return page.locator(CHART + " .notable_marks path, " + CHART + " .points_marks path")
                .count();
    }

    /** Does something, and waits for the chart to be drawn anew. */
    static void act(Page page, Runnable action) {
        Object before = page.evaluate("() => document.documentElement.dataset.ready");
        action.run();
        page.waitForFunction("before => document.documentElement.dataset.ready !== before", before);
    }
}
