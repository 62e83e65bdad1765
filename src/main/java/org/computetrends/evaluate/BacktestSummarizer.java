package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastTarget;
import org.jspecify.annotations.Nullable;

/**
 * Compares methods over the same outcomes: for each target, horizon and vintage of the values, the origins at which
 * every method was scored that was scored at any.
 */
record BacktestSummarizer(IntervalCalibrator calibrator, Outcomes outcomes) {

    /** What is compared. */
    private record Contest(String metric, ForecastTarget target, int horizonYears, LocalDate valuesVintage) {
        static Contest of(Backtest backtest) {
            Backtest.Key key = backtest.key();
            return new Contest(key.metric(), key.target(), key.horizonYears(), key.valuesVintage());
        }
    }

    /** The summaries, in the order of the backtests. */
    List<BacktestSummary> summaries(List<Backtest> backtests) {
        Map<Contest, List<Backtest>> contests = new LinkedHashMap<>();
        backtests.forEach(each -> contests.computeIfAbsent(Contest.of(each), contest -> new ArrayList<>())
                .add(each));
        List<BacktestSummary> summaries = new ArrayList<>();
        contests.forEach((contest, rows) -> summaries.addAll(summaries(contest, rows, backtests)));
        return summaries;
    }

    private List<BacktestSummary> summaries(Contest contest, List<Backtest> rows, List<Backtest> all) {
        Map<String, List<Backtest>> scored = new LinkedHashMap<>();
        rows.forEach(row -> {
            List<Backtest> ofMethod = scored.computeIfAbsent(row.key().method(), method -> new ArrayList<>());
            if (row.status() == Backtest.Status.SCORED) {
                ofMethod.add(row);
            }
        });
        Set<LocalDate> common = commonOrigins(scored);
        Map<String, BacktestSummary.Accuracy> accuracies = new LinkedHashMap<>();
        scored.forEach((method, list) -> {
            List<Backtest.Scored> compared = list.stream()
                    .filter(row -> common.contains(row.key().origin()))
                    .map(Backtest::scored)
                    .filter(Objects::nonNull)
                    .toList();
            if (!compared.isEmpty()) {
                accuracies.put(method, accuracy(compared));
            }
        });
        List<String> ranking = accuracies.keySet().stream()
                .sorted(Comparator.comparingDouble(
                        method -> Objects.requireNonNull(accuracies.get(method)).crps()))
                .toList();
        return scored.keySet().stream()
                .map(method -> new BacktestSummary(
                        method,
                        contest.metric(),
                        contest.target(),
                        contest.horizonYears(),
                        contest.valuesVintage(),
                        accuracies.containsKey(method) ? common.size() : 0,
                        accuracies.get(method),
                        calibration(method, contest, Objects.requireNonNull(scored.get(method)), all),
                        accuracies.containsKey(method) ? (Integer) (ranking.indexOf(method) + 1) : null))
                .toList();
    }

    private static Set<LocalDate> commonOrigins(Map<String, List<Backtest>> scored) {
        Set<LocalDate> common = new LinkedHashSet<>();
        scored.values().forEach(list -> list.forEach(row -> common.add(row.key().origin())));
        for (List<Backtest> list : scored.values()) {
            Set<LocalDate> origins = new HashSet<>();
            list.forEach(row -> origins.add(row.key().origin()));
            if (!origins.isEmpty()) {
                common.retainAll(origins);
            }
        }
        return common;
    }

    private static BacktestSummary.Accuracy accuracy(List<Backtest.Scored> rows) {
        return new BacktestSummary.Accuracy(
                mean(rows, Backtest.Scored::error),
                mean(rows, row -> Math.abs(row.error())),
                Math.sqrt(mean(rows, row -> row.error() * row.error())),
                share(rows, Backtest.Scored::isIn50),
                share(rows, Backtest.Scored::isIn80),
                share(rows, Backtest.Scored::isIn95),
                mean(rows, row -> row.forecast().p90() - row.forecast().p10()),
                mean(rows, Backtest.Scored::crps),
                mean(rows, Backtest.Scored::pinball));
    }

    private BacktestSummary.Calibration calibration(
            String method, Contest contest, List<Backtest> scored, List<Backtest> all) {
        List<Boolean> inside = scored.stream()
                .map(Backtest::scored)
                .filter(Objects::nonNull)
                .map(Backtest.Scored::isInCalibrated80)
                .filter(Objects::nonNull)
                .toList();
        List<Backtest> alike = all.stream()
                .filter(each -> each.key().method().equals(method)
                        && each.key().target() == contest.target()
                        && each.key().valuesVintage().equals(contest.valuesVintage()))
                .toList();
        List<Boolean> leftOut = calibrator.insideLeftOut(alike, contest.horizonYears(), outcomes);
        OptionalDouble factor = calibrator.factor(alike);
        return new BacktestSummary.Calibration(
                inside.size(),
                coverage(inside),
                leftOut.size(),
                coverage(leftOut),
                factor.isPresent() ? (Double) factor.getAsDouble() : null);
    }

    private static @Nullable Double coverage(List<Boolean> inside) {
        return inside.isEmpty() ? null : (Double) share(inside, Boolean::booleanValue);
    }

    private static <T> double mean(List<T> rows, ToDoubleFunction<T> value) {
        return rows.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static <T> double share(List<T> rows, Predicate<T> condition) {
        return mean(rows, row -> condition.test(row) ? 1 : 0);
    }
}
