package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastTarget;
import org.jspecify.annotations.Nullable;

/** How methods have fared by themselves, and which record speaks for a forecast made now. */
public final class TrackRecords {
    private final List<BacktestSummary> summaries;

    /** @param all summaries */
    TrackRecords(List<BacktestSummary> all) {
        this.summaries = all.stream()
                .filter(summary -> summary.key().against().equals(BacktestSummary.NONE)
                        && summary.key().scoredOn() == Backtest.ScoredOn.FINAL
                        && summary.accuracy() != null)
                .sorted(Comparator.comparingInt(summary -> summary.key().horizonMonths()))
                .toList();
    }

    /**
     * The record that speaks for a method's forecast of a target: that at the shortest horizon that is no shorter than the
     * forecast's.
     *
     * @param mode whose values the forecasts rested on
     * @param origin when the forecast is made
     * @param date the date forecast
     * @return null where the method has no such record, as beyond the longest horizon
     */
    public @Nullable BacktestSummary of(
            Backtest.Mode mode, String method, ForecastTarget target, LocalDate origin, LocalDate date) {
        return summaries.stream()
                .filter(summary -> summary.key().mode() == mode
                        && summary.key().method().equals(method)
                        && summary.key().target() == target
                        && !date.isAfter(origin.plusMonths(summary.key().horizonMonths())))
                .findFirst()
                .orElse(null);
    }
}
