package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.job.ShippedRuns;
import org.computetrends.job.TrendJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run with other metrics, cohorts, eras and scenarios. The page must not depend on the shipped ids. */
class ForeignSettingsIT {
    private static final String SETTINGS = "src/test/resources/report/foreign.conf";
    private static final String CLAIMS = "src/test/resources/report/foreign-claims.csv";

    @TempDir
    private static Path folder;

    private static Path page;

    @BeforeAll
    static void run() {
        new TrendJob(
                        TestSession.get(),
                        new ConfigLoader(
                                        Optional.empty(),
                                        Optional.of(new File(SETTINGS)),
                                        Map.of(
                                                "input",
                                                ShippedRuns.RELEASES,
                                                "claims.file",
                                                new File(CLAIMS).getAbsolutePath(),
                                                "breakpoints.replicates",
                                                "40",
                                                "odds.older-paths",
                                                "100",
                                                "odds.sensitivity.paths",
                                                "100",
                                                "output",
                                                folder.resolve("out").toString()))
                                .load(),
                        Clock.systemUTC(),
                        stage -> {})
                .run();
        page = folder.resolve("out/report/index.html");
    }

    @Test
    void everySectionUsesTheRunsLabels() throws IOException {
        String html = Files.readString(page);
        assertThat(html)
                .contains("How fast AI’s effort &lt;b&gt;spent&lt;/b&gt; grows")
                .contains(">Effort &lt;b&gt;spent&lt;/b&gt;</option>", ">Effort per weight</option>")
                .contains(" selected>Leaders</option>", ">Language systems</option>", ">GPU painters</option>")
                .contains("of the leaders doubles, by era. Early days:")
                .contains("“Twice as fast”")
                .contains("Somebody 2024", "Somebody 2022")
                .contains("operations");
        for (String section : List.of(
                "headline",
                "eras",
                "crossings",
                "scenarios",
                "backtests",
                "odds",
                "history",
                "changes",
                "breakpoints",
                "sensitivity",
                "date-sensitivity",
                "leads",
                "resources",
                "claims",
                "quality",
                "method")) {
            assertThat(html).as(section).contains("<section id=\"" + section + "\"");
        }
        // Leaves out expressions of metrics, which name columns such as training_compute_flop.
        String beforeTheSettings =
                html.substring(0, html.indexOf("<section id=\"method\"")).replaceAll("(\"value\":\")[^\"]*\"", "$1\"");
        assertThat(beforeTheSettings.substring(beforeTheSettings.indexOf("<body>")))
                // Without first letters, which may be capital.
                .doesNotContain("training_compute", "raining compute", "deep-learning", "eep learning")
                .doesNotContain("Records", "Growth continues", "Frontier by compute", "undefined", "NaN");
    }

    @Test
    void chartsAreDrawn() {
        try (Chromium chromium = Chromium.open()) {
            Page shownPage = chromium.page(page, "");
            assertThat(shownPage.locator(".drawing svg").count()).isGreaterThan(10);
            assertThat(shownPage.locator("#headline-title").textContent()).startsWith("Effort <b>spent</b>");
            assertThat(shownPage
                            .locator("#chart-headline-0 .notable_marks path")
                            .count())
                    .isGreaterThan(20);
            shownPage.locator("#cohort").selectOption("domain=image generation");
            shownPage.waitForFunction(
                    "() => document.querySelector('#headline-subtitle').textContent.includes('GPU painters')");
            shownPage.locator("#cohort").selectOption("frontier");
            shownPage.locator("#metric").selectOption("effort_per_weight");
            shownPage.waitForFunction(
                    "() => document.querySelector('#headline-title').textContent.startsWith('Effort per weight')");
            assertThat(shownPage
                            .locator("#chart-headline-0 .notable_marks path")
                            .count())
                    .isGreaterThan(20);
            assertThat(chromium.complaints()).isEmpty();
        }
    }
}
