package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.StringEscapeUtils;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.junit.jupiter.api.Test;

class ForecastSentencesTest {
    private static final LocalDate ORIGIN = TestProvenance.VINTAGE;
    private static final LocalDate COVERAGE_END = LocalDate.of(2025, 8, 7);

    @Test
    void theForecastComesWithItsRecordAndTheBenchmark() {
        List<String> paragraphs = sentences(List.of(
                dated("simulation", true, 1e28, LocalDate.of(2027, 9, 29)),
                dated("five", false, 1e28, LocalDate.of(2028, 1, 31))));
        assertThat(paragraphs)
                .containsExactly("Largest release. 10²⁸ is forecast for Sep 2027, 80% interval Oct 2026 to Feb 2029, by"
                        + " paths from vintage day. Past outcomes inside such intervals: in real time 92% of 13 (2 windows: no"
                        + " evidence), up to 18 months ahead; in hindsight 87% of 23 (8 windows), up to 24 months ahead. The benchmark, five-year line, says Jan 2028 (80% Oct"
                        + " 2026 to Feb 2029).");
    }

    @Test
    void whatMayHaveHappenedHasNoDate() {
        Map<String, Object> dueRow = dated("simulation", true, 1e27, ORIGIN);
        dueRow.put("status", "DUE");
        assertThat(sentences(List.of(dueRow)))
                .containsExactly("Largest release. 10²⁷ may have happened already: the paths’ median date is past.");
    }

    @Test
    void whatIsReachedIsNotForecast() {
        Map<String, Object> reachedRow = dated("simulation", true, 1e26, ORIGIN);
        reachedRow.put("status", "REACHED");
        assertThat(sentences(List.of(reachedRow))).isEmpty();
    }

    @Test
    void aDateBeyondEveryBacktestIsNoEvidence() {
        Map<String, Object> far = dated("simulation", true, 1e30, LocalDate.of(2033, 9, 29));
        far.keySet().removeIf(column -> column.startsWith("real_time_") || column.startsWith("backtest_"));
        assertThat(sentences(List.of(far)).get(0)).endsWith("No backtest reaches so far ahead: no evidence.");
    }

    /** At its longest horizon, one mode may have scores and the other none. */
    @Test
    void aModeThatWasNotScoredIsNoEvidence() {
        Map<String, Object> row = dated("simulation", true, 1e28, LocalDate.of(2027, 9, 29));
        row.keySet().removeIf(column -> column.startsWith("real_time_"));
        assertThat(sentences(List.of(row)).get(0))
                .contains("in real time no evidence; in hindsight 87% of 23 (8 windows), up to 24 months ahead.");
    }

    /**
     * The interval of a crossing that is due may begin on the day of the forecast. There it is cut, so only its later
     * end is shown.
     */
    @Test
    void anIntervalThatIsCutHasItsLaterEndOnly() {
        Map<String, Object> dueRow = dated("simulation", true, 1e27, ORIGIN);
        dueRow.put("status", "DUE");
        // Not cut.
        assertThat(interval(dueRow)).isEqualTo("Oct 2026 to Feb 2029");
        // Cut.
        dueRow.put("ci80_low", ORIGIN);
        assertThat(interval(dueRow)).isEqualTo("until Feb 2029");
        // Not due, so its first day is a forecast.
        dueRow.put("status", "DATED");
        assertThat(interval(dueRow)).isEqualTo("Aug 2026 to Feb 2029");
    }

    private static String interval(Map<String, Object> crossing) {
        PublishedTable table = table("forecast_crossings", List.of("threshold"), List.of(crossing));
        return text(ForecastCrossingTexts.interval(table.rows().get(0)));
    }

    @Test
    void pathsThatStartWhereCoverageEndsSaySo() {
        assertThat(start(COVERAGE_END))
                .isEqualTo(
                        "Paths start Aug 2025 where coverage ends: later releases are known that have no value yet.");
        assertThat(start(ORIGIN)).isEmpty();
    }

    private static String start(LocalDate paths) {
        return text(PathsStart.sentence(DefaultForecast.of(input(paths)).fromCoverageEnd(), "origin"));
    }

    @Test
    void aNameMayHaveBracesAndQuotationMarks() {
        Provenance provenance = provenance();
        assertThat(provenance.methodName("odd")).isEqualTo("a {broken} \"line\"");
        assertThat(provenance.methodName("another")).isEqualTo("another");
    }

