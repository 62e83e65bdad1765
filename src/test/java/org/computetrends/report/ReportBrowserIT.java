package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.EnumSource;

/** The page of the shipped data in Debian's Chromium, offline. */
class ReportBrowserIT {
    private static final String CHART = "#chart-headline-0 svg";

    private static Chromium chromium;
    private static Path file;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        ShippedRuns.results();
        file = ShippedRuns.folder().resolve("out/report/index.html");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void nothingIsAskedForAndNothingIsComplainedOf() {
        Page page = show("");
        assertThat(page.locator(".drawing svg").count())
                .isEqualTo(page.locator(".drawing").count())
                .isGreaterThan(10);
        assertThat(page.locator(".headline").textContent()).contains("× a year").contains("months");
        assertThat(chromium.complaints()).isEmpty();
        page.close();
    }

    /** GPT-4's date, organization and compute as Epoch AI has them; its name differs between vintages. */
    @Test
    void hoverTellsOfTheRelease() {
        Page page = show("");
        page.evaluate(
                "() => [...document.querySelectorAll('#chart-headline-0 .notable_marks path')].find(point => /^GPT-4("
                        + " .Mar 2023.)?$/.test(point.__data__.datum.model)).setAttribute('data-found', 'yes')");
        page.locator("[data-found]").hover(new Locator.HoverOptions().setForce(true));
        String shown = page.locator("#hover").textContent();
        assertThat(shown).contains("GPT-4", "OpenAI", "2023-03-1", "2.1 × 10²⁵ FLOP");
        page.close();
    }

    /** Where releases are scanned, and single ones are not published. */
    @Test
    void valuesThatAreTooManyAreDrawnInBins() {
        ShippedRuns.result("scanned");
        Page page = chromium.page(
                ShippedRuns.folder().resolve("out-scanned/report/index.html"), "", 1280, 900, ColorScheme.LIGHT);
        assertThat(page.locator(CHART + " .densities_marks path").count()).isGreaterThan(100);
        assertThat(page.locator(".domain").count()).isZero();
        page.evaluate("() => [...document.querySelectorAll('#chart-headline-0 .densities_marks path')].find(bin =>"
                + " /^gpt-4( .mar 2023.)?$/.test(bin.__data__.datum.largest_release_id))"
                + ".setAttribute('data-found', 'yes')");
        page.locator("[data-found]").hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator("#hover").textContent())
                .contains("Q1 2023", "10²⁵ to 3.2 × 10²⁵ FLOP", "gpt-4", "2.1 × 10²⁵");
        page.locator("summary", new Page.LocatorOptions().setHasText("Table of the releases shown"))
                .click();
        assertThat(page.locator(".made-table caption").first().textContent()).endsWith("rows of densities");
        assertThat(chromium.complaints()).isEmpty();
        page.close();
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
    void metricDomainsAndYearsAreChosenAndTheAddressLeadsBack() {
        Page page = show("");
        int points = points(page);
        act(page, () -> page.selectOption("#metric", new SelectOption().setValue("parameters")));
        assertThat(page.locator("#headline-title").textContent()).startsWith("Parameters: AI systems");
        act(page, () -> page.selectOption("#metric", new SelectOption().setValue("training_compute")));
        act(
                page,
                () -> page.locator(".domain", new Page.LocatorOptions().setHasText("Language"))
                        .click());
        int withoutLanguage = points(page);
        assertThat(withoutLanguage).isLessThan(points).isPositive();
        act(
                page,
                () -> page.locator(".preset", new Page.LocatorOptions().setHasText("2018"))
                        .click());
        assertThat(points(page)).isLessThan(withoutLanguage);
        String address = page.url();
        assertThat(address).contains("hide=Language").contains("from=2018-01-01");
        Page again = show(address.substring(address.indexOf('#')));
        assertThat(points(again)).isEqualTo(points(page));
        assertThat(again.locator("#headline-title").textContent()).contains("2018 to 2030");
        page.close();
        again.close();
    }

    @Test
    void theDataIsDownloadedAsItIsDrawn() throws IOException {
        Page page = show("");
        Download download = page.waitForDownload(
                () -> page.locator("#headline a[data-csv=crossings]").click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines.get(0)).startsWith("metric,cohort,scenario,threshold,label,status,simulated_median");
        assertThat(lines).hasSizeGreaterThan(10);
        page.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nothingSeriousKeepsAnybodyOut(ColorScheme scheme) throws IOException {
        Page page = chromium.page(file, "", 1280, 900, scheme);
        try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/report/axe.min.js"))) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object violations =
                page.evaluate("() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                        + " 'wcag22aa']}).then(result => result.violations.filter(found => ['serious',"
                        + " 'critical'].includes(found.impact)).map(found => found.id + ': ' + found.nodes.slice(0,"
                        + " 3).map(node => node.html.slice(0, 160)).join(' | ')))");
        assertThat((List<?>) violations).isEmpty();
        page.close();
    }

    @Test
    void theNarrowestScreenShowsAllOfItsWidth() {
        Page page = chromium.page(file, "", 360, 740, ColorScheme.LIGHT);
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        page.close();
    }

    private static Page show(String fragment) {
        return chromium.page(file, fragment, 1280, 900, ColorScheme.LIGHT);
    }

    private static int points(Page page) {
        return page.locator(CHART + " .notable_marks path, " + CHART + " .points_marks path")
                .count();
    }

    /** Does something, and waits for the chart to be drawn anew. */
    private static void act(Page page, Runnable action) {
        Object before = page.evaluate("() => document.documentElement.dataset.ready");
        action.run();
        page.waitForFunction("before => document.documentElement.dataset.ready !== before", before);
    }
}
