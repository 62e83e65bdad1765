package org.computetrends.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.PublishedRow;

/** The track record of forecast methods: the rows of {@code backtest_summary}, found by method, comparison and horizon. */
final class BacktestScores {
    /** The real-time horizon that the page quotes. Longer horizons have few independent windows. */
    private static final int REAL_TIME_MONTHS = 12;

    private final ComparedMethods methods;
    private final Rows allScores;
    private final RowIndex index;

    BacktestScores(ReportInput input, ComparedMethods methods) {
        this.methods = methods;
        this.allScores = input.rows("backtest_summary").where(row -> row.has("coverage80"));
        this.index =
                new RowIndex(allScores, "method", "against", "metric", "target", "mode", "scored_on", "horizon_months");
    }

    /**
     * The target and mode that one drawing shows.
     *
     * @param target the id of a {@link org.computetrends.domain.ForecastTarget}
     * @param mode the id of a {@link Backtest.Mode}
     */
    record Panel(String target, String mode) {
        String title() {
            return DisplayNames.target(target) + ", " + modeInWords(mode);
        }

        /** Vega's transform that keeps only its rows. */
        Map<String, Object> filter() {
            return VegaLite.filter(VegaLite.is("target", target) + " && " + VegaLite.is("mode", mode));
        }

        boolean has(PublishedRow row) {
            return target.equals(row.text("target")) && mode.equals(row.text("mode"));
        }
    }

    static String modeInWords(String mode) {
        return mode.equals(Backtest.Mode.REAL_TIME.id()) ? "real time" : mode;
    }

    /** Scores of each method over all of its own origins (the dates that forecasts were made on). */
    Rows alone() {
        return allScores.where("against", BacktestSummary.NONE).where("scored_on", Backtest.ScoredOn.FINAL.id());
    }

    /**
     * A method compared with the benchmark, on the origins from which both have a forecast; scored on either kind of outcome
     * ({@link Backtest.ScoredOn}).
     */
    Rows compared(String method) {
        return allScores
                .where("method", method)
                .where("against", methods.benchmark())
                .where(row -> row.has("relative_crps"));
    }

    /** The row that compares a method with the benchmark, given the method's row of {@link #alone}. */
    Optional<PublishedRow> compared(PublishedRow methodScore) {
        return index.find(methodScore, Map.of("against", methods.benchmark()));
    }

    /** The benchmark's own scores on the origins of a comparison with it. */
    Optional<PublishedRow> benchmark(PublishedRow comparedScore) {
        return index.find(
                comparedScore, Map.of("method", methods.benchmark(), "against", comparedScore.requireText("method")));
    }

    /** A panel for each target and mode that has rows, real time first. */
    static List<Panel> panels(Rows rows) {
        List<Panel> panels = new ArrayList<>();
        for (Backtest.Mode mode : List.of(Backtest.Mode.REAL_TIME, Backtest.Mode.HINDSIGHT)) {
            rows.where("mode", mode.id())
                    .values(row -> row.requireText("target"))
                    .forEach(target -> panels.add(new Panel(target, mode.id())));
        }
        return panels;
    }

    /** Real-time rows before hindsight rows; then by target, kind of outcome, horizon and method. */
    Rows sorted(Rows rows) {
        return rows.sorted(
                Comparator.comparing((PublishedRow row) -> row.requireText("mode"), Comparator.reverseOrder())
                        .thenComparing(row -> row.requireText("target"))
                        .thenComparing(row -> row.requireText("scored_on"))
                        .thenComparing(row -> row.requireNumber("horizon_months"))
                        .thenComparing(methods::rank));
    }

    /** The horizon, in months, that the page quotes for a mode: the one nearest to a year in real time, the longest in hindsight. */
    int months(String mode) {
        boolean isRealTime = mode.equals(Backtest.Mode.REAL_TIME.id());
        return alone().where("mode", mode).stream()
                .map(row -> (int) row.requireNumber("horizon_months"))
                .min(Comparator.comparing(months -> isRealTime ? Math.abs(months - REAL_TIME_MONTHS) : -months))
                .orElse(REAL_TIME_MONTHS);
    }
}