    @Test
    void fansAreTheDefaultMethodsUnderEveryScenario() {
        DefaultForecast forecast = DefaultForecast.of(input(COVERAGE_END));
        assertThat(forecast.fans().stream().map(row -> row.requireText("scenario")))
                .containsExactly("continue", "slowdown");
        assertThat(forecast.covers("training_compute", "record")).isTrue();
        assertThat(forecast.covers("training_compute", "notable")).isFalse();
        assertThat(forecast.covers("parameters", "record")).isFalse();
    }

    private static List<String> sentences(List<Map<String, Object>> rows) {
        ReportInput input = new ReportInput(
                Map.of(
                        "forecast_crossings",
                        table("forecast_crossings", List.of("method", "metric", "target", "threshold"), rows)),
                provenance());
        return new ForecastSentences(DefaultForecast.of(input), names())
                .paragraphs("training_compute").stream()
                        .map(ForecastSentencesTest::text)
                        .toList();
    }

    private static Map<String, Object> dated(String method, boolean isDefault, double threshold, LocalDate median) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "method",
                method,
                "metric",
                "training_compute",
                "target",
                "record",
                "threshold",
                threshold,
                "label",
                "1e" + Math.round(Math.log10(threshold)),
                "is_default",
                isDefault,
                "status",
                "DATED",
                "median_date",
                median,
                "ci80_low",
                LocalDate.of(2026, 10, 28),
                "ci80_high",
                LocalDate.of(2029, 2, 14)));
        row.putAll(Map.of(
                "real_time_horizon_months",
                18,
                "real_time_coverage80",
                12 / 13.0,
                "real_time_n",
                13L,
                "real_time_windows",
                2L,
                "backtest_horizon_months",
                24,
                "backtest_coverage80",
                20 / 23.0,
                "backtest_n",
                23L,
                "backtest_windows",
                8L));
        return row;
    }

    /** Forecasts of the default under two scenarios, and of another method. */
    private static ReportInput input(LocalDate start) {
        return new ReportInput(
                Map.of(
                        "forecasts",
                        table(
                                "forecasts",
                                List.of("method", "metric", "target", "scenario", "target_date"),
                                List.of(
                                        forecast("simulation", "continue", true, start),
                                        forecast("simulation", "slowdown", false, start),
                                        forecast("five", "continue", false, ORIGIN)))),
                provenance());
    }

    private static Map<String, Object> forecast(String method, String scenario, boolean isDefault, LocalDate start) {
        return Map.of(
                "method", method,
                "metric", "training_compute",
                "target", "record",
                "scenario", scenario,
                "target_date", LocalDate.of(2027, 1, 1),
                "is_default", isDefault,
                "origin", ORIGIN,
                "paths_start", start,
                "known_to", COVERAGE_END,
                "p50", 3.1e27);
    }

    /** A table whose columns are those of a crossing and of the rows given. */
    private static PublishedTable table(String name, List<String> key, List<Map<String, Object>> rows) {
        Set<String> columns =
                new TreeSet<>(dated("simulation", true, 1e28, ORIGIN).keySet());
        rows.forEach(row -> columns.addAll(row.keySet()));
        PublishedTable.Heading heading = new PublishedTable.Heading(name, key, columns);
        List<PublishedRow> published = new ArrayList<>();
        rows.forEach(row -> published.add(new PublishedRow(heading, row)));
        return new PublishedTable(heading, published, published.size());
    }

    private static DisplayNames names() {
        return new DisplayNames(provenance());
    }

    private static Provenance provenance() {
        return TestProvenance.of(Map.of(
                "forecast.benchmark", "\"five\"",
                "metrics.training_compute.label", "\"Training compute\"",
                "backtest.methods",
                        "[{\"id\":\"simulation\",\"name\":\"paths from vintage day\",\"years\":5},{\"id\":\"five\",\"name\":\"five-year"
                                + " line\"},{\"id\":\"odd\",\"name\":\"a {broken} \\\"line\\\"\"}]"));
    }

    private static String text(DomContent content) {
        return StringEscapeUtils.unescapeHtml4(
                        content.render().replaceAll("<[^>]*>", "").replaceAll(" +", " "))
                .strip();
    }
}
