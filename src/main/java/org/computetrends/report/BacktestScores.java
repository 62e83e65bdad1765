package org.computetrends.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.PublishedRow;

/**
 * Finds the scores of forecast methods in {@code backtest_summary}. An origin is a date on which a forecast was made. A
 * row has either the score of a method over all its origins, or the score over the origins that it shares with another
 * method, which the column {@code against} names.
 */
record BacktestScores(ComparedMethods methods, Rows allScores, RowIndex index) {
    /** The real-time horizon to quote. Longer horizons have few windows: origins whose forecasts do not overlap. */
    private static final int REAL_TIME_MONTHS = 12;

    static BacktestScores of(ReportInput input, ComparedMethods methods) {
        Rows allScores = input.rows("backtest_summary").where(row -> row.has("coverage80"));
        return new BacktestScores(
                methods,
                allScores,
                new RowIndex(
                        allScores, "method", "against", "metric", "target", "mode", "scored_on", "horizon_months"));
    }

    /**
     * A target and a mode. Charts have a panel for each.
     *
     * @param target the id of a {@link org.computetrends.domain.ForecastTarget}
     * @param mode the id of a {@link Backtest.Mode}
     */
    record TargetAndMode(String target, String mode) {
        String title() {
            return DisplayNames.target(target) + ", " + modeInWords(mode);
        }

        /** The Vega transform that keeps only the rows of this target and mode. */
        Map<String, Object> filter() {
            return VegaLite.filter(VegaLite.columnIs("target", target) + " && " + VegaLite.columnIs("mode", mode));
        }

        boolean contains(PublishedRow row) {
            return target.equals(row.text("target")) && mode.equals(row.text("mode"));
        }
    }

    static String modeInWords(String mode) {
        return mode.equals(Backtest.Mode.REAL_TIME.id()) ? "real time" : mode;
    }

    /** The scores of each method over all its origins, with the newest values as outcomes. */
    Rows methodScores() {
        return allScores.where("against", BacktestSummary.NONE).where("scored_on", Backtest.ScoredOn.FINAL.id());
    }

    /** The scores of a method compared with the benchmark, for every kind of outcomes ({@link Backtest.ScoredOn}). */
    Rows comparisons(String method) {
        return allScores
                .where("method", method)
                .where("against", methods.benchmark())
                .where(row -> row.has("relative_crps"));
    }

    /** The score of a method compared with the benchmark, given the method's row of {@link #methodScores}. */
    Optional<PublishedRow> comparison(PublishedRow methodScore) {
        return index.counterpart(methodScore, Map.of("against", methods.benchmark()));
    }

    /** The benchmark's score on the same origins as a row of {@link #comparisons}. */
    Optional<PublishedRow> benchmarkScore(PublishedRow comparison) {
        return index.counterpart(
                comparison, Map.of("method", methods.benchmark(), "against", comparison.requireText("method")));
    }

    /** The targets and modes that have rows, real time first. */
    static List<TargetAndMode> targetsAndModes(Rows rows) {
        List<TargetAndMode> targetsAndModes = new ArrayList<>();
        for (Backtest.Mode mode : List.of(Backtest.Mode.REAL_TIME, Backtest.Mode.HINDSIGHT)) {
            rows.where("mode", mode.id())
                    .distinctValues(row -> row.requireText("target"))
                    .forEach(target -> targetsAndModes.add(new TargetAndMode(target, mode.id())));
        }
        return targetsAndModes;
    }

    /** Sorts rows: real time before hindsight, then by target, kind of outcome, horizon and method. */
    Rows sorted(Rows rows) {
        return rows.sorted(
                Comparator.comparing((PublishedRow row) -> row.requireText("mode"), Comparator.reverseOrder())
                        .thenComparing(row -> row.requireText("target"))
                        .thenComparing(row -> row.requireText("scored_on"))
                        .thenComparing(row -> row.requireNumber("horizon_months"))
                        .thenComparing(methods::rank));
    }

    /**
     * The horizon in months that the page quotes: in real time the nearest to {@link #REAL_TIME_MONTHS}, in hindsight
     * the longest. If the mode has no scores, {@link #REAL_TIME_MONTHS}.
     */
    int quotedMonths(String mode) {
        boolean isRealTime = mode.equals(Backtest.Mode.REAL_TIME.id());
        return methodScores().where("mode", mode).stream()
                .map(row -> (int) row.requireNumber("horizon_months"))
                .min(Comparator.comparing(months -> isRealTime ? Math.abs(months - REAL_TIME_MONTHS) : -months))
                .orElse(REAL_TIME_MONTHS);
    }
}
