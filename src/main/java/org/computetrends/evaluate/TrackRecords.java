package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TrendSpecification;
import org.jspecify.annotations.Nullable;

/** How methods have fared on a vintage's values, and which record speaks for a forecast made now. */
public final class TrackRecords {
    private final BacktestEvaluator.Settings settings;
    private final List<BacktestSummary> summaries;

    /**
     * @param settings what was backtested
     * @param all summaries, of older vintages' values too
     * @param vintage whose values count
     */
    TrackRecords(BacktestEvaluator.Settings settings, List<BacktestSummary> all, LocalDate vintage) {
        this.settings = settings;
        this.summaries = all.stream()
                .filter(summary -> summary.valuesVintage().equals(vintage) && summary.accuracy() != null)
                .sorted(Comparator.comparingInt(BacktestSummary::horizonYears))
                .toList();
    }

    /** The method with the least mean CRPS at the decisive horizon by target; a target without scores has none. */
    Map<ForecastTarget, BacktestSummary> winners() {
        Map<ForecastTarget, BacktestSummary> winners = new EnumMap<>(ForecastTarget.class);
        for (BacktestSummary summary : summaries) {
            if (summary.wins() && summary.horizonYears() == settings.decisiveHorizonYears()) {
                winners.put(summary.target(), summary);
            }
        }
        return Collections.unmodifiableMap(winners);
    }

    /** The method next to the winner by target, over the same origins; a target with one method scored has none. */
    Map<ForecastTarget, BacktestSummary> runnersUp() {
        Map<ForecastTarget, BacktestSummary> runnersUp = new EnumMap<>(ForecastTarget.class);
        for (BacktestSummary summary : summaries) {
            Integer rank = summary.crpsRank();
            if (rank != null && rank == 2 && summary.horizonYears() == settings.decisiveHorizonYears()) {
                runnersUp.put(summary.target(), summary);
            }
        }
        return Collections.unmodifiableMap(runnersUp);
    }

    /** A method's record at the decisive horizon; null where it has none. */
    @Nullable
    BacktestSummary decisive(String method, ForecastTarget target) {
        return summaries.stream()
                .filter(summary ->
                        isOf(summary, method, target) && summary.horizonYears() == settings.decisiveHorizonYears())
                .findFirst()
                .orElse(null);
    }

    /**
     * The record that speaks for a method's forecast of a target: that at the shortest horizon that is no shorter than the
     * forecast's.
     *
     * @param origin when the forecast is made
     * @param date the date forecast
     * @return null where the method has no such record, as beyond the longest horizon
     */
    @Nullable
    BacktestSummary of(String method, ForecastTarget target, LocalDate origin, LocalDate date) {
        return summaries.stream()
                .filter(summary ->
                        isOf(summary, method, target) && !date.isAfter(origin.plusYears(summary.horizonYears())))
                .findFirst()
                .orElse(null);
    }

    /**
     * The record that speaks for a trend carried forward as fitted: that of the method which carries the same line, through
     * the same cohort's releases since the same date, to the same date.
     *
     * @param trend the trend
     * @param scenario the scenario's id
     * @param origin the date up to which releases are known
     * @param date the date projected to
     * @return null where no method is backtested that draws this line, or none over so long
     */
    public @Nullable BacktestSummary of(TrendSpecification trend, String scenario, LocalDate origin, LocalDate date) {
        boolean isForecast = scenario.equals(Scenario.CONTINUE)
                && trend.metric().id().equals(settings.metric().id())
                && trend.era().to() == null
                && Objects.equals(trend.era().from(), settings.fitFrom());
        if (!isForecast) {
            return null;
        }
        for (ForecastTarget target : settings.targets()) {
            for (ForecastMethod method : settings.methods()) {
                if (trend.cohort().equals(target.cohort())
                        && method.cohort().equals(trend.cohort())
                        && method.shape() == ForecastMethod.Shape.LINE
                        && method.years() == null) {
                    return of(method.id(), target, origin, date);
                }
            }
        }
        return null;
    }

    private static boolean isOf(BacktestSummary summary, String method, ForecastTarget target) {
        return summary.method().equals(method) && summary.target() == target;
    }
}
