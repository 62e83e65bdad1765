package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.report.ReportBrowserIT.act;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.cli.Outcome;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.job.PublishedResources;
import org.computetrends.job.ShippedRuns;
import org.computetrends.publish.PublishedFolder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's section on the cost of a run, beside the command {@code run-cost}. */
@Tag("slow")
class RunCostBrowserIT {
    @AutoClose
    private static Chromium chromium;

    /** One page for all tests, which go from view to view. */
    private static Page page;

    // What the page showed when it opened.
    private static String firstOn;
    private static String firstAnswer;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        ShippedRuns.result("2026-08-19");
        page = chromium.page(ShippedRuns.folder().resolve("out-all/report/index.html"), "");
        firstOn = page.locator("#run-cost-on").inputValue();
        firstAnswer = page.locator("#run-cost-answer").textContent();
    }

    /** The smallest and largest run that can be asked for, and six random ones. Most go beyond known runs. */
    @Test
    void numbersAndWordsAreThoseOfTheCommand() throws IOException {
        Random random = new Random(3);
        PublishedResources resources = new PublishedResources(new PublishedFolder(new Configuration(), output()), null);
        Map<String, LocalDate> runs = new LinkedHashMap<>();
        runs.put("1.000e18", LocalDate.of(2012, 7, 1));
        runs.put("1.000e32", LocalDate.of(2037, 2, 20));
        while (runs.size() < 8) {
            String compute = String.format(Locale.ROOT, "%.3e", Math.pow(10, 18 + 14 * random.nextDouble()));
            runs.put(compute, LocalDate.of(2012, 7, 1).plusDays(random.nextInt(9000)));
        }
        int beyond = 0;
        goTo("");
        for (Map.Entry<String, LocalDate> run : runs.entrySet()) {
            String compute = run.getKey();
            LocalDate on = run.getValue();
            ask(page, compute, on.toString());
            requireSameFile(resources.answers(Double.parseDouble(compute), on), compute + " on " + on);
            String printed = Outcome.of("run-cost", "--compute", compute, "--on", on.toString(), "--output", output())
                    .out()
                    .replaceAll("\\s+", " ");
            requireSameTable(printed, compute + " on " + on);
            requireSameNotes(printed);
            beyond += printed.contains("goes beyond") ? 1 : 0;
        }
        // Of eight runs, with this seed.
        assertThat(beyond).isBetween(3, 7);
        assertThat(chromium.complaints()).isEmpty();
    }

    private static void requireSameFile(List<PublishedResources.Answer> answers, String question) throws IOException {
        List<Map<String, String>> file = Chromium.downloadedRows(page, page.locator("#run-cost-csv"));
        assertThat(file).hasSize(answers.size()).hasSize(6);
        for (int row = 0; row < 6; row++) {
            requireSameRow(question, file.get(row), answers.get(row));
        }
    }

    private static void requireSameTable(String printed, String question) {
        List<?> rows = (List<?>) page.locator("#run-cost-table tbody tr")
                .evaluateAll("rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent))");
        assertThat(rows).hasSize(6);
        for (Object row : rows) {
            List<String> cells = ((List<?>) row).stream().map(Object::toString).toList();
            // The command prints the nearest known runs, the last cell, in a table of their own.
            assertThat(printed)
                    .as(question + ": " + rows)
                    .contains(String.join(" ", cells.subList(0, 6)).replace('\u00a0', ' '))
                    .contains(" " + (cells.get(0) + " " + cells.get(6)).replace('\u00a0', ' ') + " ");
        }
    }

    private static void requireSameNotes(String printed) {
        String answer = page.locator("#run-cost-answer").textContent()
                + page.locator("#run-cost-notes").textContent();
        for (String note : List.of(
                "For at least one resource, no known run has so much compute: its estimate goes beyond what has been seen.",
                "For at least one resource, no known run has so little compute: its estimate goes beyond what has been seen.",
                "* Few runs: fewer than fifty.",
                "Inside 80%: the share of known runs inside their 80% interval, computed from the runs of other organizations.")) {
            assertThat(answer.contains(note)).as(note).isEqualTo(printed.contains(note));
        }
    }

    @Test
    void datesWithoutKnownCostsAreRefusedInTheCommandsWords() throws IOException {
        goTo("");
        // The first known cost is of 2012-06-03. A new number each time changes the answer.
        int exponent = 21;
        for (String on : List.of("1900-01-01", "2012-06-02", "2041-01-01")) {
            String compute = "1e" + exponent++;
            ask(page, compute, on);
            String printed = Outcome.of("run-cost", "--compute", compute, "--on", on, "--output", output())
                    .err();
            assertThat(printed).contains("--on is " + on);
            assertThat(printed.replaceAll("\\s+", " "))
                    .contains(page.locator("#run-cost-answer")
                            .textContent()
                            .replace("Published on is", "--on is")
                            .replaceAll("[.]$", ""));
            assertThat(page.locator("#run-cost-table tr").count()).isZero();
        }
        ask(page, "1e25", "2012-06-03");
        assertThat(page.locator("#run-cost-table tr").count()).isEqualTo(7);
    }

    private static void requireSameRow(String question, Map<String, String> row, PublishedResources.Answer answer) {
        assertThat(row.get("resource")).isEqualTo(answer.resource().id());
        ResourceEstimate estimate = answer.estimate().orElseThrow();
        Map<String, Number> expected = Map.of(
                "median", estimate.amount().median(),
                "ci80_low", estimate.low80(),
                "ci80_high", estimate.high80(),
                "ci95_low", estimate.amount().low(),
                "ci95_high", estimate.amount().high(),
                "n", answer.n(),
                "left_out_coverage80", Objects.requireNonNull(answer.coverage80()));
        expected.forEach((column, number) -> assertThat(Double.parseDouble(row.get(column)) / number.doubleValue())
                .as(question + ": " + answer.resource() + ", " + column)
                .isCloseTo(1, within(1e-6)));
        assertThat(row.get("beyond_known_runs")).isEqualTo(String.valueOf(estimate.isExtrapolated()));
    }

    @Test
    void theLinkKeepsTheQuestionAndKeysAreEnough() {
        goTo("");
        page.locator("#run-cost-compute").focus();
        page.keyboard().press("Control+A");
        // Every key changes the answer.
        act(page, () -> page.keyboard().type("1e"));
        assertThat(page.locator("#run-cost-answer").textContent())
                .isEqualTo("'1e' is not a positive number such as 1e27.");
        act(page, () -> page.keyboard().type("28"));
        assertThat(page.locator("#run-cost-answer").textContent()).startsWith("What a run of 10²⁸ FLOP takes");
        page.keyboard().press("Tab");
        act(page, () -> page.keyboard().type("2028-07-01"));
        assertThat(page.url()).contains("flop=1e28", "on=2028-07-01");
        assertThat(page.locator("#run-cost").textContent())
                .contains("What a run of 10²⁸ FLOP takes on 2028-07-01", "2023 US dollars", "Cloud rental is");
        String address = page.url();
        String table = page.locator("#run-cost-table").textContent();
        goTo("");
        assertThat(page.locator("#run-cost-table").textContent()).isNotEqualTo(table);
        goTo(address.substring(address.indexOf('#')));
        assertThat(page.locator("#run-cost-table").textContent()).isEqualTo(table);
    }

    /** The first year is that of the command's example. */
    @Test
    void theAnswerFollowsWhileAYearIsTyped() {
        assertThat(firstOn).isEqualTo("2028");
        assertThat(firstAnswer).contains(" FLOP takes on 2028-07-01, the middle of 2028, by vintage");
        goTo("");
        page.locator("#run-cost-on").focus();
        page.keyboard().press("Control+A");
        act(page, () -> page.keyboard().type("2027"));
        assertThat(page.locator("#run-cost-answer").textContent())
                .contains(" FLOP takes on 2027-07-02, the middle of 2027, by vintage");
    }

    @Test
    void valuesWithoutAnAnswerAreNamed() {
        goTo("#view?flop=1e300&on=2027-01-01");
        // The test of the command has the same words.
        assertThat(page.locator("#run-cost-answer").textContent())
                .contains(
                        "are of runs from 2.25e7 to 1e32; outside this range there are no known runs and no thresholds of odds.");
        act(page, () -> {
            page.locator("#run-cost-compute").fill("-3");
            page.locator("#run-cost-compute").blur();
        });
        assertThat(page.locator("#run-cost-answer").textContent())
                .isEqualTo("'-3' is not a positive number such as 1e27.");
        assertThat(page.locator("#run-cost-table table").count()).isZero();
        // Neither a link to a file of earlier numbers nor an empty region takes the focus.
        assertThat(page.locator("#run-cost a, #run-cost [tabindex]").all()).noneMatch(Locator::isVisible);
        act(page, () -> page.locator("#run-cost-compute").fill("1e27"));
        page.locator("#run-cost-on").focus();
        act(page, () -> {
            page.keyboard().type("28");
            page.locator("#run-cost-on").blur();
        });
        assertThat(page.locator("#run-cost-answer").textContent())
                .isEqualTo("Published on is not a date such as 2026-05-02, 2026-05 or 2026.");
    }

    /** As in the command, whose test has the same words and days. */
    @Test
    void aYearOrAMonthIsItsMiddle() {
        goTo("");
        for (String[] typed : List.of(
                new String[] {"2028", "2028-07-01"},
                new String[] {"2027", "2027-07-02"},
                new String[] {"2028-02", "2028-02-15"},
                new String[] {"2028-07", "2028-07-16"})) {
            act(page, () -> {
                page.locator("#run-cost-on").fill(typed[0]);
                page.locator("#run-cost-on").blur();
            });
            assertThat(page.locator("#run-cost-answer").textContent())
                    .contains(" FLOP takes on " + typed[1] + ", the middle of " + typed[0] + ", by vintage");
            assertThat(page.evaluate("() => fields.date(document.getElementById('run-cost-on'))"))
                    .isEqualTo(typed[1]);
        }
    }

    @Test
    void aPowerOfTenIsWrittenInAnyWay() {
        goTo("");
        for (String compute :
                List.of("10^28", "10²⁸", "1e28", "1E28", "10**28", "1×10^28", "1 × 10²⁸", " 1*10**28 ", "1e+28")) {
            assertThat(page.evaluate("text => fields.number(text)", compute))
                    .as(compute)
                    .isEqualTo(1e28);
            act(page, () -> page.locator("#run-cost-compute").fill(compute));
            assertThat(page.locator("#run-cost-answer").textContent())
                    .as(compute)
                    .startsWith("What a run of 10²⁸ FLOP takes on ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1028^", "10^", "e28", "10^28^2", "ten", "--1", "1,5"})
    void aTextThatIsNoNumberIsRefused(String compute) {
        assertThat(page.evaluate("text => Number.isNaN(fields.number(text))", compute))
                .isEqualTo(true);
    }

    /** DuckDB finds the fits with wide intervals: a margin above 1.5 times the normal 1.96, which is 2.94. */
    @Test
    void wideIntervalsAreExplained() throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet fits = statement.executeQuery(
                        "select resource, n, margin95 from '" + output()
                                + "/tables/resource_fits/vintage=2026-08-19/*.parquet' where margin95 > 2.94 order by margin95 desc")) {
            List<String> wide = new ArrayList<>();
            List<String> resources = new ArrayList<>();
            while (fits.next()) {
                resources.add(fits.getString("resource"));
                wide.add(String.format(
                        Locale.ROOT,
                        "(%d runs) reaches %.1f standard errors to each side",
                        fits.getInt("n"),
                        fits.getDouble("margin95")));
            }
            assertThat(resources).contains("cost-cloud").hasSizeLessThan(6);
            goTo("");
            assertThat(page.locator("#run-cost-notes").textContent()).containsSubsequence(wide);
        }
    }

    /** Fills in both fields at once. */
    private static void ask(Page page, String compute, String on) {
        act(
                page,
                () -> page.evaluate(
                        "texts => Object.entries(texts).forEach(([id, text]) => { const field ="
                                + " document.getElementById(id); field.value = text; for (const type of ['input',"
                                + " 'change']) field.dispatchEvent(new Event(type, {bubbles: true})); })",
                        Map.of("run-cost-compute", compute, "run-cost-on", on)));
        assertThat(page.url()).contains(on);
    }

    private static String output() {
        return ShippedRuns.folder() + "/out-all";
    }

    private static void goTo(String fragment) {
        Chromium.goTo(page, fragment);
    }
}
