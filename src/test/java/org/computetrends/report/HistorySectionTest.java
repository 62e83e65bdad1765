package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.domain.Era;
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

    /** The trend may not have been fitted on the analysed vintage. */
    @Test
    void theNewestGrowthIsThatOfTheNewestVintageWithATrend() {
        assertThat(section(Map.of("summary.trends", TRENDS), "2024-03-08", "2025-06-01")
                        .replaceAll("<[^>]*>", ""))
                .contains("2.00× a year in the vintage of 2025-06-01, from")
                .doesNotContain("2026-08-19");
    }

    @Test
    void anIdMayNeedQuotationMarks() {
        DisplayNames names = new DisplayNames(TestProvenance.of(Map.of(
                "eras.\"before 2010\".label", "\"Early\"",
                "eras.\"before 2010\".to", "\"2010-01-01\"",
                "eras.\"größer\".label", "\"Larger\"",
                "seams.\"new list\".from", "\"2024-12-01\"",
                "seams.\"new list\".words", "\"another list\"")));
        assertThat(names.timeline().eras()).containsExactly(new Era("before 2010", null, LocalDate.of(2010, 1, 1)));
        assertThat(names.timeline().eraOrSpan("before 2010").to()).isEqualTo("2010-01-01");
        assertThat(names.era("before 2010")).isEqualTo("Early");
        assertThat(names.era("größer")).isEqualTo("Larger");
        assertThat(names.timeline().seams())
                .containsExactly(new Timeline.Seam(LocalDate.of(2024, 12, 1), null, "another list", null));
        assertThat(names.timeline().seamDescriptions("new list")).isEqualTo("another list");
    }

    private static String section(Map<String, String> settings) {
        return section(settings, "2024-03-08", "2026-08-19");
    }

    private static String section(Map<String, String> settings, String... vintages) {
        Provenance provenance = TestProvenance.of(settings);
        List<PublishedRow> rows =
                Stream.of(vintages).map(HistorySectionTest::row).toList();
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
