package org.computetrends.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.PublishedRow;

/** The track record of methods: rows of {@code backtest_summary}, with the outcomes of the vintage's own values. */
final class BacktestScores {
    /** The horizon in real time that is quoted first: of longer ones there are few windows. */
    private static final int REAL_TIME_MONTHS = 12;

    private static final String[] KEY = {"method", "against", "metric", "target", "mode", "scored_on", "horizon_months"
    };

    private static final String[] QUESTION = {"metric", "target", "mode", "scored_on", "horizon_months"};

    private final ComparedMethods methods;
    private final Rows all;
    private final Map<List<String>, PublishedRow> index;

    BacktestScores(ReportInput input, ComparedMethods methods) {
        this.methods = methods;
        this.all = input.rows("backtest_summary").where(row -> row.has("coverage80"));
        this.index = all.index(KEY);
    }

    /**
     * What a drawing is of.
     *
     * @param target what was forecast
     * @param mode whether in real time or in hindsight
     */
    record Panel(String target, String mode) {
        String title() {
            return Names.target(target) + ", " + modeInWords(mode);
        }

        /** The transform that leaves its rows. */
        Map<String, Object> filter() {
            return Layers.filter(Layers.is("target", target) + " && " + Layers.is("mode", mode));
        }

        boolean has(PublishedRow row) {
            return target.equals(row.text("target")) && mode.equals(row.text("mode"));
        }
    }

    static String modeInWords(String mode) {
        return mode.equals(Backtest.Mode.REAL_TIME.id()) ? "real time" : mode;
    }

    /** Each method by itself, over all of its origins. */
    Rows alone() {
        return all.where("against", BacktestSummary.NONE).where("scored_on", Backtest.ScoredOn.FINAL.id());
    }

    /** The usual method and the benchmark, with outcomes of either kind. */
    Rows compared() {
        return compared(methods.usual());
    }

    /** A method beside the benchmark on the origins that both can forecast. */
    Rows compared(String method) {
        return all.where("method", method).where("against", methods.benchmark()).where(row -> row.has("relative_crps"));
    }

    /** A method's row beside the benchmark, for its row by itself. */
    Optional<PublishedRow> compared(PublishedRow alone) {
        return find(alone.requireText("method"), methods.benchmark(), alone);
    }

    /** The benchmark's row on the origins of a comparison with it. */
    Optional<PublishedRow> benchmark(PublishedRow compared) {
        return find(methods.benchmark(), compared.requireText("method"), compared);
    }

    private Optional<PublishedRow> find(String method, String against, PublishedRow row) {
        List<String> key = new ArrayList<>(List.of(method, against));
        key.addAll(Rows.texts(row, QUESTION));
        return Optional.ofNullable(index.get(key));
    }

    /** Every target in real time and in hindsight, as far as there are rows. */
    static List<Panel> panels(Rows rows) {
        List<Panel> panels = new ArrayList<>();
        for (Backtest.Mode mode : List.of(Backtest.Mode.REAL_TIME, Backtest.Mode.HINDSIGHT)) {
            rows.where("mode", mode.id())
                    .values(row -> row.requireText("target"))
                    .forEach(target -> panels.add(new Panel(target, mode.id())));
        }
        return panels;
    }

    /** Rows in real time before those in hindsight, by target, outcome, horizon and method. */
    Rows sorted(Rows rows) {
        return rows.sorted(
                Comparator.comparing((PublishedRow row) -> row.requireText("mode"), Comparator.reverseOrder())
                        .thenComparing(row -> row.requireText("target"))
                        .thenComparing(row -> row.requireText("scored_on"))
                        .thenComparing(row -> row.requireNumber("horizon_months"))
                        .thenComparing(methods::place));
    }

    /** The horizon of a mode that is looked at first: in real time that nearest to a year, in hindsight the longest. */
    int months(String mode) {
        boolean isRealTime = mode.equals(Backtest.Mode.REAL_TIME.id());
        return alone().where("mode", mode).stream()
                .map(row -> (int) row.requireNumber("horizon_months"))
                .min(Comparator.comparing(months -> isRealTime ? Math.abs(months - REAL_TIME_MONTHS) : -months))
                .orElse(REAL_TIME_MONTHS);
    }
}
