package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.computetrends.cli.Outcome;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.job.FitJob;
import org.computetrends.job.ShippedRuns;
import org.computetrends.job.TrendJob;
import org.computetrends.population.AnalysedRelease;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's form that fits a line to a reader's selection, in Chromium. */
@Tag("slow")
class RefitBrowserIT {
    private static final String INPUT = "data/releases";

    /** The number of random selections: {@code -Dselections=20} for more. */
    private static final int SELECTIONS = Integer.getInteger("selections", 6);

    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\\\\'|[^\\s'])+");

    /** Names with characters that cohorts or links must quote or escape, and "Other". */
    private static final Pattern SPECIAL = Pattern.compile("(?s)Other|.*[!*\",;|%].*");

    /**
     * Clears the form and fills it in at once, so that the page draws once. Then reloads the form from the address that
     * the page made, as a link does.
     */
    private static final String SELECT_AND_FOLLOW_THE_LINK = """
            ({fields, lists}) => {
              const find = id => document.getElementById(id);
              const fill = (field, text) => {
                field.value = text;
                for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, {bubbles: true}));
              };
              find('refit-clear').click();
              for (const [id, text] of Object.entries(fields)) fill(find(id), text);
              for (const {list, mode, ticked} of lists) {
                fill(find(list).querySelector('select'), mode);
                for (const box of find(list).querySelectorAll('input[type=checkbox]')) if (ticked.includes(box.value)) box.click();
              }
              window.blockBefore = find('refit-block').textContent;
              dispatchEvent(new HashChangeEvent('hashchange'));
            }""";

    @TempDir
    private static Path folder;

    @AutoClose
    private static Chromium chromium;

    private static Path file;

    /** Language models from 2020 to 2024. */
    private static final String LINK =
            "#view?metric=training_compute&refit=open&since=2020-01-01&before=2025-01-01&domain=language&base=all";

    /** One page for all tests, which go from view to view. */
    private static Page page;

    // What the link showed when the page opened.
    private static double belowContents;
    private static String linkedText;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        ShippedRuns.result("2026-08-19");
        file = ShippedRuns.folder().resolve("out-all/report/index.html");
        page = chromium.page(file, LINK);
        belowContents = Chromium.belowContents(page, "refit");
        linkedText = page.locator("#refit-result").textContent();
    }

    /** From {@code scipy.stats.t.ppf(0.975, v)}, SciPy 1.17. */
    @Test
    void quantilesOfStudentsTAreThoseOfSciPy() {
        Map.of(
                        1, 12.706204736174694,
                        2, 4.302652729749462,
                        3, 3.1824463052837078,
                        10, 2.228138851986274,
                        29, 2.045229642132703,
                        533, 1.9644247270016773,
                        10000, 1.960201239890626)
                .forEach((degreesOfFreedom, expected) -> assertThat(
                                (double) page.evaluate("v => lines.quantile(v)", degreesOfFreedom))
                        .isCloseTo(expected, within(1e-10)));
    }

    /**
     * Random selections of the page's own options. The command and the settings that the page shows give the page's
     * numbers.
     */
    @Test
    void aLineIsThatOfTheCommandAndOfTheSettings() throws IOException {
        Chromium.goTo(page, "#view?refit=open");
        requireSameForRandomSelections(page, new Run(INPUT, ""), 25);
    }

    /**
     * Names with characters that cohorts use, cohorts of rare values and of scales, and low outliers, which depend on
     * all releases.
     */
    @Test
    void namesAndCohortsOfEveryKindSelectTheSameReleases() throws IOException {
        String input = folder.resolve("input").toString();
        TestSession.get()
                .read()
                .parquet(ShippedRuns.RELEASES + "/vintage=2026-05-02")
                .withColumn(
                        "organizations",
                        functions.expr(
                                "transform(organizations, each -> case each when 'OpenAI' then '!Open, \"AI\"; Inc.'"
                                        + " when 'Google' then 'Other' when 'Microsoft' then '*' when 'DeepMind' then '\"Deep\"'"
                                        + " when 'Meta AI' then 'Meta|100%\\\\n''AI''' else each end)"))
                .write()
                .parquet(input + "/vintage=2026-05-02.all");
        String settings =
                "scope = all, populations.low-outliers = drop, publishing.tables = [observations, releases, trends]\n"
                        + "fitting { replicates = 0, growth-models = [] }, breakpoints.replicates = 0, projections.paths = 100\n"
                        + "trends += { metrics = [training_compute, parameters], eras = [deep-learning], cohorts = [\"domain=*\","
                        + " \"organization=*\", \"large-scale;domain=*\","
                        + " \"regular-scale;organization!=\\\"other\\\"\", \"record;domain=other\","
                        + " \"frontier;by=parameters;confidence=likely,confident\"] }\n";
        TrendConfig config = config(settings, input);
        new TrendJob(TestSession.get(), config, Clock.systemUTC(), stage -> {}).run();
        Path ofNames = folder.resolve("out/report/index.html");
        try (Page form = chromium.page(ofNames, "#view?refit=open")) {
            requireSameForRandomSelections(form, new Run(input, settings), 27);
        }
    }

    /** @param settings those other than the default ones */
    private record Run(String input, String settings) {}

    private static void requireSameForRandomSelections(Page page, Run run, int seed) throws IOException {
        Random random = new Random(seed);
        Options options = Options.of(page);
        int fittedCount = 0;
        for (int i = 0; i < SELECTIONS; i++) {
            Map<String, Object> selection = options.selection(random);
            Chromium.afterLink(page, () -> page.evaluate(SELECT_AND_FOLLOW_THE_LINK, selection));
            String block = page.locator("#refit-block").textContent();
            assertThat(block)
                    .isEqualTo(page.evaluate("() => window.blockBefore"))
                    .isNotEmpty();
            JsonNode expected = requireSameAsCommand(page, block, run);
            requireSameAsSettings(expected, block, run, /* withSpark= */ i == 0);
            fittedCount += expected.get("intervals").isEmpty() ? 0 : 1;
        }
        assertThat(fittedCount).isGreaterThanOrEqualTo(SELECTIONS / 3);
        assertThat(chromium.complaints()).isEmpty();
    }

    /** The answer of the command in a block's comment, which must be the page's. */
    private static JsonNode requireSameAsCommand(Page page, String block, Run run) throws IOException {
        String command = block.lines()
                .takeWhile(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
        JsonNode expected = fit(command.substring("compute-trends ".length()), run);
        assertThat(page.locator("#refit-result").textContent())
                .as(command)
                .contains(expected.get("n").asText() + " release");
        List<Map<String, String>> lines = saved(page, "refit-line");
        assertThat(lines).as(command).hasSameSizeAs(expected.get("intervals"));
        for (int line = 0; line < lines.size(); line++) {
            requireSameLine(
                    command,
                    lines.get(line),
                    expected,
                    expected.get("intervals").get(line));
        }
        assertThat(saved(page, "refit-reaches").stream().map(row -> row.get("line_reaches_it_on")))
                .as(command)
                .containsExactlyElementsOf(expected.get("line_reaches")
                        .valueStream()
                        .map(reach -> reach.get("date").asText(""))
                        .toList());
        return expected;
    }

    private static void requireSameAsSettings(JsonNode expected, String block, Run run, boolean withSpark)
            throws IOException {
        FitJob.Answer throughSettings =
                throughSettings(block, expected.get("metric").asText(), run, withSpark);
        assertThat(throughSettings.trend().n())
                .as(block)
                .isEqualTo(expected.get("n").asLong());
        assertThat(throughSettings.influential().map(AnalysedRelease::id).orElse(""))
                .as(block)
                .isEqualTo(expected.at("/influential/release_id").asText());
    }

    /** What a page's form has to choose from. */
    private record Options(List<String> metrics, List<String> bases, Map<Attribute, List<String>> values) {
        static Options of(Page page) {
            Map<Attribute, List<String>> values = new EnumMap<>(Attribute.class);
            for (Attribute each : Attribute.values()) {
                values.put(each, valuesOf(page, "#refit-" + each.id() + " input[type=checkbox]"));
            }
            return new Options(
                    valuesOf(page, "#metric option:not([disabled])"),
                    valuesOf(page, "#refit-base option:not([disabled])"),
                    values);
        }

        /** A selection at random, for {@link #SELECT_AND_FOLLOW_THE_LINK}. */
        Map<String, Object> selection(Random random) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("metric", metrics.get(random.nextInt(metrics.size())));
            fields.put("refit-base", bases.get(random.nextInt(bases.size())));
            if (random.nextBoolean()) {
                fields.put("refit-since", (2010 + random.nextInt(10)) + "-03-17");
            }
            if (random.nextBoolean()) {
                fields.put("refit-before", (2021 + random.nextInt(5)) + "-10-01");
            }
            List<Map<String, Object>> lists = new ArrayList<>();
            for (Attribute each : Attribute.values()) {
                List<String> all = values.get(each);
                List<String> special =
                        all.stream().filter(SPECIAL.asMatchPredicate()).toList();
                List<String> chosenTexts = new ArrayList<>();
                // No value in half of the selections, otherwise one to three.
                int n = Math.max(0, random.nextInt(6) - 2);
                for (int i = 0; i < n; i++) {
                    // Mostly common values, which are first.
                    chosenTexts.add(
                            !special.isEmpty() && random.nextInt(3) == 0
                                    ? special.get(random.nextInt(special.size()))
                                    : all.get((int) (all.size() * Math.pow(random.nextDouble(), 3))));
                }
                if (!chosenTexts.isEmpty()) {
                    lists.add(Map.of(
                            "list",
                            "refit-" + each.id(),
                            "mode",
                            random.nextBoolean() ? "" : "!",
                            "ticked",
                            chosenTexts));
                }
            }
            return Map.of("fields", fields, "lists", lists);
        }
    }

    /** Ticks values, shown or not. */
    private static void tick(Page page, String attribute, List<String> chosenTexts) {
        page.locator("#refit-" + attribute + " input[type=checkbox]")
                .evaluateAll(
                        "(all, chosen) => all.filter(box => chosen.includes(box.value)).forEach(box => box.click())",
                        chosenTexts);
    }

    private static List<String> valuesOf(Page page, String options) {
        List<String> values = new ArrayList<>();
        ((List<?>) page.locator(options).evaluateAll("all => all.map(each => each.value)"))
                .forEach(value -> values.add((String) value));
        return values;
    }

    private static JsonNode fit(String command, Run run) throws IOException {
        Path settings = Files.writeString(folder.resolve("run.conf"), run.settings());
        List<String> words = new ArrayList<>(WORD.matcher(command)
                .results()
                .map(MatchResult::group)
                .map(word -> word.replace("\\'", "\0").replace("'", "").replace('\0', '\''))
                .toList());
        words.addAll(List.of("--json", "--input", run.input(), "--conf", settings.toString()));
        Outcome outcome = Outcome.of(words.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(command + outcome.err()).isZero();
        return Json.read(outcome.out());
    }

    private static void requireSameLine(
            String command, Map<String, String> line, JsonNode expected, JsonNode interval) {
        assertThat(line.get("interval"))
                .as(command)
                .isEqualTo(interval.get("method").asText());
        assertThat(line.get("influential"))
                .as(command)
                .isEqualTo(expected.at("/influential/release_id").asText());
        Map<String, JsonNode> numbers = new HashMap<>();
        Stream.of("n", "r_squared", "slope_oom_per_year", "growth_factor_per_year", "doubling_time_months")
                .forEach(column -> numbers.put(column, expected.get(column)));
        numbers.put("standard_error", interval.get("standard_error"));
        Stream.of("low", "high").forEach(end -> {
            numbers.put("slope_" + end, interval.get("slope_oom_per_year_" + end));
            numbers.put("growth_factor_" + end, interval.get("growth_factor_per_year_" + end));
            numbers.put("doubling_time_" + end, interval.get("doubling_time_months_" + end));
        });
        numbers.forEach((column, number) -> {
            if (number.isNull()) {
                assertThat(line.get(column)).as(command + ": " + column).isEmpty();
            } else {
                assertThat(Double.parseDouble(line.get(column)))
                        .as(command + ": " + column)
                        .isCloseTo(number.asDouble(), within(1e-6 * Math.max(1, Math.abs(number.asDouble()))));
            }
        });
    }

    /** The trend that a block adds to the settings. */
    private static FitJob.Answer throughSettings(String block, String metric, Run run, boolean withSpark)
            throws IOException {
        JsonNode entry = Json.read(ConfigFactory.parseString(block)
                .resolve()
                .getList("trends")
                .get(0)
                .render(ConfigRenderOptions.concise()));
        TrendConfig config = config(run.settings() + block, run.input());
        TrendSpecification addedTrend = config.segmentation().trends().stream()
                .filter(trend -> trend.metric().id().equals(metric)
                        && trend.cohort()
                                .equals(Cohort.parse(entry.at("/cohorts/0").asText()))
                        && trend.era().id().equals(entry.at("/eras/0").asText()))
                .findFirst()
                .orElseThrow();
        FitJob.Question question = new FitJob.Question(
                metric,
                addedTrend.cohort(),
                FitJob.Names.EXACT,
                addedTrend.era().from(),
                addedTrend.era().to());
        FitJob job = new FitJob(config, question);
        // Computed metrics need a session.
        Optional<FitJob.Answer> withoutSpark = withSpark ? Optional.empty() : job.withoutSpark();
        return withoutSpark.orElseGet(() -> job.withSpark(TestSession.get()));
    }

    private static TrendConfig config(String settings, String input) throws IOException {
        Path file = Files.writeString(folder.resolve("selection.conf"), settings);
        return new ConfigLoader(
                        Optional.empty(), Optional.of(file.toFile()), Map.of("input", input, "output", folder + "/out"))
                .load();
    }

    /** The rows of a table's file. A table without rows is hidden, and its link with it. */
    private static List<Map<String, String>> saved(Page page, String table) throws IOException {
        Locator link = page.locator("a[data-refit-csv=" + table + "]");
        if (!link.isVisible()) {
            return List.of();
        }
        return Chromium.downloadedRows(page, link);
    }

    @Test
    void aLinkToASelectionLandsOnIt() {
        Chromium.requireLanded(belowContents);
    }

    /** Language models from 2020 to 2024, by dragging and by keys. The page was opened by the link to it. */
    @Test
    void aSelectionIsDraggedTypedAndLinkedTo() {
        Chromium.goTo(page, "");
        page.locator("#refit > summary").focus();
        act(page, () -> page.keyboard().press("Enter"));
        page.locator("#refit-domain > summary").focus();
        page.keyboard().press("Enter");
        page.locator("#refit-domain input[type=search]").focus();
        page.keyboard().type("Lang");
        page.keyboard().press("Tab");
        act(page, () -> page.keyboard().press("Space"));
        Locator chart = page.locator("#chart-headline-0");
        chart.scrollIntoViewIfNeeded();
        double left = chart.boundingBox().x + chart.boundingBox().width / 2;
        double top = chart.boundingBox().y + 300;
        page.mouse().move(left, top);
        page.mouse().down();
        page.mouse().move(left + 200, top);
        act(page, () -> page.mouse().up());
        assertThat(page.locator("#refit-since").inputValue()).matches("20[12]\\d-\\d\\d-\\d\\d");
        assertThat(page.locator("#headline-title").textContent()).as("no zoom").contains("2009 to 2035");
        act(page, () -> page.locator("#refit-since").fill("2020-01-01"));
        act(page, () -> page.locator("#refit-before").fill("2025-01-01"));
        String result = page.locator("#refit-result").textContent();
        assertThat(result).contains("doubling every", ", CR3)", "R²");
        assertThat(page.locator("#refit-quotation").textContent())
                .contains("Quote the CR3 interval: it allows releases of one organization to resemble one another.");
        assertThat(view(page)).isEqualTo(LINK);
        assertThat(linkedText).isEqualTo(result);
        assertThat(page.locator("#chart-headline-0 .mark-line path[stroke-dasharray]")
                        .count())
                .isPositive();
        assertThat(chromium.complaints()).isEmpty();
    }

    /**
     * V8 accepts any text in parentheses after a date. Such text must not reach the block, which readers paste into a
     * shell.
     */
    @Test
    void aDateWithOtherTextIsRefused() {
        Chromium.goTo(page, "#view?refit=open&since=Jan+1+2020+(%3B+touch+x)&before=2025-01-01");
        assertThat(page.locator("#refit-since").inputValue()).isEmpty();
        assertThat(page.locator("#refit-result").textContent()).contains("since: Jan 1 2020", "No line is fitted");
        assertThat(page.locator("#unknown").isVisible()).isTrue();
        assertThat(page.locator("#refit-block").textContent()).isEmpty();
    }

    @Test
    void aDateIsTypedWithoutBeingChanged() {
        Chromium.goTo(page, "#view?refit=open&since=2020-01-01&before=2025-01-01");
        page.locator("#refit-since").focus();
        page.keyboard().press("Control+A");
        act(page, () -> page.keyboard().type("2021-01-01"));
        assertThat(page.locator("#refit-since").inputValue()).isEqualTo("2021-01-01");
        assertThat(page.url()).contains("since=2021-01-01");
        assertThat(page.locator("#refit-result").textContent()).contains("from 2021-01-01, before 2025-01-01");
    }

    @Test
    void textsThatAreNoDatesAndReversedDatesAreNamed() {
        Chromium.goTo(page, "#view?refit=open");
        page.locator("#refit-before").focus();
        page.keyboard().type("2O25");
        act(page, () -> page.selectOption("#refit-base", "frontier"));
        act(page, () -> tick(page, "domain", List.of("language")));
        assertThat(page.locator("#refit-result").textContent())
                .isEqualTo("To is not a date such as 2026-05-02, 2026-05 or 2026. No line is fitted.");
        act(page, () -> page.locator("#refit-before").fill("2019-01-01"));
        act(page, () -> page.locator("#refit-since").fill("2020-01-01"));
        assertThat(page.locator("#refit-result").textContent()).startsWith("From 2020-01-01 must be before 2019-01-01");
        assertThat(page.locator("#refit-line table").count()).isZero();
        assertThat(page.locator("#refit .downloads a, #refit-settings").all()).noneMatch(Locator::isVisible);
    }

    /** From the contents to the form, where years are typed and an organization is left out. */
    @Test
    void aNewcomerFindsHowFastAGroupGrew() throws IOException {
        JsonNode expected = fit(
                "fit --cohort domain=language --cohort organization!=openai --from 2020 --to 2024", new Run(INPUT, ""));
        Chromium.goTo(page, "");
        act(page, () -> page.locator("nav >> text=How fast did a group grow?").click());
        assertThat(page.locator("#refit-result").isVisible()).isTrue();
        for (String[] typed : List.of(new String[] {"since", "2020"}, new String[] {"before", "2024"})) {
            // The answer follows the keys: the field need not be left.
            act(page, () -> page.locator("#refit-" + typed[0]).fill(typed[1]));
        }
        act(page, () -> tick(page, "domain", List.of("language")));
        page.locator("#refit-organization > summary").click();
        page.locator("#refit-organization select").selectOption(new SelectOption().setLabel("all but those ticked"));
        act(page, () -> tick(page, "organization", List.of("openai")));
        // The intervals are OLS, HC3 and CR3.
        JsonNode cr3 = expected.get("intervals").get(2);
        assertThat(page.locator("#refit-result").textContent())
                .startsWith(
                        "Training compute (all releases; language; not OpenAI; from 2020-01-01, before 2025-01-01): "
                                + expected.get("n").asText() + " releases from ")
                .contains(String.format(
                        Locale.ROOT,
                        ": %.2f× a year (95%%: %.2f× to %.1f×), doubling every %.2f months (95%%: %.2f to %.2f, CR3).",
                        expected.get("growth_factor_per_year").asDouble(),
                        cr3.get("growth_factor_per_year_low").asDouble(),
                        cr3.get("growth_factor_per_year_high").asDouble(),
                        expected.get("doubling_time_months").asDouble(),
                        cr3.get("doubling_time_months_low").asDouble(),
                        cr3.get("doubling_time_months_high").asDouble()));
        assertThat(page.url()).contains("metric=training_compute", "base=all", "since=2020-01-01", "before=2025-01-01");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void theExampleHasTheAnswerOfItsCommand() throws IOException {
        Chromium.goTo(page, "#view?refit=open");
        Chromium.afterLink(page, () -> page.locator("#refit-example").click());
        assertThat(page.locator("#refit-example").textContent())
                .isEqualTo("Example: domain Language, all but Google and similar names, 2020 to 2024");
        JsonNode example = fit(
                "fit --cohort domain=language --cohort organization!=google --similar-names --from 2020 --to 2024",
                new Run(INPUT, ""));
        assertThat(page.locator("#refit-result").textContent())
                .contains("not DeepMind", "not Google DeepMind", "from 2020-01-01, before 2025-01-01): ")
                .contains(example.get("n").asText() + " releases from ")
                .contains(String.format(
                        Locale.ROOT,
                        ": %.2f× a year ",
                        example.get("growth_factor_per_year").asDouble()));
        assertThat(page.locator("#refit-block").textContent())
                .contains(example.get("cohort").asText());
        assertThat(page.locator("#refit-notes").textContent()).isEmpty();
        assertThat(chromium.complaints()).isEmpty();
    }

    /** Values are searched and ticked by keys. What is ticked stays in view, and so does the focus. */
    @Test
    void severalValuesAreFoundAndTicked() {
        Chromium.goTo(page, "#view?refit=open");
        Locator picker = page.locator("#refit-organization");
        picker.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(picker.locator("label:visible").count()).isEqualTo(8);
        List<Integer> counts = picker.locator("label:visible > span").allTextContents().stream()
                .map(Integer::valueOf)
                .toList();
        assertThat(counts).isSortedAccordingTo(Collections.reverseOrder());
        picker.locator("input[type=search]").focus();
        for (String name : List.of("gOOgle brain", "deepmind")) {
            page.keyboard().press("Control+A");
            page.keyboard().type(name);
            page.keyboard().press("Tab");
            act(page, () -> page.keyboard().press("Space"));
            page.keyboard().press("Shift+Tab");
        }
        assertThat(picker.locator("summary").textContent()).isEqualTo("Organization: only DeepMind or Google Brain");
        assertThat(page.url()).contains("organization=deepmind%7Cgoogle+brain");
        assertThat(picker.locator("label:visible").allTextContents())
                .anyMatch(label -> label.startsWith("Google Brain"));
    }

    /** A search also finds similar names, and all can be ticked at once. An open list does not move the answer. */
    @Test
    void allNamesFoundAreTickedAtOnce() {
        Chromium.goTo(page, "#view?refit=open&domain=language");
        Locator picker = page.locator("#refit-organization");
        Locator result = page.locator("#refit-result");
        double top = result.boundingBox().y - page.locator("#refit").boundingBox().y;
        picker.locator("summary").click();
        page.locator("#refit-domain > summary").click();
        assertThat(result.boundingBox().y - page.locator("#refit").boundingBox().y)
                .isEqualTo(top);
        picker.locator("select").selectOption("!");
        assertThat(picker.locator("summary").textContent()).isEqualTo("Organization: all but those ticked");
        picker.locator("input[type=search]").fill("google");
        assertThat(picker.locator("label:visible").allTextContents()).anyMatch(label -> label.startsWith("DeepMind"));
        act(page, () -> picker.getByText(Pattern.compile("Tick all \\d+ found")).click());
        assertThat(picker.locator("summary").textContent()).contains("all but ", "DeepMind and ", "Google DeepMind");
        act(page, () -> page.locator("#refit-clear").click());
        assertThat(picker.locator("summary").textContent()).isEqualTo("Organization: all");
        assertThat(picker.locator("select").inputValue()).isEmpty();
        assertThat(picker.locator("input[type=search]").inputValue()).isEmpty();
        assertThat(chromium.complaints()).isEmpty();
    }

    /** As in the command. A day is itself left out. */
    @Test
    void aYearOrMonthAsTheEndCountsWhole() {
        Chromium.goTo(page, "#view?refit=open");
        for (String[] typed : List.of(
                new String[] {"2024", "2025-01-01"},
                new String[] {"2024-02", "2024-03-01"},
                new String[] {"2024-12", "2025-01-01"},
                new String[] {"2024-02-28", "2024-02-28"})) {
            act(page, () -> page.locator("#refit-before").fill(typed[0]));
            assertThat(page.locator("#refit-result").textContent()).contains("; before " + typed[1] + "): ");
            assertThat(page.url()).contains("before=" + typed[1]);
            assertThat(page.locator("#refit-before").inputValue()).isEqualTo(typed[0]);
        }
    }

    /** For every organization. */
    @Test
    void notesOnSimilarNamesAreThoseOfTheCommand() {
        Chromium.goTo(page, "#view?refit=open&organization=!google");
        List<String> names = valuesOf(page, "#refit-organization input[type=checkbox]");
        List<String> words = new ArrayList<>(List.of("fit", "--input", INPUT));
        names.forEach(name -> words.addAll(List.of("--cohort", "organization!=\"" + name.replace("\"", "\"\"") + '"')));
        Map<String, String> expected = Pattern.compile(
                        " matches only the exact name '(.*?)'\\. Similar names: (.*?)\\. Names are")
                .matcher(Outcome.of(words.toArray(String[]::new)).out().replaceAll("\\s+", " "))
                .results()
                .collect(Collectors.toMap(note -> note.group(1), note -> note.group(2)));
        assertThat(expected).containsKeys("google", "deepmind", "facebook").doesNotContainKey("openai");
        assertThat(page.evaluate(
                        "names => Object.fromEntries(names.flatMap(name => refit.similar('organization', [name])"
                                + ".map(({value, also}) => [value, also.join(', ')])))",
                        names))
                .isEqualTo(expected);
        assertThat(page.locator("#refit-notes").textContent())
                .startsWith("“Google” is the exact name; also: DeepMind, Google AI, Google Brain, ");
        act(page, () -> page.locator("#refit-notes button").click());
        assertThat(page.locator("#refit-organization > summary").textContent())
                .contains("all but ", "Google and ", "Google Brain", "Google DeepMind");
        assertThat(page.locator("#refit-notes").textContent()).isEmpty();
        assertThat(page.locator("#refit-quotation").textContent()).startsWith("Quote the CR3");
    }

    /** The form selects from all releases, whatever cohort the chart shows. */
    @Test
    void aSelectionIsOfAllReleasesAndNamesItself() throws IOException {
        String selection = "&domain=language&organization=!google&since=2020-01-01&before=2025-01-01";
        JsonNode expected = fit(
                "fit --cohort domain=language --cohort organization!=google --from 2020-01-01 --to 2025-01-01",
                new Run(INPUT, ""));
        Chromium.goTo(page, "#view?refit=open&cohort=record" + selection);
        assertThat(page.locator("#refit-result").textContent())
                .startsWith(
                        "Training compute (all releases; language; not Google; from 2020-01-01, before 2025-01-01): "
                                + expected.get("n").asText() + " releases");
    }

    @Test
    void aCohortWithoutATrendSaysSo() {
        Chromium.goTo(page, "#view?metric=training_power");
        assertThat(page.locator("#cohort option[disabled]")
                        .first()
                        .evaluate("option => option.label")
                        .toString())
                .endsWith(": no trend of this metric");
    }

    /** The fragment of the page's address. */
    private static String view(Page page) {
        return page.url().substring(page.url().indexOf('#'));
    }

    /** Does something, and waits until the chart is drawn again. */
    private static void act(Page page, Runnable action) {
        ReportBrowserIT.act(page, action);
    }
}
