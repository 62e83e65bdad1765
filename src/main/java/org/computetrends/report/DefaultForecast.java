package org.computetrends.report;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scenario;

/**
 * The default forecast as the run published it, and the benchmark. Both are empty if the run made none, as for an input that is
 * scanned.
 */
final class DefaultForecast {
    /** The charts' dataset of its fans. */
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

    /** Quantiles of every target under every scenario, to the last day that is drawn. */
    Rows fans() {
        return fans;
    }

    /** What charts draw of them. */
    Dataset dataset() {
        return Dataset.of(
                FANS,
                fans,
                "method, metric, target, scenario, target_date, origin, paths_start, known_to",
                FansSection.QUANTILES);
    }

    /** When each target crosses each threshold if growth continues, the lowest threshold first. */
    Rows crossings() {
        return crossings;
    }

    /** Whether the forecast covers a cohort of a metric; for other cohorts the page quotes projections. */
    boolean covers(String metric, String cohort) {
        return fans.stream().anyMatch(row -> metric.equals(row.text("metric")) && cohort.equals(row.text("target")));
    }

    /** When the benchmark has the same target cross the same threshold. */
    Optional<PublishedRow> benchmark(PublishedRow crossing) {
        String method = input.provenance().setting("forecast.benchmark");
        return input.rows("forecast_crossings")
                .where(row -> row.requireText("method").equals(method)
                        && row.requireText("target").equals(crossing.requireText("target"))
                        && row.requireText("metric").equals(crossing.requireText("metric"))
                        && row.requireNumber("threshold") == crossing.requireNumber("threshold"))
                .first();
    }

    /** A forecast whose paths start before the day that it was made on, since coverage ended there; empty where none do. */
    Optional<PublishedRow> fromCoverage() {
        return fans.where("scenario", Scenario.CONTINUE)
                .where(row -> PathsStart.isEarlier(row, "origin"))
                .first();
    }
}
