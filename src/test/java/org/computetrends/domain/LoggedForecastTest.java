package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only default forecasts of future outcomes are logged. */
class LoggedForecastTest {
    private static final LocalDate VINTAGE = LocalDate.of(2026, 8, 19);
    private static final LocalDate START = VINTAGE.minusYears(1);
    private static final LocalDate KNOWN_TO = VINTAGE.minusMonths(6);
    private static final LocalDate YEAR_END = LocalDate.of(2026, 12, 31);
    private static final ForecastQuantiles QUANTILES = new ForecastQuantiles(25, 26, 26.5, 27, 27.5, 28, 29);

    @Test
    void defaultForecastsOfFutureOutcomesAreLogged() {
        List<LoggedForecast> logged = LoggedForecast.of(
                List.of(
                        forecast("simulation", true, QUANTILES),
                        forecast("line", false, QUANTILES),
                        // Without quantiles nothing is logged.
                        forecast("silent", true, null)),
                List.of(odds(Odds.Event.PUBLISHED, "continue", VINTAGE, true, Odds.Status.FORECAST, 0.25)),
                VINTAGE);
        assertThat(logged).hasSize(2);
        assertThat(logged.get(0).method()).isEqualTo("simulation");
        assertThat(logged.get(0).statement())
                .isEqualTo(new LoggedForecast.Quantiles(ForecastTarget.FRONTIER, QUANTILES));
        assertThat(logged.get(1))
                .isEqualTo(new LoggedForecast(
                        "training_compute",
                        new LoggedForecast.OddsStatement(1e27, 0.25),
                        YEAR_END,
                        "simulation",
                        VINTAGE,
                        START,
                        KNOWN_TO));
    }

    @Test
    void otherAnswersAreNotLogged() {
        LocalDate older = VINTAGE.minusYears(1);
        Map<String, Odds> others = Map.of(
                "not the default", odds(Odds.Event.PUBLISHED, "continue", VINTAGE, false, Odds.Status.FORECAST, 0.25),
                "in the database", odds(Odds.Event.IN_DATABASE, "continue", VINTAGE, true, Odds.Status.FORECAST, 0.25),
                "another scenario", odds(Odds.Event.PUBLISHED, "slowdown", VINTAGE, true, Odds.Status.FORECAST, 0.25),
                "an older vintage", odds(Odds.Event.PUBLISHED, "continue", older, true, Odds.Status.FORECAST, 0.25),
                "observed", odds(Odds.Event.PUBLISHED, "continue", VINTAGE, true, Odds.Status.OBSERVED, 1.0),
                "unknown", odds(Odds.Event.PUBLISHED, "continue", VINTAGE, true, Odds.Status.TOO_FEW_RELEASES, null));
        others.forEach((difference, odds) -> assertThat(LoggedForecast.of(List.of(), List.of(odds), VINTAGE))
                .as(difference)
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1E27, 1e27", "1.7782794100389228E25, 1.7782794100389228e25", "5E26, 5e26", "0.002, 2e-3", "120, 1.2e2"
    })
    void theSubjectOfOddsIsTheThresholdInScientificForm(double threshold, String subject) {
        assertThat(new LoggedForecast.OddsStatement(threshold, 0.5).subject()).isEqualTo(subject);
    }

    @Test
    void aProbabilityIsFromZeroToOneAndAThresholdPositive() {
        assertThatThrownBy(() -> new LoggedForecast.OddsStatement(1e27, 1.01)).hasMessageContaining("1.01");
        assertThatThrownBy(() -> new LoggedForecast.OddsStatement(0, 0.5)).hasMessageContaining("threshold 0.0");
    }

    private static Forecast forecast(String method, boolean isDefault, @Nullable ForecastQuantiles quantiles) {
        return new Forecast(
                new Forecast.Key(method, "training_compute", ForecastTarget.FRONTIER, Scenario.CONTINUE, YEAR_END),
                isDefault,
                /* origin= */ VINTAGE,
                /* start= */ VINTAGE,
                /* knownTo= */ null,
                /* n= */ 40,
                quantiles,
                null,
                null);
    }

    private static Odds odds(
            Odds.Event event,
            String scenario,
            LocalDate originVintage,
            boolean isDefault,
            Odds.Status status,
            @Nullable Double probability) {
        return new Odds(
                new Odds.Key("training_compute", event, scenario, "simulation", originVintage, 1e27, YEAR_END),
                isDefault,
                status,
                START,
                KNOWN_TO,
                probability,
                /* monteCarloError= */ probability == null ? null : 0.0);
    }
}
