package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** The page as it opens, for tests that change nothing of it. */
    private static Page opened;

    /** Led from address to address. */
    private static Page led;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        ShippedRuns.results();
        file = ShippedRuns.folder().resolve("out/report/index.html");
        opened = show("");
        led = show("");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void nothingIsAskedForAndNothingIsComplainedOf() {
        assertThat(opened.locator(".drawing svg").count())
                .isEqualTo(opened.locator(".drawing").count())
                .isGreaterThan(10);
        assertThat(opened.locator(".headline").textContent())
                .contains("× a year")
                .contains("months");
        assertThat(chromium.complaints()).isEmpty();
    }

    /** GPT-4's date, organization and compute as Epoch AI has them; its name differs between vintages. */
    @Test
    void hoverTellsOfTheRelease() {
        opened.evaluate(
                "() => [...document.querySelectorAll('#chart-headline-0 .notable_marks path')].find(point => /^GPT-4("
                        + " .Mar 2023.)?$/.test(point.__data__.datum.model)).setAttribute('data-found', 'yes')");
        opened.locator("[data-found]").hover(new Locator.HoverOptions().setForce(true));
        String shownText = opened.locator("#hover").textContent();
        assertThat(shownText).contains("GPT-4", "OpenAI", "2023-03-1", "2.1 × 10²⁵ FLOP");
    }

    /** A line has one tooltip, that of its first date. */
    @Test
    void hoverOnTheForecastSaysWhatItIsForThatDate() {
        Object month = opened.evaluate("() => { const svg = document.querySelector('#chart-headline-0 svg');"
                + " svg.scrollIntoView({block: 'center', behavior: 'instant'});"
                + " const isOnTop = (point, box) => document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === point;"
                + " const last = [...svg.querySelectorAll('.mark-symbol path')].filter(point => point.__data__.datum.p50"
                + " && isOnTop(point, point.getBoundingClientRect())).pop(); last.setAttribute('data-last-date', 'yes');"
                + " return charts.month(last.__data__.datum.target_date); }");
        assertThat(month.toString()).matches("\\w{3} 203\\d");
        opened.locator("[data-last-date]").hover(new Locator.HoverOptions().setForce(true));
        assertThat(opened.locator("#hover").textContent())
                .startsWith(month.toString())
                .contains("Median", "95%");
    }

    @Test
    void theFirstDayOf1970IsADate() {
        assertThat(opened.evaluate("() => [charts.day(0), charts.day(null)].join()"))
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
                        + (target.equals("record") ? "largest release" : "frontier’s median") + " above a threshold.");
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
        assertThat((List<?>) opened.evaluate("() => [0, 1, 2, 3, 4].map(panel => { const [frontier, largest] ="
                        + " [...document.querySelectorAll('#chart-fans-' + panel + ' .mark-line path')].map(path =>"
                        + " path.__data__.mark.items).sort((a, b) => a[0].datum.target < b[0].datum.target ? -1 : 1);"
                        + " return frontier[0].datum.target === 'frontier' && largest[0].datum.target === 'record'"
                        + " && frontier.length > 10 && frontier.every((item, i) => item.x === largest[i].x && item.y >="
                        + " largest[i].y); })"))
                .asInstanceOf(LIST)
                .containsExactly(true, true, true, true, true);
    }

    @Test
    void hoverSaysWhatAVintageGave() {
        ShippedRuns.result("2026-08-19");
        Page page = chromium.page(
                ShippedRuns.folder().resolve("out-all/report/index.html"), "", 1280, 900, ColorScheme.LIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.locator("#chart-odds-by-vintage-0 .mark-symbol path")
                .first()
                .hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator("#hover").textContent())
                .contains("10²⁷ FLOP before 2027-01-01", "Probability", "Vintage", "Paths start");
        page.close();
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
        Page again = show(address.substring(address.indexOf('#')));
        assertThat(points(again)).isEqualTo(points(led));
        assertThat(again.locator("#headline-title").textContent()).contains("2018 to 2030");
        again.close();
    }

    @Test
    void theDataIsDownloadedAsItIsDrawn() throws IOException {
        Download download = opened.waitForDownload(
                () -> opened.locator("#headline a[data-csv=forecast-crossings]").click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines.get(0)).startsWith("method,metric,target,threshold,label,status,median_date,ci80_low");
        assertThat(lines).hasSizeGreaterThan(10);
    }

    @Test
    void nothingSeriousKeepsAnybodyOut() throws IOException {
        Chromium.lead(led, ANSWERED);
        assertAccessible(led);
    }

    @Test
    void nothingSeriousKeepsAnybodyOutInTheDark() throws IOException {
        Page dark = chromium.page(file, ANSWERED, 1280, 900, ColorScheme.DARK);
        assertAccessible(dark);
        dark.close();
    }

    private static void assertAccessible(Page page) throws IOException {
        page.evaluate("() => document.querySelectorAll('.picker').forEach(each => { each.open = true; })");
        try (InputStream axe =
                Objects.requireNonNull(ReportBrowserIT.class.getResourceAsStream("/report/axe.min.js"))) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object violations =
                page.evaluate("() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                        + " 'wcag22aa']}).then(result => result.violations.filter(found => ['serious',"
                        + " 'critical'].includes(found.impact)).map(found => found.id + ': ' + found.nodes.slice(0,"
                        + " 3).map(node => node.html.slice(0, 160)).join(' | ')))");
        assertThat((List<?>) violations).isEmpty();
    }

    @Test
    void theNarrowestScreenShowsAllOfItsWidth() {
        Page page = chromium.page(file, "#view?refit=open", 360, 740, ColorScheme.LIGHT);
        page.evaluate("() => document.querySelectorAll('.picker').forEach(each => { each.open = true; })");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        page.close();
    }

    /** The contents stay in view above it. */
    @ParameterizedTest
    @CsvSource({
        "#odds, odds",
        "#refit, refit",
        "#resources, resources",
        "#quality, quality",
        "#view?above=1e28, odds",
        "#view?refit=open&domain=language, refit"
    })
    void aLinkLandsWhereItLeads(String fragment, String id) {
        Page page = show(fragment);
        assertThat(((Number) page.evaluate(
                                "id => document.getElementById(id).getBoundingClientRect().top"
                                        + " - document.querySelector('nav').getBoundingClientRect().bottom",
                                id))
                        .doubleValue())
                .isBetween(-2.0, 60.0);
        page.close();
    }

    @ParameterizedTest
    @CsvSource({
        "organization=!gogle, organization: gogle",
        "cohort=fronteer, cohort: fronteer",
        "since=2020, since: 2020",
        "metric=foo, metric: foo",
        "above=3, above: 3",
        "by=2001-01-01, by: 2001-01-01",
        "hide=Langage, hide: Langage",
        "organisation=google, organisation: google",
        "domain=language&organiz, organiz",
        "domain=language&organization=, organization",
        "organization=!, organization: ",
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
        if (askedText.matches("(?:organi.ation|since|metric|domain)=.*")) {
            assertThat(led.locator("#refit-result").textContent())
                    .startsWith("Unknown here: " + namedText)
                    .endsWith("No line is fitted.");
            assertThat(led.locator("#refit-line table").count()).isZero();
        }
    }

    private static Page show(String fragment) {
        return chromium.page(file, fragment, 1280, 900, ColorScheme.LIGHT);
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
