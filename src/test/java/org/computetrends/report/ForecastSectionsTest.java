package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.table.BacktestTables;
import org.computetrends.table.GenerationsTable;
import org.computetrends.table.OddsTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/** What the page says of forecasts and how they have fared, of a few rows. */
class ForecastSectionsTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "metrics.training_compute.unit", "\"FLOP\"",
            "forecast.default", "\"simulation\"",
            "forecast.default-where-coverage-ended", "\"simulation-from-coverage\"",
            "forecast.benchmark", "\"frontier-line-5y\"",
            "backtest.methods",
                    "[{\"id\":\"simulation\",\"name\":\"paths from vintage day\"},"
                            + "{\"id\":\"simulation-from-coverage\",\"name\":\"paths from coverage\"},"
                            + "{\"id\":\"frontier-line-5y\",\"name\":\"five-year line\"}]");

    @Test
    void withoutForecastsNothingIsSaidOfThem() {
        assertThat(page()).doesNotContain("id=\"backtests\"", "id=\"odds\"", "id=\"date-sensitivity\"");
    }

    @Test
    void theResultInRealTimeIsSaidFirstWithItsWindows() {
        List<PublishedRow> rows = new ArrayList<>();
        for (String mode : List.of("real-time", "hindsight")) {
            for (int months : List.of(6, 12, 36)) {
                rows.add(score("simulation", "none", mode, months, Map.of()));
                rows.add(score("frontier-line-5y", "none", mode, months, Map.of()));
                rows.add(score(
                        "simulation",
                        "frontier-line-5y",
                        mode,
                        months,
                        Map.of(
                                "relative_crps", mode.equals("real-time") && months == 12 ? 0.896 : 0.5,
                                "relative_crps_ci90_low", 0.708,
                                "relative_crps_ci90_high", 1.174)));
            }
        }
        String page = page(table(BacktestTables.BACKTEST_SUMMARY.table(), rows));
        assertThat(text(page, "backtests"))
                .startsWith("How forecasts have fared"
                        + "In real time, 12 months ahead, paths from vintage day scored on the record 0.90 times the CRPS of the"
                        + " five-year line: 90% interval 0.71 to 1.17, 13 origins, 3 windows: no evidence.")
                .contains("Largest release, real time, 12 months: 78% of 13 outcomes inside, 3 windows: no evidence.")
                .contains("Largest release, hindsight, 36 months: 78% of 13 outcomes inside, 3 windows: no evidence.");
    }

    @Test
    void oddsStandBesideThoseFromTheOtherStart() {
        List<PublishedRow> rows = new ArrayList<>();
        for (int year : List.of(2027, 2028)) {
            LocalDate before = LocalDate.of(year, 1, 1);
            rows.add(odds("published", "simulation-from-coverage", "2026-08-19", before, 0.8371));
            rows.add(odds("published", "simulation", "2026-08-19", before, 0.6051));
            rows.add(odds("in_database", "simulation-from-coverage", "2026-08-19", before, 0.7612));
        }
        rows.add(odds("published", "simulation-from-coverage", "2026-06-15", LocalDate.of(2027, 1, 1), 0.9971));
        String page = page(table(OddsTables.ODDS.table(), rows));
        assertThat(text(page, "odds"))
                .startsWith(
                        "Odds of a release by a dateBy paths from coverage, a release of at least 10²⁷ FLOP is published by the end of 2026 with"
                                + " probability 84%; paths from vintage day, 61%, in the database, paths from coverage, 76%.")
                .contains("Paths start Aug 2025 where coverage ends")
                .contains("84% ±0.4%")
                .contains("A release of at least10²⁷is published bythe end of 2026the end of 2027");
        assertThat(page)
                .contains("data-of=\"odds?metric=training_compute&amp;event=published&amp;scenario=continue"
                        + "&amp;method=simulation&amp;origin_vintage=2026-08-19&amp;threshold=1.0E27"
                        + "&amp;before=2027-01-01\"")
                .contains("<tr data-of=\"method=simulation-from-coverage\">")
                .contains("<data value=\"0.8371\" data-from=\"before=2028-01-01#probability\"");
    }

    /** Crossings may be left out of what a run publishes. */
    @Test
    void generationsNeedNoCrossings() {
        PublishedRow generation = row(
                GenerationsTable.GENERATIONS.table(),
                Map.of("generation", "Gen4", "scenario", "continue", "compute_low_flop", 1e27));
        assertThat(text(page(table(GenerationsTable.GENERATIONS.table(), List.of(generation))), "crossings"))
                .contains("Generations of models", "Gen4")
                .doesNotContain("When each threshold is crossed");
    }

    @Test
    void oddsOfASingleMethodAreASentence() {
        PublishedRow only =
                odds("published", "simulation-from-coverage", "2026-08-19", LocalDate.of(2027, 1, 1), 0.8371);
        assertThat(text(page(table(OddsTables.ODDS.table(), List.of(only))), "odds"))
                .contains("is published by the end of 2026 with probability 84%. Paths start Aug 2025");
    }

    @Test
    void theMediansOfAThresholdRangeOverSettingsVintagesAndStarts() {
        List<PublishedRow> rows = List.of(
                date("2026-08-19", "known_to", "baseline", "2026-04-21"),
                date("2026-08-19", "vintage_day", "baseline", "2026-11-28"),
                date("2026-08-19", "known_to", "years=3", "2025-12-28"),
                date("2024-03-08", "known_to", "baseline", "2027-10-13"),
                date("2026-08-19", "known_to", "frontier-size=1", null));
        assertThat(text(page(table(OddsTables.FORECAST_SENSITIVITY.table(), rows)), "date-sensitivity"))
                .contains(
                        "The median date of 10²⁷ FLOP ranges from Dec 2025 (Years of releases that the line is fitted to: 3) to Oct 2027 (vintage"
                                + " 2024-03-08, from the end of coverage).")
                .contains("By the last date asked, fewer than half of the paths reach it (Frontier size: 1).");
    }

    private static PublishedRow score(
            String method, String against, String mode, int months, Map<String, Object> relative) {
        Map<String, Object> values = new HashMap<>(relative);
        values.put("method", method);
        values.put("against", against);
        values.put("metric", "training_compute");
        values.put("target", "record");
        values.put("mode", mode);
        values.put("scored_on", "final");
        values.put("horizon_months", (long) months);
        values.put("n", 13L);
        values.put("n_windows", 3L);
        values.put("evidence", false);
        values.put("coverage80", 0.778);
        values.put("crps", 0.25);
        return row(BacktestTables.BACKTEST_SUMMARY.table(), values);
    }

    private static PublishedRow odds(
            String event, String method, String vintage, LocalDate before, double probability) {
        return row(
                OddsTables.ODDS.table(),
                Map.ofEntries(
                        Map.entry("metric", "training_compute"),
                        Map.entry("event", event),
                        Map.entry("scenario", "continue"),
                        Map.entry("method", method),
                        Map.entry("origin_vintage", LocalDate.parse(vintage)),
                        Map.entry("threshold", 1e27),
                        Map.entry("before", before),
                        Map.entry("is_default", event.equals("published") && method.endsWith("coverage")),
                        Map.entry("status", "FORECAST"),
                        Map.entry("known_to", LocalDate.parse("2025-08-07")),
                        Map.entry("paths_start", LocalDate.parse(method.endsWith("coverage") ? "2025-08-07" : vintage)),
                        Map.entry("probability", probability),
                        Map.entry("monte_carlo_error", 0.0037)));
    }

    private static PublishedRow date(
            String vintage, String start, String variant, @org.jspecify.annotations.Nullable String median) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "metric",
                "training_compute",
                "origin_vintage",
                LocalDate.parse(vintage),
                "start",
                start,
                "variant",
                variant,
                "setting",
                variant.split("=", 2)[0],
                "threshold",
                1e27,
                "before",
                LocalDate.of(2027, 1, 1),
                "is_default",
                start.equals("known_to"),
                "paths_start",
                LocalDate.parse("2025-08-07"),
                "status",
                "FORECAST"));
        values.put("probability", 0.5);
        if (variant.contains("=")) {
            values.put("value", variant.split("=", 2)[1]);
        }
        if (median != null) {
            values.put("median_date", LocalDate.parse(median));
        }
        return row(OddsTables.FORECAST_SENSITIVITY.table(), values);
    }

    private static PublishedRow row(Table table, Map<String, Object> values) {
        return new PublishedRow(table.heading(), values);
    }

    private static PublishedTable table(Table table, List<PublishedRow> rows) {
        return new PublishedTable(table.heading(), rows, rows.size());
    }

    private static String page(PublishedTable... tables) {
        Map<String, PublishedTable> byName = new HashMap<>();
        for (PublishedTable table : tables) {
            byName.put(table.heading().name(), table);
        }
        return new Page(new ReportInput(byName, TestProvenance.of(SETTINGS))).document();
    }

    /** A section without its tags. */
    private static String text(String page, String section) {
        int from = page.indexOf("<section id=\"" + section + "\"");
        return StringEscapeUtils.unescapeHtml4(
                page.substring(from, page.indexOf("</section>", from)).replaceAll("<[^>]+>", ""));
    }
}
