package org.computetrends.table;

import static org.computetrends.table.Column.optionalNumber;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.LoggedForecast;
import org.computetrends.domain.LoggedForecastScore;
import org.computetrends.domain.PublishedRow;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code forecast_log}, to which each run adds its default forecasts, and {@code forecast_log_scores}, which
 * compares logged forecasts with later outcomes.
 */
public final class ForecastLogTables {
    private static final Column ITEM = text(
                    "item",
                    "quantiles: quantiles of a target's value on target_date. odds: the probability that a release"
                            + " published before target_date is at or above the threshold.")
            .oneOf(List.of(LoggedForecast.Quantiles.ITEM, LoggedForecast.OddsStatement.ITEM));
    private static final Column SUBJECT =
            text("subject", "For quantiles the target, frontier or record; for odds the threshold, such as 1e27.");
    /** The date that a row of the log forecasts. */
    public static final Column TARGET_DATE = required("target_date", DataTypes.DateType, "The date forecast.");

    private static final Column METHOD = text("method", "The id of the method that was the default.");
    private static final Column ORIGIN = required(
            "origin",
            DataTypes.DateType,
            "The date on which the forecast was made, from releases before this date only.");
    private static final Column THRESHOLD = optionalNumber(
            "threshold", "The value to be reached or exceeded, in the metric's unit; null where the item is not odds.");
    private static final Column PROBABILITY =
            optionalNumber("probability", "Probability of the event, from 0 to 1; null where the item is not odds.");

    public static final RecordTable<Entry> FORECAST_LOG = forecastLog();

    public static final RecordTable<LoggedForecastScore> FORECAST_LOG_SCORES = forecastLogScores();

    private ForecastLogTables() {}

    /**
     * A row that a run adds to the log.
     *
     * @param publishedAt when the run started
     */
    public record Entry(Instant publishedAt, LoggedForecast forecast) {
        /** The rows that a run adds for its forecasts. */
        public static List<Entry> of(Instant publishedAt, List<LoggedForecast> forecasts) {
            return forecasts.stream()
                    .map(forecast -> new Entry(publishedAt, forecast))
                    .toList();
        }
    }

    /**
     * Reads a row of the log back.
     *
     * @throws IllegalArgumentException if the item is not one of {@code quantiles} and {@code odds}
     */
    public static LoggedForecastScore.PublishedForecast published(PublishedRow row) {
        return new LoggedForecastScore.PublishedForecast(
                row.requireDate(Table.VINTAGE.name()),
                row.requireText(Table.RUN_ID.name()),
                new LoggedForecast(
                        row.requireText("metric"),
                        statement(row),
                        row.requireDate(TARGET_DATE.name()),
                        row.requireText(METHOD.name()),
                        row.requireDate(ORIGIN.name()),
                        row.requireDate("paths_start"),
                        row.date("known_to")));
    }

    private static LoggedForecast.Statement statement(PublishedRow row) {
        String item = row.requireText(ITEM.name());
        return switch (item) {
            case LoggedForecast.Quantiles.ITEM ->
                new LoggedForecast.Quantiles(
                        ForecastTarget.of(row.requireText(SUBJECT.name())),
                        new ForecastQuantiles(
                                row.requireNumber("p02_5"),
                                row.requireNumber("p10"),
                                row.requireNumber("p25"),
                                row.requireNumber("p50"),
                                row.requireNumber("p75"),
                                row.requireNumber("p90"),
                                row.requireNumber("p97_5")));
            case LoggedForecast.OddsStatement.ITEM ->
                new LoggedForecast.OddsStatement(
                        row.requireNumber(THRESHOLD.name()), row.requireNumber(PROBABILITY.name()));
            default -> throw new IllegalArgumentException("a forecast log has the item " + item);
        };
    }

