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

/** What the text ({@link FitPrinter}) and the JSON ({@link FitJson}) of the command {@code fit} share. */
final class FitMeasures {
    private FitMeasures() {}

    /** The classical, HC3 and CR3 intervals that could be computed. {@code fit} draws no replicates for the others. */
    static Stream<SlopeInterval> intervals(Trend.Estimate estimate) {
        return Stream.of(SlopeInterval.Method.OLS, SlopeInterval.Method.HC3, SlopeInterval.Method.CR3)
                .map(estimate::interval)
                .filter(Objects::nonNull);
    }

    static DoublingTime doublingTime(SlopeInterval interval, TimeScale timeScale) {
        return DoublingTime.of(interval.median(), new Interval(interval.low(), interval.high()), timeScale);
    }

    /** The doubling time in months without a release; null if the trend then does not grow. */
    static @Nullable Double monthsWithout(InfluentialRelease release, TimeScale timeScale) {
        Double slope = release.slopeWithoutIt();
        return slope == null || slope <= 0 ? null : (Double) timeScale.doublingTimeMonths(slope);
    }
}
