package org.computetrends.domain;

import java.time.LocalDate;

/** Literal odds of training compute under the scenario {@code continue}. */
public final class OddsRows {
    public static final LocalDate VINTAGE = LocalDate.of(2026, 8, 19);
    public static final LocalDate KNOWN_TO = LocalDate.of(2025, 8, 7);
    public static final String SIMULATION = "simulation";
    public static final String FROM_COVERAGE = "simulation-from-coverage";

    private OddsRows() {}

    /** A forecast of the default method. */
    public static Odds published(double threshold, String before, double probability) {
        return of(SIMULATION, VINTAGE, Odds.Event.PUBLISHED, threshold, before, probability);
    }

    public static Odds of(
            String method, LocalDate origin, Odds.Event event, double threshold, String before, double probability) {
        return new Odds(
                key(method, origin, event, threshold, before),
                method.equals(SIMULATION),
                Odds.Status.FORECAST,
                method.equals(SIMULATION) ? origin : KNOWN_TO,
                KNOWN_TO,
                probability,
                0.01);
    }

    /** Observed, by the default method. */
    public static Odds observed(double threshold, String before) {
        return new Odds(
                key(SIMULATION, VINTAGE, Odds.Event.PUBLISHED, threshold, before),
                true,
                Odds.Status.OBSERVED,
                VINTAGE,
                KNOWN_TO,
                1.0,
                0.0);
    }

    static Odds.Key key(String method, LocalDate origin, Odds.Event event, double threshold, String before) {
        return new Odds.Key("training_compute", event, "continue", method, origin, threshold, LocalDate.parse(before));
    }

    /** A score of answers of which three in four came true, with Brier 0.11 against the benchmark's 0.142. */
    public static OddsReliability score(String method, int horizonMonths, String probabilities, long n, long windows) {
        return new OddsReliability(
                new OddsReliability.Key("training_compute", method, horizonMonths, probabilities),
                n,
                /* origins= */ 12,
                windows,
                /* meanProbability= */ 0.5,
                /* shareHappened= */ 0.75,
                /* brier= */ 0.11,
                /* brierOfBenchmark= */ 0.142);
    }
}
