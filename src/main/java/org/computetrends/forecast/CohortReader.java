package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Crossing.LineCrossing;
import org.computetrends.domain.Crossing.LineStatus;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;

/** Reads a cohort's fan under a scenario, and its crossings of thresholds, off sample paths. */
final class CohortReader {
    private final Trend trend;
    private final Trend allTime;
    private final Scenario scenario;
    private final Optional<ReleasePaths> paths;
    private final Knowledge knowledge;
    private final TimeScale timeScale;
    private final List<LocalDate> dates;
    private final List<LocalDate> datesFromStart;
    private final double[][] lines;

    CohortReader(
            Trend trend,
            Trend allTime,
            Scenario scenario,
            Knowledge knowledge,
            TimeScale timeScale,
            List<LocalDate> dates,
            Optional<ReleasePaths> paths) {
        this.trend = trend;
        this.allTime = allTime;
        this.scenario = scenario;
        this.paths = paths;
        this.knowledge = knowledge;
        this.timeScale = timeScale;
        this.dates = List.copyOf(dates);
        this.datesFromStart = new ArrayList<>();
        paths.ifPresent(found -> datesFromStart.add(found.known().start()));
        datesFromStart.addAll(dates);
        this.lines = paths.map(this::lines).orElseGet(() -> new double[0][]);
    }

    /** The heights of paths by date and path, from their start: the record for records, the line for other cohorts. */
    private double[][] lines(ReleasePaths found) {
        return isRecord()
                ? found.records(datesFromStart, found.knownRecord())
                : datesFromStart.stream().map(found::lines).toArray(double[][]::new);
    }

    private boolean isRecord() {
        return trend.specification().cohort().rule() == Cohort.Rule.RECORD;
    }

    /** The fan at every date; empty if there are no paths. */
    List<Projection> projections() {
        return paths.map(found -> new FanEstimator(scenario, dates)
                        .projections(trend.specification(), found, Arrays.copyOfRange(lines, 1, lines.length)))
                .orElse(List.of());
    }

    Crossing crossing(Threshold threshold) {
        double height = StrictMath.log10(threshold.value());
        LargestSoFar firstObserved = allTime.firstToReach(threshold.value());
        LocalDate origin = knowledge.origin();
        LocalDate last = dates.isEmpty() ? origin : dates.get(dates.size() - 1);
        CrossingEstimator estimator = new CrossingEstimator(origin, last);
        CrossingEstimator.Dated dated = firstObserved != null || paths.isEmpty()
                ? estimator.unsimulated(firstObserved)
                : estimator.simulated(FirstPassages.ofUnordered(passages(paths.get(), height), timeScale));
        return new Crossing(
                trend.specification().metric().id(),
                trend.specification().cohort().id(),
                scenario.id(),
                threshold.value(),
                threshold.label(),
                dated.status(),
                firstObserved,
                dated.simulated(),
                scenario.id().equals(Scenario.CONTINUE)
                        ? new LineCrossingEstimator(timeScale).estimate(trend, height)
                        : LineCrossing.none(LineStatus.OTHER_GROWTH),
                knowledge.coverageEnd(trend.specification().metric().id()));
    }

    private double[] passages(ReleasePaths found, double height) {
        return isRecord() ? found.passages(height) : found.linePassages(height, datesFromStart, lines);
    }
}
