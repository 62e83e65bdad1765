package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.computetrends.domain.ForecastLogScore;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.LoggedForecast;
import org.computetrends.domain.PublishedRow;
import org.computetrends.table.ForecastLogTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/** Scores of logged forecasts. Expected values: by hand. */
class ForecastLogScorerTest {
    private static final LocalDate LOGGED = LocalDate.of(2024, 1, 1);
    private static final LocalDate KNOWN = LocalDate.of(2025, 1, 1);
    private static final LocalDate UNKNOWN = LocalDate.of(2027, 1, 1);

    /** The largest release before 2025 is 1e26, the frontier 10 to the power of 25.5. */
    private static final ForecastLogScorer SCORER =
            scorer(LocalDate.of(2026, 6, 1), Map.of(ForecastTarget.RECORD, 26.0, ForecastTarget.FRONTIER, 25.5));

    @Test
    void quantilesAreScoredAgainstTheirTarget() {
        // All seven are one too high: each loses one minus its probability, and the mean of the probabilities is 0.5.
        ForecastLogScore score = score(quantiles(26.5, 26.5, 26.5, 26.5, 26.5, 26.5, 26.5));
        Row row = row(score);
        assertThat(value(row, "outcome")).isEqualTo(25.5);
        assertThat(value(row, "error")).isEqualTo(1.0);
        assertThat((Double) value(row, "pinball")).isCloseTo(0.5, within(1e-12));
        assertThat(value(row, "in95")).isEqualTo(false);
        assertThat(value(row, "brier")).isNull();
        assertThat(value(row, "probability")).isNull();
    }

    @Test
    void anOutcomeIsInsideTheIntervalsThatReachIt() {
        Row row = row(score(quantiles(25, 25.4, 25.6, 26, 26.4, 26.6, 27)));
        assertThat(value(row, "in50")).isEqualTo(false);
        assertThat(value(row, "in80")).isEqualTo(true);
        assertThat(value(row, "in95")).isEqualTo(true);
    }

    @Test
    void oddsAreScoredByBrierAgainstTheLargestRelease() {
        Row came = row(score(new LoggedForecast.Exceedance(1e26, 0.7)));
        assertThat(value(came, "outcome")).isEqualTo(1.0);
        assertThat((Double) value(came, "brier")).isCloseTo(0.09, within(1e-12));
        assertThat(value(came, "p50")).isNull();
        assertThat(value(came, "in80")).isNull();
        Row not = row(score(new LoggedForecast.Exceedance(2e26, 0.7)));
        assertThat(value(not, "outcome")).isEqualTo(0.0);
        assertThat((Double) value(not, "brier")).isCloseTo(0.49, within(1e-12));
    }

    @Test
    void anUnknownOutcomeIsNotScored() {
        assertThat(SCORER.score(List.of(published(new LoggedForecast.Exceedance(1e25, 0.7), UNKNOWN))))
                .as("although the threshold was exceeded already")
                .isEmpty();
        assertThat(SCORER.score(List.of())).isEmpty();
    }

    @Test
    void anOutcomeIsProvisionalUntilAYearHasPassed() {
        List<ForecastLogScore.PublishedForecast> log =
                List.of(published(new LoggedForecast.Exceedance(1e26, 0.7), KNOWN));
        Map<ForecastTarget, Double> values = Map.of(ForecastTarget.RECORD, 26.0);
        assertThat(scorer(KNOWN.plusYears(1), values).score(log))
                .extracting(ForecastLogScore::isProvisional)
                .containsExactly(false);
        assertThat(scorer(KNOWN.plusYears(1).minusDays(1), values).score(log))
                .extracting(ForecastLogScore::isProvisional)
                .containsExactly(true);
    }

    @Test
    void aForecastIsReadBackAsItWasLogged() {
        for (LoggedForecast.Statement statement :
                List.of(quantiles(25, 25.4, 25.6, 26, 26.4, 26.6, 27), new LoggedForecast.Exceedance(5e26, 0.125))) {
            ForecastLogScore.PublishedForecast published = published(statement, KNOWN);
            assertThat(ForecastLogTables.published(readBack(published))).isEqualTo(published);
        }
    }

    private static ForecastLogScorer scorer(LocalDate vintage, Map<ForecastTarget, Double> values) {
        return new ForecastLogScorer(
                vintage,
                (metric, target, date) -> date.equals(KNOWN) && metric.equals("training_compute")
                        ? OptionalDouble.of(values.get(target))
                        : OptionalDouble.empty());
    }

    private static ForecastLogScore score(LoggedForecast.Statement statement) {
        List<ForecastLogScore> scores = SCORER.score(List.of(published(statement, KNOWN)));
        assertThat(scores).hasSize(1);
        return scores.get(0);
    }

    private static LoggedForecast.Quantiles quantiles(
            double p025, double p10, double p25, double p50, double p75, double p90, double p975) {
        return new LoggedForecast.Quantiles(
                ForecastTarget.FRONTIER, new ForecastQuantiles(p025, p10, p25, p50, p75, p90, p975));
    }

    private static ForecastLogScore.PublishedForecast published(LoggedForecast.Statement statement, LocalDate date) {
        return new ForecastLogScore.PublishedForecast(
                LOGGED,
                "abc123",
                new LoggedForecast(
                        "training_compute", statement, date, "simulation", LOGGED, LOGGED.minusMonths(7), null));
    }

    private static Row row(ForecastLogScore score) {
        return ForecastLogTables.FORECAST_LOG_SCORES.toRow(score, "def456");
    }

    private static Object value(Row row, String column) {
        return row.get(ForecastLogTables.FORECAST_LOG_SCORES.table().schema().fieldIndex(column));
    }

    private static PublishedRow readBack(ForecastLogScore.PublishedForecast published) {
        Table table = ForecastLogTables.FORECAST_LOG.table();
        Row row = ForecastLogTables.FORECAST_LOG.toRow(
                new ForecastLogTables.Entry(Instant.EPOCH, published.forecast()), published.runId());
        Map<String, Object> values = new HashMap<>(Map.of("vintage", published.vintage()));
        for (String column : table.schema().fieldNames()) {
            Object value = row.get(table.schema().fieldIndex(column));
            if (value != null && !column.equals("published_at")) {
                values.put(column, value);
            }
        }
        return new PublishedRow(table.heading(), values);
    }
}
