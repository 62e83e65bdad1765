package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.computetrends.report.ReportBrowserIT.act;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.computetrends.cli.Outcome;
import org.computetrends.domain.Lead;
import org.computetrends.job.ShippedRuns;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions that a reader asks of the page of every vintage that the project ships. */
@Tag("slow")
class ExploreBrowserIT {
    @AutoClose
    private static Chromium chromium;

    private static final String LINK = "#view?above=1.0E28&by=2028-01-01";

    /** One page for all tests, which go from view to view. */
    private static Page page;

    // What the link showed when the page opened.
    private static double belowContents;
    private static String linkedText;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        ShippedRuns.result("2026-08-19");
        page = chromium.page(everyVintage(), LINK);
        belowContents = Chromium.belowContents(page, "odds");
        linkedText = page.locator("#odds-answer").textContent();
    }

    @Test
    void aLinkToAnAnswerLandsOnIt() {
        Chromium.requireLanded(belowContents);
    }

    @Test
    void noLabelOverlapsAnother() {
        goTo("");
        requireClearLabels(page, "10²⁸ · median ");
    }

    /** The link opens the form for a line. Charts are drawn again when the window becomes wider. */
    @Test
    void theNarrowestAndTheWidestWindowShowTheWholePageWithoutOverlappingLabels() {
        try (Page page = chromium.page(everyVintage(), "#refit", 360, 740, ColorScheme.DARK)) {
            Chromium.requireLanded(Chromium.belowContents(page, "refit"));
            requireClearLabels(page, "10²⁸");
            page.evaluate("() => document.querySelectorAll('.picker').forEach(each => { each.open = true; })");
            assertThat(page.locator("#refit-organization input[type=search]").isVisible())
                    .isTrue();
            requireNothingBeyondTheWindow(page, 360);
            Chromium.afterLink(page, () -> page.setViewportSize(2000, 900));
            requireClearLabels(page, "10²⁸ · median ");
            requireNothingBeyondTheWindow(page, 2000);
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    private static void requireNothingBeyondTheWindow(Page page, int width) {
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    /** Requires that no two labels of a drawing overlap, and that the headline has its labels. */
    private static void requireClearLabels(Page page, String threshold) {
        page.evaluate("() => window.written = svg => [...svg.querySelectorAll('text')].filter(text =>"
                + " text.textContent.trim() && text.checkVisibility() && text.__data__.opacity !== 0)");
        assertThat((List<?>) page.evaluate("() => [...document.querySelectorAll('.drawing svg')].flatMap(svg => {"
                        + " const boxes = written(svg).map(text => [text.textContent, text.getBoundingClientRect()]);"
                        + " return boxes.flatMap(([one, a], i) => boxes.slice(0, i).filter(([, b]) => a.left < b.right &&"
                        + " b.left < a.right && a.top < b.bottom && b.top < a.bottom).map(([other]) => one + ' on ' +"
                        + " other)); })"))
                .isEmpty();
        assertThat(page.evaluate(
                        "() => written(document.querySelector('#chart-headline-0 svg')).map(text => text.textContent)"))
                .asInstanceOf(LIST)
                .hasSizeGreaterThan(20)
                .anyMatch(text -> text.toString().startsWith(threshold))
                .anyMatch(text -> text.toString().startsWith("Few values since"));
    }

    @Test
    void hoverSaysWhatAVintageGave() {
        goTo("");
        page.locator("#chart-odds-by-vintage-0 .mark-symbol path")
                .first()
                .hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator("#hover").textContent())
                .contains("10²⁷ FLOP before 2027-01-01", "Probability", "Vintage", "Paths start");
    }

    /** The expected numbers are of published rows, which DuckDB reads. */
    @Test
    void theAnswerHasThePublishedNumbers() throws SQLException {
        askForOdds();
        double probability = query("select probability " + defaultOdds() + " and origin_vintage = '2026-08-19'");
        String trackRecord = "from " + table("odds_backtest_summary")
                + " where method = 'simulation-from-coverage' and lead_months = 18 and " + probability
                + " between try_cast(split_part(probabilities, '-', 1) as double)"
                + " and try_cast(split_part(probabilities, '-', 2) as double)"
                + " and probabilities <> 'all'";
        String wholeRecord = "from " + table("odds_backtest_summary")
                + " where method = 'simulation-from-coverage' and lead_months = 18 and probabilities = 'all'";
        assertThat(page.locator("#odds").textContent())
                .contains("powers of ten, from 10²⁷ to 10³², and dates are ends of quarters");
        assertThat(page.locator("#odds-answer").textContent())
                .contains("a release of at least 10²⁸ FLOP is published by the end of 2027 with probability "
                        + NumberStyle.PROBABILITY.formatNumber(probability))
                .contains("ranges from " + lowestProbability())
                .contains(" to "
                        + NumberStyle.PROBABILITY.formatNumber(query("select max(probability) " + defaultOdds())))
                .contains(String.format(
                        Locale.ROOT,
                        "up to 18 months ahead, had a Brier score of %.3f beside %.3f for the benchmark, a simple forecast by"
                                + " five-year line, on %d questions",
                        query("select brier " + wholeRecord),
                        query("select brier_benchmark " + wholeRecord),
                        (int) query("select n " + wholeRecord)))
                .contains("Of " + (int) query("select n " + trackRecord) + " past answers")
                .contains("up to 18 months ahead, "
                        + NumberStyle.PERCENT.formatNumber(query("select share_happened " + trackRecord))
                        + " came true; they are in "
                        + (int) query("select n_windows " + trackRecord) + " window")
                .contains("no evidence")
                .contains(
                        "Paths are simulated futures", "where coverage ends", " by paths from vintage day assumes that")
                .doesNotContain("sample paths");
    }

    /** Page and command say with the same text which number to quote, and how good past answers were. */
    @Test
    void theAnswerQuotesAsTheCommandDoes() throws SQLException {
        askForOdds();
        assertThat(spaced(command("odds", "--threshold", "1e28", "--by", "2027")))
                .contains(spaced(page.locator("#odds-answer li").nth(0).textContent()))
                .contains(spaced(page.locator("#odds-answer li").nth(1).textContent()))
                .contains(spaced(page.locator("#odds-answer li").nth(2).textContent()))
                .contains(
                        "By the default forecasts of all vintages, the probability ranges from " + lowestProbability());
    }

    @Test
    void chartAndTableHaveEveryAnswer() throws SQLException {
        askForOdds();
        int answers = (int) query("select count(*) from " + table("odds") + " where event = 'published' and scenario"
                + " = 'continue' and threshold = 1e28 and before = '2028-01-01'");
        assertThat(page.locator("#chart-odds-by-vintage-0 .mark-symbol path").count())
                .isEqualTo(answers);
        page.locator("#odds summary").first().click();
        assertThat(page.locator("#odds .made-table caption").first().textContent())
                .startsWith(answers + " rows");
    }

    @Test
    void theAddressLeadsBackToTheAnswer() {
        askForOdds();
        assertThat(page.url()).endsWith(LINK);
        assertThat(linkedText).isEqualTo(page.locator("#odds-answer").textContent());
    }

    /** Chooses the question of {@link #LINK} in the form. */
    private static void askForOdds() {
        goTo("");
        act(page, () -> page.selectOption("#odds-threshold", new SelectOption().setLabel("10²⁸")));
        act(page, () -> page.selectOption("#odds-before", new SelectOption().setLabel("the end of 2027")));
    }

    private static String lowestProbability() throws SQLException {
        return NumberStyle.PROBABILITY.formatNumber(query("select min(probability) " + defaultOdds()));
    }

    /** The default forecasts' answers to the question of {@link #LINK}, as the end of a query. */
    private static String defaultOdds() {
        return "from " + table("odds") + " where event = 'published' and scenario = 'continue' and is_default"
                + " and threshold = 1e28 and before = '2028-01-01'";
    }

    /** A link states defaults too, because a later page may have others. */
    @ParameterizedTest
    @CsvSource({
        "#odds-threshold, 10²⁸, above=1.0E28&by=2027-01-01",
        "#metric, Parameters, metric=parameters&cohort=frontier&from=2009-01-01&to=2035-12-31"
    })
    void aLinkStatesEverythingThatIsShown(String field, String label, String expected) {
        goTo("");
        act(page, () -> page.selectOption(field, new SelectOption().setLabel(label)));
        assertThat(page.url()).endsWith("#view?" + expected);
    }

    /** Page and command define measures and groups with the same text, and advise the same number to quote. */
    @Test
    void leadsAreDescribedAsByTheCommand() {
        assertThat(page.locator("nav a[href='#leads']").textContent()).isEqualTo("How far behind: China, open models");
        String said = spaced(page.locator("#leads").textContent());
        assertThat(page.locator("#leads .shows").first().textContent()).doesNotContain("accessibility");
        assertThat(page.locator("#leads h4").allTextContents())
                .containsExactly(
                        "China after the rest of the world: months behind",
                        "Open models after closed ones: months behind");
        String command = spaced(command("leads"));
        for (Lead.Measure measure : Lead.Measure.values()) {
            assertThat(said).contains(measure.definition());
            assertThat(command).contains(measure.definition());
        }
        assertThat(said)
                .contains(Lead.ADVICE, "Open models: accessibility is any of fully open-source, ")
                .contains(
                        "China: country is china; line from 2021-10-01.",
                        "Cohort within each group: records (each larger");
        assertThat(command).contains(Lead.ADVICE, "Open models: accessibility is any of fully open-source, ");
    }

    private static String command(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--vintage",
                "2026-08-19",
                "--output",
                everyVintage().getParent().getParent().toString()));
        Outcome outcome = Outcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.out();
    }

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** The whole mark of every release is inside the plot, and the newest release of the frontier has its name. */
    @ParameterizedTest
    @ValueSource(strings = {"cohort=all", "metric=training_cost"})
    void noReleaseIsCutOff(String view) {
        goTo("#view?" + view);
        assertThat((List<?>) page.evaluate("() => { const plot = document.querySelector('#chart-headline-0 svg"
                        + " .mark-group.role-frame .background').getBoundingClientRect(); return"
                        + " [...document.querySelectorAll('#chart-headline-0 .notable_marks path')].filter(mark => {"
                        + " const box = mark.getBoundingClientRect(); return box.top < plot.top || box.bottom > plot.bottom;"
                        + " }).map(mark => mark.__data__.datum.model); }"))
                .isEmpty();
        assertThat(page.evaluate("() => [...document.querySelectorAll('#chart-headline-0 .names text')].filter(text =>"
                        + " text.checkVisibility() && text.__data__.opacity !== 0).map(text => text.textContent)"))
                .asInstanceOf(LIST)
                .contains("Grok 4");
    }

    @Test
    void formsOfBreaksAreNamed() {
        assertThat(page.locator("#breakpoints table").textContent())
                .contains("kink: growth changes", "jump: the level changes too");
        assertThat(page.locator("#breakpoints .shows").first().textContent())
                .startsWith("Over all time growth of the frontier changed in ");
        assertThat(page.locator("#chart-breakpoints-0 .mark-symbol path").count())
                .isGreaterThan(3);
    }

    /** Both leads have both measures, so that equal measures can be compared. */
    @Test
    void measuresOfLeadsAreNamed() throws SQLException {
        String lines = page.locator("#leads .shows").first().innerText();
        assertThat(lines)
                .contains("Behind: months since the leader's line was as high as the follower's is.")
                .contains(
                        "The largest release of open models is Llama 3.1-405B (Jul 2024); the first of closed models as large"
                                + " is Gemini 1.0 Ultra (Dec 2023), 32.4 months before Aug 2026.")
                .contains(
                        "months behind (95%: ",
                        "The lines are through 13 releases of closed models and 12 of open models.");
        for (String lead : List.of("China after the rest of the world", "Open models after closed ones")) {
            String newestText = " from " + table("leads")
                    + " where status = 'FITTED' and values_vintage = '2026-08-19' and label = '" + lead
                    + "' order by on_date desc limit 1";
            String behind =
                    NumberStyle.TENTHS.formatNumber(query("select behind_months" + newestText)) + " months behind";
            String catchUp = NumberStyle.TENTHS.formatNumber(query("select catch_up_months" + newestText))
                    + " months to catch up";
            boolean isOpen = lead.startsWith("Open");
            assertThat(lines)
                    .containsPattern(lead + ": quote " + (isOpen ? behind : catchUp)
                            + " \\(95%: [^)]*\\) in training compute, as of [^,]*, when the line"
                            + " of [^.]* ends. By the other measure: " + (isOpen ? catchUp : behind));
        }
        assertThat(page.evaluate(
                        "() => [...document.querySelectorAll('nav li a')].map(link => document.querySelector(link.hash))"
                                + ".every((part, i, all) => i === 0 || (all[i - 1].compareDocumentPosition(part)"
                                + " & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)"))
                .as("the contents have the page's order")
                .isEqualTo(true);
    }

    /** The slider is moved by keys. As many points since 2010 are drawn as the older vintage's trend has releases. */
    @Test
    void anOlderVintageIsShownAsItWas() throws SQLException {
        goTo("#view?vintage=2023-12-14");
        assertThat(page.locator("#as-of-date").textContent()).isEqualTo("2023-12-14");
        requireAsOf(page, "2023-12-14");
        page.locator("#as-of-vintage").focus();
        act(page, () -> page.keyboard().press("ArrowRight"));
        assertThat(page.url()).contains("vintage=2024-02-05");
        requireAsOf(page, "2024-02-05");
        act(page, () -> page.keyboard().press("End"));
        assertThat(page.locator("#as-of-answer").textContent()).contains("nothing has come since");
        assertThat(page.locator("#chart-as-of-0 .since_marks path").count()).isZero();
        assertThat(chromium.complaints()).isEmpty();
    }

    private static void requireAsOf(Page page, String vintage) throws SQLException {
        String history = table("trend_history") + " where metric = 'training_compute' and variant = 'baseline'"
                + " and values_vintage = '" + vintage + "'";
        String growth = " from " + history + " and cohort = 'frontier' and era = 'deep-learning'";
        int allCount = (int) query("select sum(n) from " + history
                + " and cohort = 'notable' and era in ('deep-learning', 'pre-deep-learning')");
        assertThat(page.locator("#as-of-answer").textContent())
                .contains(NumberStyle.FACTOR.formatNumber(query("select growth_factor_per_year" + growth)) + " a year")
                .contains("from " + (int) query("select n" + growth) + " releases of " + allCount + " with a value");
        // At most: the page counts no value that changed back or was found again, and a renamed release once.
        for (String[] kind : new String[][] {{"REVISED", " were revised"}, {"WITHDRAWN", " were withdrawn"}}) {
            Matcher counted = Pattern.compile("(\\d+)" + kind[1])
                    .matcher(page.locator("#as-of-answer").textContent());
            assertThat(counted.find()).isTrue();
            assertThat(Integer.parseInt(counted.group(1))).as(kind[0]).isLessThanOrEqualTo((int)
                    query("select count(distinct release_id) from " + table("value_changes")
                            + " where metric = 'training_compute' and to_vintage > '" + vintage + "' and kind = '"
                            + kind[0]
                            + "'"));
        }
        assertThat(page.evaluate(
                        "() => [...document.querySelectorAll('#chart-as-of-0 .then_marks path')].filter(path =>"
                                + " path.__data__.datum.published_on >= Date.parse('2010-01-01')).length"))
                .isEqualTo(
                        (int) query("select n from " + history + " and cohort = 'notable' and era = 'deep-learning'"));
    }

    private static void goTo(String fragment) {
        Chromium.goTo(page, fragment);
    }

    private static Path everyVintage() {
        return ShippedRuns.folder().resolve("out-all/report/index.html");
    }

    private static String table(String name) {
        return "'" + ShippedRuns.folder() + "/out-all/tables/" + name + "/vintage=2026-08-19/*.parquet'";
    }

    private static double query(String sql) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getDouble(1);
        }
    }
}
