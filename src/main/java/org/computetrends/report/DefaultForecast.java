package org.computetrends.report;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;

/**
 * The fans and crossing dates of the run's default forecast, and the benchmark's crossing dates. All are empty if the
 * run made no forecast, for example because its input was too large for the driver's memory.
 *
 * @param fans quantiles of every target and scenario by date, up to the last day that is drawn
 * @param crossings the date on which each target crosses each threshold if growth continues; the lowest threshold first
 */
record DefaultForecast(ReportInput input, Rows fans, Rows crossings) {
    /** The name of the dataset that charts draw fans from. */
    static final String FANS = "forecasts";

    static DefaultForecast of(ReportInput input) {
        Rows forecasts = input.rows("forecasts");
        // In other scenarios is_default is false, so fans are selected by the default's method.
        Set<String> methods = forecasts.where(row -> row.isTrue("is_default")).stream()
                .map(row -> row.requireText("method"))
                .collect(Collectors.toSet());
        Rows fans = forecasts.where(row -> methods.contains(row.requireText("method"))
                && row.has("p50")
                && !row.requireDate("target_date").isAfter(HeadlineDatasets.LAST_DAY));
        Rows crossings = input.rows("forecast_crossings")
                .where(row -> row.isTrue("is_default"))
                .sortedBy(row -> row.requireNumber("threshold"));
        return new DefaultForecast(input, fans, crossings);
    }

    Dataset fansDataset() {
        return Dataset.of(
                FANS,
                fans,
                "method, metric, target, scenario, target_date, origin, paths_start, known_to",
                FansSection.QUANTILES);
    }

    /** Whether there is a fan for a metric and target. If not, the page quotes projections of the cohort. */
    boolean covers(String metric, String target) {
        return fans.stream().anyMatch(row -> metric.equals(row.text("metric")) && target.equals(row.text("target")));
    }

    /** The benchmark's crossing of the same threshold by the same target and metric. */
    Optional<PublishedRow> benchmarkCrossing(PublishedRow crossing) {
        String method = input.provenance().setting("forecast.benchmark");
        return input.rows("forecast_crossings")
                .where(row -> row.requireText("method").equals(method)
                        && row.requireText("target").equals(crossing.requireText("target"))
                        && row.requireText("metric").equals(crossing.requireText("metric"))
                        && row.requireNumber("threshold") == crossing.requireNumber("threshold"))
                .first();
    }

    /** A row of the fans whose paths start where coverage ends; empty if paths start on another day. */
    Optional<PublishedRow> fromCoverageEnd() {
        return fans.where("scenario", Scenario.CONTINUE)
                .where(row -> PathsStart.isCoverageEnd(row, "origin"))
                .first();
    }
}
