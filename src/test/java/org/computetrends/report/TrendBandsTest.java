package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.TimeScale;
import org.junit.jupiter.api.Test;

class TrendBandsTest {

    /**
     * The first date is a year of 100 days before the mean date, so the band's half-width there is the slope's standard error times
     * {@code scipy.stats.t.ppf(0.975, 2)}, SciPy 1.17.
     */
    @Test
    void yearsAreThoseOfTheRun() {
        Map<String, Object> values = Map.ofEntries(
                Map.entry("metric", "effort"),
                Map.entry("cohort", "all"),
                Map.entry("era", "recent"),
                Map.entry("n", 4L),
                Map.entry("first_date", LocalDate.of(2020, 1, 1)),
                Map.entry("mean_date", LocalDate.of(2020, 4, 10)),
                Map.entry("last_date", LocalDate.of(2020, 7, 19)),
                Map.entry("start_value", 1.0),
                Map.entry("end_value", 1.0),
                Map.entry("residual_sd_oom", 0.0),
                Map.entry("slope_se", 0.1));
        PublishedRow trend = new PublishedRow(
                new PublishedTable.Heading("trends", List.of("metric", "cohort", "era"), values.keySet()), values);
        Dataset bands = TrendBands.dataset("bands", new Rows(List.of(trend)), new TimeScale(100, 10));
        assertThat((Double) bands.rows().get(0).get(bands.columns().indexOf("line95_high")))
                .isCloseTo(Math.pow(10, 0.1 * 4.302652729749462), within(1e-9));
    }
}
