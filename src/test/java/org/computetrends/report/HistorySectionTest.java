package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.table.Table;
import org.computetrends.table.TrendHistoryTable;
import org.junit.jupiter.api.Test;

class HistorySectionTest {
    private static final Table TABLE = TrendHistoryTable.TREND_HISTORY.table();
    private static final String TRENDS =
            "[{\"metric\":\"training_compute\",\"cohort\":\"frontier\",\"era\":\"all-time\"}]";

    @Test
    void seamsAreDescribedWithTheirSource() {
        String section = section(Map.of(
                "summary.trends", TRENDS,
                "seams.imputed.from", "\"2024-12-01\"",
                "seams.imputed.words", "\"compute imputed\"",
                "seams.imputed.source", "\"a note of 2024\""));
        assertThat(section).contains("Seams, across which changes are not growth: compute imputed (a note of 2024).");
    }

    @Test
    void withoutSeamsNothingIsSaidOfThem() {
        assertThat(section(Map.of("summary.trends", TRENDS))).contains("2.00×").doesNotContain("Seams");
    }

    private static String section(Map<String, String> settings) {
        Provenance provenance = TestProvenance.of(settings);
        List<PublishedRow> rows = Stream.of("2024-03-08", "2026-08-19")
                .map(HistorySectionTest::row)
                .toList();
        ReportInput input = new ReportInput(
                Map.of("trend_history", new PublishedTable(TABLE.heading(), rows, rows.size())), provenance);
        return new HistorySection(input, new DisplayNames(provenance))
                .section()
                .orElseThrow()
                .body()
                .get(0)
                .render();
    }

    private static PublishedRow row(String vintage) {
        return new PublishedRow(
                TABLE.heading(),
                Map.of(
                        "metric",
                        "training_compute",
                        "cohort",
                        "frontier",
                        "era",
                        "all-time",
                        "variant",
                        "baseline",
                        "values_vintage",
                        LocalDate.parse(vintage),
                        "n",
                        9L,
                        "slope_oom_per_year",
                        Math.log10(2),
                        "growth_factor_per_year",
                        2.0));
    }
}
