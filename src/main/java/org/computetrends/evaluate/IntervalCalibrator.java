package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.computetrends.domain.Backtest;
import org.computetrends.stats.SplitConformal;

/**
 * Calibrates 80% intervals by how far off a method's forecasts of a target have been: {@linkplain SplitConformal
 * split-conformal}, rolling. At each origin only forecasts count whose outcome was known by then, so that no interval
 * is calibrated on its own outcome or a later one. Scores are in distances from the median to the end of the interval,
 * which grow with the horizon, and all horizons count together.
 *
 * @param fewestOutcomes with fewer outcomes known there is no calibration
 */
public record IntervalCalibrator(int fewestOutcomes) {
    private static final double LEVEL = 0.8;

    /** Backtests of one vintage's values with the stretch of their 80% intervals, where enough was known. */
    List<Backtest> calibrated(List<Backtest> backtests, Outcomes outcomes) {
        return backtests.stream()
                .map(each -> {
                    OptionalDouble factor =
                            factor(known(backtests, each, each.key().origin(), outcomes));
                    return each.forecast() == null || factor.isEmpty()
                            ? each
                            : each.withCalibrationFactor(factor.getAsDouble());
                })
                .toList();
    }

    /** The forecasts by the same method of the same target whose outcome was known on a date. */
    private static List<Backtest> known(List<Backtest> all, Backtest like, LocalDate date, Outcomes outcomes) {
        return all.stream()
                .filter(each -> each.key().method().equals(like.key().method())
                        && each.key().target() == like.key().target()
                        && !outcomes.knownOn(each.key().target(), each.key().targetDate())
                                .isAfter(date))
                .toList();
    }

    /**
     * For each backtest scored at a horizon, whether its outcome lies inside the 80% interval stretched as the outcomes of
     * other origins call for, earlier and later ones: those whose spans, from the origin to the day on which the outcome is
     * known, do not overlap its own.
     *
     * @param backtests of one method, target and vintage of the values, at all horizons
     * @param horizonYears of those told of
     * @return nothing of those for which the others are too few
     */
    List<Boolean> insideLeftOut(List<Backtest> backtests, int horizonYears, Outcomes outcomes) {
        List<Boolean> inside = new ArrayList<>();
        for (Backtest each : backtests) {
            Backtest.Scored scored = each.scored();
            if (scored != null && each.key().horizonYears() == horizonYears) {
                factor(backtests.stream()
                                .filter(other -> isApart(other.key(), each.key(), outcomes))
                                .toList())
                        .ifPresent(factor -> inside.add(scored.conformalScore() <= factor));
            }
        }
        return inside;
    }

    private static boolean isApart(Backtest.Key one, Backtest.Key other, Outcomes outcomes) {
        return !outcomes.knownOn(one.target(), one.targetDate()).isAfter(other.origin())
                || !outcomes.knownOn(other.target(), other.targetDate()).isAfter(one.origin());
    }

    /** The stretch that backtests of a method and a target call for; empty where their outcomes are too few. */
    OptionalDouble factor(List<Backtest> backtests) {
        double[] scores = backtests.stream()
                .map(Backtest::scored)
                .filter(Objects::nonNull)
                .mapToDouble(Backtest.Scored::conformalScore)
                .toArray();
        return scores.length < fewestOutcomes ? OptionalDouble.empty() : SplitConformal.factor(scores, LEVEL);
    }
}
