package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.table.KnowledgeTables;
import org.junit.jupiter.api.Test;

class PageTest {
    /** The space for sections of tables that these pages do not have, in characters. */
    private static final int RESERVE = 300_000;

    /** The same, for the largest pages. */
    private static final int LARGE_RESERVE = 500_000;

    private static final String EVIL = "</script><img onerror=alert(1) src=x>";

    @Test
    void aHostileNameOfAReleaseIsText() {
        String page = new Page(input(Map.of("observations", observations(1), "releases", releases(1)))).document();
        assertThat(withoutScripts(page)).doesNotContain("<img");
        assertThat(PageJson.of(page)).doesNotContain("<img").contains("\\u003c/script\\u003e\\u003cimg onerror");
    }

    @Test
    void aHostileSettingIsText() {
        String page = new Page(
                        new ReportInput(Map.of(), TestProvenance.of(Map.of("metrics.x.label", "\"" + EVIL + "\""))))
                .document();
        assertThat(withoutScripts(page)).doesNotContain("<img").contains("&lt;/script&gt;&lt;img onerror");
    }

    @Test
    void theMethodOfIntervalsIsNamedForReaders() {
        assertThat(method(Map.of("fitting.interval", "\"cr3\""))).contains("with a 95% interval by CR3.");
        assertThat(method(Map.of("fitting.interval", "\"pairs-bca\""))).contains("interval by pairs bca bootstrap.");
        assertThat(method(Map.of())).contains("with a 95% interval.");
    }

    private static String method(Map<String, String> settings) {
        return new MethodSection(TestProvenance.of(settings))
                .section()
                .body()
                .get(0)
                .render();
    }

    @Test
    void sharesByAgeNeedRowsOfEveryRelease() {
        assertThat(withoutScripts(new Page(input(Map.of("reporting_delays", delays("frontier")))).document()))
                .doesNotContain("How late values come");
        assertThat(withoutScripts(new Page(input(Map.of("reporting_delays", delays("frontier", "all")))).document()))
                .contains("How late values come");
    }

    private static PublishedTable delays(String... cohorts) {
        PublishedTable.Heading heading =
                KnowledgeTables.REPORTING_DELAYS.table().heading();
        List<PublishedRow> rows = Stream.of(cohorts)
                .map(cohort -> new PublishedRow(
                        heading,
                        Map.of(
                                "metric",
                                "training_compute",
                                "cohort",
                                cohort,
                                "age_months",
                                3,
                                "from_vintage",
                                LocalDate.of(2023, 12, 14),
                                "n_reached",
                                20L,
                                "share_at_least",
                                0.4,
                                "share_at_most",
                                0.5)))
                .toList();
        return new PublishedTable(heading, rows, rows.size());
    }

    @Test
    void aPageOfNoTablesSaysSo() {
        assertThat(withoutScripts(new Page(input(Map.of())).document()))
                .contains("No trend of training compute could be fitted")
                .contains("drawn without points");
    }

    @Test
    void equalTablesMakeEqualPages() {
        Map<String, PublishedTable> tables = new LinkedHashMap<>();
        tables.put("observations", observations(50));
        tables.put("releases", releases(50));
        Map<String, PublishedTable> inAnotherOrder = new LinkedHashMap<>();
        inAnotherOrder.put("releases", releases(50));
        inAnotherOrder.put("observations", observations(50));
        boolean equal = new Page(input(tables)).document().equals(new Page(input(inAnotherOrder)).document());
        assertThat(equal).isTrue();
    }

    /** The project's bound: a page of 2,000 releases is below 2.5 MB. */
    @Test
    void twoThousandReleasesFitInAPageOfTwoAndAHalfMegabytes() {
        String page =
                new Page(input(Map.of("observations", observations(2000), "releases", releases(2000)))).document();
        assertThat(page.length()).isLessThan(2_500_000 - RESERVE);
    }

    /**
     * At most 12,500 values besides the frontier's are drawn ({@code ReportMaker.MOST_POINTS}). Of nine metrics, that
     * is 1,388 each, and 150 of the frontier.
     */
    @Test
    void theLargestSampleFitsInAPageOfFiveMegabytes() {
        List<String> metrics = List.of(
                "training_compute",
                "parameters",
                "dataset_size",
                "training_cost",
                "training_cost_cloud",
                "training_cost_acquisition",
                "training_power",
                "training_time",
                "hardware_quantity");
        int points = 12_500 / 9 + 150;
        String page = new Page(
                        input(Map.of("observations", observations(points, metrics), "releases", releases(points))))
                .document();
        assertThat(page.length()).isLessThan(5_000_000 - LARGE_RESERVE);
    }

    @Test
    void aPageOfBinsSaysSo() {
        assertThat(withoutScripts(new Page(input(Map.of("densities", densities(10, 4)))).document()))
                .contains("values are counted, not drawn one by one")
                .doesNotContain("Points are releases");
    }

    /**
     * 150 bins a quarter, of five metrics and 30 half-orders of magnitude. At most 25,000 are drawn: the last 166 of
     * 304 quarters.
     */
    @Test
    void binsOfAnyNumberOfReleasesFitInAPageOfFiveMegabytes() {
        String page = new Page(input(Map.of("densities", densities(76 * 4, 30)))).document();
        assertThat(page.length()).isLessThan(5_000_000 - LARGE_RESERVE);
        assertThat(withoutScripts(page))
                .contains("Rectangles before 1984-07-01 are left out: there are too many for a page.");
    }