    private static RecordTable<Entry> forecastLog() {
        return RecordTable.<Entry>named(
                        "forecast_log",
                        "A default forecast as a run published it. Rows are never removed:"
                                + " another run of the same vintage adds rows of its own, and retiring a vintage keeps them.")
                .log()
                .metric(row -> row.forecast().metric())
                .column(ITEM, row -> row.forecast().statement().item())
                .column(SUBJECT, row -> row.forecast().statement().subject())
                .column(TARGET_DATE, row -> row.forecast().targetDate())
                .key()
                .required("published_at", DataTypes.TimestampType, Entry::publishedAt)
                .meaning("When the run that published the forecast started.")
                .column(METHOD, row -> row.forecast().method())
                .column(ORIGIN, row -> row.forecast().origin())
                .column(BacktestTables.PATHS_START, row -> row.forecast().start())
                .optionalDate("known_to", row -> row.forecast().knownTo())
                .meaning("The end of the metric's coverage; null where unknown.")
                .quantiles(
                        "The PERCENT% quantile, log10 of the metric's unit; null where the item is not quantiles.",
                        row -> row.forecast().statement() instanceof LoggedForecast.Quantiles statement
                                ? statement.quantiles()
                                : null,
                        log10 -> log10)
                .column(THRESHOLD, ofOdds(LoggedForecast.OddsStatement::threshold))
                .column(PROBABILITY, ofOdds(LoggedForecast.OddsStatement::probability))
                .build();
    }

    private static Function<Entry, @Nullable Object> ofOdds(ToDoubleFunction<LoggedForecast.OddsStatement> value) {
        return row -> row.forecast().statement() instanceof LoggedForecast.OddsStatement odds
                ? (Double) value.applyAsDouble(odds)
                : null;
    }

    private static RecordTable<LoggedForecastScore> forecastLogScores() {
        return RecordTable.<LoggedForecastScore>named(
                        "forecast_log_scores",
                        "A logged forecast whose outcome is known in the vintage, with its score. The log of the first"
                                + " sink is read. The rows depend on what was published before, so equal runs can"
                                + " differ.")
                .date("logged_vintage", row -> row.published().vintage())
                .meaning("The vintage of the run that published the forecast.")
                .text("logged_run", row -> row.published().runId())
                .meaning("The run that published the forecast.")
                .metric(row -> row.published().forecast().metric())
                .column(ITEM, row -> row.published().forecast().statement().item())
                .column(SUBJECT, row -> row.published().forecast().statement().subject())
                .column(TARGET_DATE, row -> row.published().forecast().targetDate())
                .key()
                .column(METHOD, row -> row.published().forecast().method())
                .column(ORIGIN, row -> row.published().forecast().origin())
                .number("outcome", LoggedForecastScore::outcome)
                .meaning("For quantiles the target's value, log10 of the metric's unit; for odds"
                        + " 1 if the event happened, else 0.")
                .flag("provisional", LoggedForecastScore::isProvisional)
                .meaning("Whether the outcome became known less than a year before the vintage, so that it may still"
                        + " change.")
                .optionalNumber("p50", ofQuantiles((quantiles, outcome) -> quantiles.median()))
                .meaning("The median, log10 of the metric's unit; null where the item is not quantiles.")
                .optionalNumber("error", ofQuantiles(ForecastQuantiles::error))
                .meaning("p50 minus outcome, OOM: positive where too high; null where the item is not quantiles.")
                .optionalNumber("pinball", ofQuantiles(ForecastQuantiles::pinball))
                .meaning("Mean pinball loss of the seven quantiles, OOM: lower is better; null"
                        + " where the item is not quantiles.")
                .optional("in50", DataTypes.BooleanType, ofQuantiles(ForecastQuantiles::isIn50))
                .meaning("Whether the outcome is from p25 to p75; null where the item is not quantiles.")
                .optional("in80", DataTypes.BooleanType, ofQuantiles(ForecastQuantiles::isIn80))
                .meaning("Whether the outcome is from p10 to p90; null where the item is not quantiles.")
                .optional("in95", DataTypes.BooleanType, ofQuantiles(ForecastQuantiles::isIn95))
                .meaning("Whether the outcome is from p02_5 to p97_5; null where the item is not quantiles.")
                .column(PROBABILITY, LoggedForecastScore::probability)
                .optionalNumber("brier", LoggedForecastScore::brier)
                .meaning("Brier score: the squared difference of probability and outcome, lower is better; null where"
                        + " the item is not odds.")
                .build();
    }

    /** A score of quantiles against the outcome; null where the item is not quantiles. */
    private static Function<LoggedForecastScore, @Nullable Object> ofQuantiles(
            BiFunction<ForecastQuantiles, Double, Object> score) {
        return row -> {
            ForecastQuantiles quantiles = row.quantiles();
            return quantiles == null ? null : score.apply(quantiles, row.outcome());
        };
    }
}
