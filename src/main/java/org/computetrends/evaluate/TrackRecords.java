package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastTarget;
import org.jspecify.annotations.Nullable;

/** Selects the backtest summary that applies to a forecast of the run, among the summaries of all methods. */
public final class TrackRecords {
    private final List<BacktestSummary> summaries;

    TrackRecords(List<BacktestSummary> allSummaries) {
        this.summaries = allSummaries.stream()
                .filter(summary -> summary.key().against().equals(BacktestSummary.NONE)
                        && summary.key().scoredOn() == Backtest.ScoredOn.FINAL
                        && summary.accuracy() != null)
                .sorted(Comparator.comparingInt(summary -> summary.key().horizonMonths()))
                .toList();
    }

    /**
     * The summary that applies to a method's forecast for a date: at the shortest horizon that reaches from the origin
     * to the date or beyond. Null if there is no such summary, for example because the date is beyond the longest
     * horizon.
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
