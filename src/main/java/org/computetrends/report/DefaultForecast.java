package org.computetrends.report;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;

/**
 * The rows of the default forecast and of the benchmark. There are none if the run made no forecast, as for an input
 * too large to keep in the driver's memory.
 */
final class DefaultForecast {
    /** The name of the dataset that charts draw fans from. */
    static final String FANS = "forecasts";

    private final ReportInput input;
    private final Rows fans;
    private final Rows crossings;

    DefaultForecast(ReportInput input) {
        this.input = input;
        Rows forecasts = input.rows("forecasts");
        Set<String> methods = forecasts.where(row -> row.isTrue("is_default")).stream()
                .map(row -> row.requireText("method"))
                .collect(Collectors.toSet());
        this.fans = forecasts.where(row -> methods.contains(row.requireText("method"))
                && row.has("p50")
                && !row.requireDate("target_date").isAfter(HeadlineSources.LAST));
        this.crossings = input.rows("forecast_crossings")
                .where(row -> row.isTrue("is_default"))
                .by(row -> row.requireNumber("threshold"));
    }

    /** Quantiles of every target under every scenario, up to the last day that is drawn. */
    Rows fans() {
        return fans;
    }

    /** The fans as a dataset for charts. */
    Dataset dataset() {
        return Dataset.of(
                FANS,
                fans,
                "method, metric, target, scenario, target_date, origin, paths_start, known_to",
                FansSection.QUANTILES);
    }

    /** Crossing dates of each target and threshold if growth continues, the lowest threshold first. */
    Rows crossings() {
        return crossings;
    }

    /** Whether the forecast covers a cohort of a metric; for other cohorts the page quotes projections. */
    boolean covers(String metric, String cohort) {
        return fans.stream().anyMatch(row -> metric.equals(row.text("metric")) && cohort.equals(row.text("target")));
    }

    /** The benchmark's row for the same target and threshold. */
    Optional<PublishedRow> benchmark(PublishedRow crossing) {
        String method = input.provenance().setting("forecast.benchmark");
        return input.rows("forecast_crossings")
                .where(row -> row.requireText("method").equals(method)
                        && row.requireText("target").equals(crossing.requireText("target"))
                        && row.requireText("metric").equals(crossing.requireText("metric"))
                        && row.requireNumber("threshold") == crossing.requireNumber("threshold"))
                .first();
    }

    /** A row whose paths start at the end of coverage; empty if there is none. */
    Optional<PublishedRow> fromCoverage() {
        return fans.where("scenario", Scenario.CONTINUE)
                .where(row -> PathsStart.isCoverageEnd(row, "origin"))
                .first();
    }
}
