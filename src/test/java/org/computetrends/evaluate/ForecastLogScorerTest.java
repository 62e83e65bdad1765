package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.LoggedForecast;
import org.computetrends.domain.LoggedForecastScore;
import org.computetrends.domain.PublishedRow;
import org.computetrends.forecast.Outcomes;
import org.computetrends.population.Population;
import org.computetrends.table.ForecastLogTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/** Scores of logged forecasts. Expected values: by hand. */
class ForecastLogScorerTest {
    private static final LocalDate LOGGED = LocalDate.of(2024, 1, 1);
    private static final LocalDate KNOWN = LocalDate.of(2025, 1, 1);
    private static final LocalDate UNKNOWN = LocalDate.of(2027, 1, 1);

    private static final ForecastLogScorer SCORER = scorer(LocalDate.of(2026, 6, 1));

    @Test
    void quantilesAreScoredAgainstTheirTarget() {
        // All seven are one too high: each loses one minus its probability, and the mean of the probabilities is 0.5.
        LoggedForecastScore score = score(quantiles(26.5, 26.5, 26.5, 26.5, 26.5, 26.5, 26.5));
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
        Row came = row(score(new LoggedForecast.OddsStatement(1e26, 0.7)));
        assertThat(value(came, "outcome")).isEqualTo(1.0);
        assertThat((Double) value(came, "brier")).isCloseTo(0.09, within(1e-12));
        assertThat(value(came, "p50")).isNull();
        assertThat(value(came, "in80")).isNull();
        Row not = row(score(new LoggedForecast.OddsStatement(2e26, 0.7)));
        assertThat(value(not, "outcome")).isEqualTo(0.0);
        assertThat((Double) value(not, "brier")).isCloseTo(0.49, within(1e-12));
    }

    @Test
    void anUnknownOutcomeIsNotScored() {
        assertThat(SCORER.score(List.of(published(new LoggedForecast.OddsStatement(1e25, 0.7), UNKNOWN))))
                .as("although the threshold was exceeded already")
                .isEmpty();
        assertThat(SCORER.score(List.of())).isEmpty();
    }

    @Test
    void anOutcomeIsProvisionalUntilAYearAfterItIsKnown() {
        LoggedForecast.Statement ofRecord = new LoggedForecast.OddsStatement(1e26, 0.7);
        LoggedForecast.Statement ofFrontier = quantiles(25, 25.4, 25.6, 26, 26.4, 26.6, 27);
        assertProvisional(ofRecord, KNOWN.plusYears(1).minusDays(1), true);
        assertProvisional(ofRecord, KNOWN.plusYears(1), false);
        // The frontier of a date has releases from up to three months after it.
        assertProvisional(ofFrontier, KNOWN.plusMonths(15).minusDays(1), true);
        assertProvisional(ofFrontier, KNOWN.plusMonths(15), false);
    }

    private static void assertProvisional(LoggedForecast.Statement statement, LocalDate vintage, boolean expected) {
        assertThat(scorer(vintage).score(List.of(published(statement, KNOWN))))
                .extracting(LoggedForecastScore::isProvisional)
                .containsExactly(expected);
    }

    @Test
    void aForecastIsReadBackAsItWasLogged() {
        for (LoggedForecast.Statement statement :
                List.of(quantiles(25, 25.4, 25.6, 26, 26.4, 26.6, 27), new LoggedForecast.OddsStatement(5e26, 0.125))) {
            LoggedForecastScore.PublishedForecast published = published(statement, KNOWN);
            assertThat(ForecastLogTables.published(readBack(published))).isEqualTo(published);
        }
    }

    /** The largest release before 2025 is 1e26, the frontier 10 to the power of 25.5. */
    private static ForecastLogScorer scorer(LocalDate vintage) {
        Outcomes outcomes = new Outcomes(release(KNOWN, 25.5), release(KNOWN.minusDays(1), 26), 3, vintage);
        return new ForecastLogScorer(vintage, "training_compute", outcomes);
    }

    private static Population release(LocalDate date, double log10Value) {
        return new Population(List.of("a"), new long[] {date.toEpochDay()}, new double[] {log10Value});
    }

    private static LoggedForecastScore score(LoggedForecast.Statement statement) {
        List<LoggedForecastScore> scores = SCORER.score(List.of(published(statement, KNOWN)));
        assertThat(scores).hasSize(1);
        return scores.get(0);
    }

    private static LoggedForecast.Quantiles quantiles(
            double p025, double p10, double p25, double p50, double p75, double p90, double p975) {
        return new LoggedForecast.Quantiles(
                ForecastTarget.FRONTIER, new ForecastQuantiles(p025, p10, p25, p50, p75, p90, p975));
    }

    private static LoggedForecastScore.PublishedForecast published(LoggedForecast.Statement statement, LocalDate date) {
        return new LoggedForecastScore.PublishedForecast(
                LOGGED,
                "abc123",
                new LoggedForecast(
                        "training_compute", statement, date, "simulation", LOGGED, LOGGED.minusMonths(7), null));
    }

    private static Row row(LoggedForecastScore score) {
        return ForecastLogTables.FORECAST_LOG_SCORES.toRow(score, "def456");
    }

    private static Object value(Row row, String column) {
        return row.get(ForecastLogTables.FORECAST_LOG_SCORES.table().schema().fieldIndex(column));
    }

    private static PublishedRow readBack(LoggedForecastScore.PublishedForecast published) {
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
