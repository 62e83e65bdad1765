package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastTarget;
import org.jspecify.annotations.Nullable;

/** The backtest summaries of all methods. Selects the one that applies to a current forecast. */
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
     * The summary that applies to a method's forecast made at an origin: the one at the shortest horizon that covers the
     * forecast's date. Null if the method has none, for example beyond the longest horizon.
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