    private static PublishedTable densities(int quarters, int bins) {
        PublishedTable.Heading heading = new PublishedTable.Heading(
                "densities",
                List.of("metric", "quarter", "half_orders"),
                Set.of(
                        "metric",
                        "quarter",
                        "half_orders",
                        "value_from",
                        "value_to",
                        "n",
                        "largest_value",
                        "largest_release_id"));
        List<PublishedRow> rows = new java.util.ArrayList<>();
        for (String metric :
                List.of("training_compute", "parameters", "dataset_size", "training_cost", "training_power")) {
            for (int quarter = 0; quarter < quarters; quarter++) {
                for (int bin = 0; bin < bins; bin++) {
                    rows.add(new PublishedRow(
                            heading,
                            Map.of(
                                    "metric",
                                    metric,
                                    "quarter",
                                    LocalDate.of(1950, 1, 1).plusMonths(3L * quarter),
                                    "half_orders",
                                    bin,
                                    "value_from",
                                    Math.pow(10, bin / 2.0),
                                    "value_to",
                                    Math.pow(10, (bin + 1) / 2.0),
                                    "n",
                                    1234567L,
                                    "largest_value",
                                    1.2345678901234e20,
                                    "largest_release_id",
                                    "a release of a usual length " + quarter)));
                }
            }
        }
        return new PublishedTable(heading, rows, rows.size());
    }

    @Test
    void aPageOfASampleSaysSo() {
        PublishedTable someTable = observations(10);
        PublishedTable sample = new PublishedTable(someTable.heading(), someTable.rows(), 1_000_000);
        assertThat(withoutScripts(new Page(input(Map.of("observations", sample, "releases", releases(10)))).document()))
                .contains(">1,000,000</data>")
                .contains("a sample is drawn");
    }

    @Test
    void thePolicyAllowsThePagesOwnScriptsAndNothingElse() {
        String page = new Page(input(Map.of())).document();
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        Set<String> allowedHashes = new HashSet<>();
        Matcher source = Pattern.compile("sha256-[A-Za-z0-9+/=]+").matcher(policy.group(1));
        while (source.find()) {
            allowedHashes.add(source.group());
        }
        // The scripts and the style sheet.
        assertThat(allowedHashes).hasSize(Assets.SCRIPTS.size() + 1);
        assertThat(policy.group(1)).startsWith("default-src &#x27;none&#x27;").doesNotContain("unsafe");
        assertThat(withoutScripts(page)).doesNotContain(" style=").doesNotContain(" onclick=");
    }

    /** A page without the scripts, which are the same in all. */
    private static String withoutScripts(String page) {
        return page.replaceAll("(?s)<script>.*?</script>", "");
    }

    private static ReportInput input(Map<String, PublishedTable> tables) {
        return new ReportInput(
                tables,
                TestProvenance.of(Map.of(
                        "backtest.metric",
                        "\"training_compute\"",
                        "metrics.training_compute.label",
                        "\"Training compute\"")));
    }

    private static PublishedTable observations(int releases) {
        return observations(releases, List.of("training_compute", "parameters", "dataset_size"));
    }

    private static PublishedTable observations(int releases, List<String> metrics) {
        PublishedTable.Heading heading = new PublishedTable.Heading(
                "observations",
                List.of("release_id", "metric"),
                Set.of("release_id", "metric", "published_on", "value", "frontier_rank", "record", "scale"));
        List<PublishedRow> rows = new java.util.ArrayList<>();
        for (String metric : metrics) {
            for (int i = 0; i < releases; i++) {
                Map<String, Object> values = new HashMap<>(Map.of(
                        "release_id",
                        "release " + i,
                        "metric",
                        metric,
                        "published_on",
                        LocalDate.of(2010, 1, 1).plusDays(i),
                        "value",
                        1.2345678901234e20 * (i + 1),
                        "record",
                        i % 50 == 0,
                        "scale",
                        "REGULAR"));
                if (i % 10 == 0) {
                    values.put("frontier_rank", 3L);
                }
                rows.add(new PublishedRow(heading, values));
            }
        }
        return new PublishedTable(heading, rows, rows.size());
    }

    private static PublishedTable releases(int releases) {
        PublishedTable.Heading heading = new PublishedTable.Heading(
                "releases",
                List.of("release_id"),
                Set.of(
                        "release_id",
                        "model",
                        "organizations",
                        "countries",
                        "domains",
                        "accessibility",
                        "confidence",
                        "notable"));
        List<PublishedRow> rows = new java.util.ArrayList<>();
        for (int i = 0; i < releases; i++) {
            rows.add(new PublishedRow(
                    heading,
                    Map.of(
                            "release_id",
                            "release " + i,
                            "model",
                            EVIL + i,
                            "organizations",
                            List.of("An organization of a usual length"),
                            "domains",
                            List.of("Language"),
                            "confidence",
                            "LIKELY")));
        }
        return new PublishedTable(heading, rows, rows.size());
    }
}
