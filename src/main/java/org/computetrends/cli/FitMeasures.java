package org.computetrends.cli;

import java.util.Objects;
import java.util.stream.Stream;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.InfluentialRelease;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/** Computes intervals and doubling times for both outputs of {@code fit}, {@link FitPrinter} and {@link FitJson}. */
final class FitMeasures {
    private FitMeasures() {}

    /** The classical, HC3 and CR3 intervals that could be computed. {@code fit} shows no others. */
    static Stream<SlopeInterval> intervals(Trend.Estimate estimate) {
        return Stream.of(SlopeInterval.Method.OLS, SlopeInterval.Method.HC3, SlopeInterval.Method.CR3)
                .map(estimate::interval)
                .filter(Objects::nonNull);
    }

    static DoublingTime doublingTime(SlopeInterval interval, TimeScale timeScale) {
        return DoublingTime.of(interval.median(), new Interval(interval.low(), interval.high()), timeScale);
    }

    /**
     * The doubling time in months if a release is left out; null if that is unknown or the trend then does not grow.
     */
    static @Nullable Double doublingMonthsWithout(InfluentialRelease release, TimeScale timeScale) {
        Double slope = release.slopeWithoutIt();
        return slope == null || slope <= 0 ? null : (Double) timeScale.doublingTimeMonths(slope);
    }
}
