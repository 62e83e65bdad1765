package org.computetrends.forecast;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.Crossing.LineCrossing;
import org.computetrends.domain.Crossing.LineStatus;
import org.computetrends.domain.Crossing.Simulated;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.stats.Quantiles;
import org.jspecify.annotations.Nullable;

/**
 * Computes a cohort's projections under a scenario, and its crossings of thresholds, from sample paths.
 * {@link OutlookEstimator} collects them for the published tables.
 */
final class CohortProjector {
    private final Trend trend;
    private final Trend allTime;
    private final Scenario scenario;
    private final Optional<ReleasePaths> paths;
    private final Knowledge knowledge;
    private final TimeScale timeScale;
    private final List<LocalDate> dates;

    /** The start of paths, followed by the projection dates. */
    private final List<LocalDate> datesFromStart;

    /** By date of {@code datesFromStart} and path, in OOM: the line or, for records, the largest release so far. */
    private final double[][] heights;

    /**
     * @param trend the cohort's trend in the projected era
     * @param allTime the cohort's trend over all dates; its releases may have reached a threshold already
     * @param dates the projection dates, after the origin, increasing
     * @param paths empty if the trend, or one that the scenario uses, has too few releases
     */
    CohortProjector(
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
        paths.ifPresent(sampled -> datesFromStart.add(sampled.knownReleases().start()));
        datesFromStart.addAll(dates);
        this.heights = paths.map(this::heights).orElseGet(() -> new double[0][]);
    }

    private double[][] heights(ReleasePaths sampled) {
        return isRecord()
                ? sampled.records(datesFromStart)
                : datesFromStart.stream().map(sampled::lines).toArray(double[][]::new);
    }

    private boolean isRecord() {
        return trend.specification().cohort().rule() == Cohort.Rule.RECORD;
    }

    /**
     * The median and intervals on every projection date: of the cohort's line and of a single release. For records,
     * both are of the largest release so far. Empty if there are no paths.
     */
    List<Projection> projections() {
        return paths.map(this::projections).orElse(List.of());
    }

    private List<Projection> projections(ReleasePaths sampled) {
        TrendSpecification specification = trend.specification();
        List<Projection> projections = new ArrayList<>();
        for (int d = 0; d < dates.size(); d++) {
            LocalDate date = dates.get(d);
            double[] releases = isRecord() ? heights[d + 1] : sampled.releases(date);
            double[] quantiles = Quantiles.ofSample(heights[d + 1], 0.025, 0.5, 0.975);
            projections.add(new Projection(
                    specification.metric().id(),
                    specification.cohort().id(),
                    scenario.id(),
                    date,
                    estimand(specification.cohort().rule()),
                    Math.pow(10, quantiles[1]),
                    Math.pow(10, quantiles[0]),
                    Math.pow(10, quantiles[2]),
                    ForecastQuantiles.ofSample(releases),
                    bindingLimit(sampled, date)));
        }
        return projections;
    }

    /**
     * The limit that binds on the most paths, the first of equal ones, and the share of paths on which any limit binds.
     */
    private Projection.Binding bindingLimit(ReleasePaths sampled, LocalDate date) {
        List<Scenario.Limit> limits = scenario.assumption().limits();
        if (limits.isEmpty()) {
            return Projection.Binding.NONE;
        }
        int[] counts = sampled.limitCounts(date, limits.size());
        int mostFrequent = 0;
        int sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += counts[k];
            mostFrequent = counts[k] > counts[mostFrequent] ? k : mostFrequent;
        }
        return new Projection.Binding(sum == 0 ? null : limits.get(mostFrequent).id(), sum / (double) sampled.size());
    }

    /** The published name of the projected quantity. The projected line is its median in log space. */
    private static String estimand(Cohort.Rule rule) {
        return switch (rule) {
            case RECORD -> "largest release so far";
            case FRONTIER -> "release among the largest so far";
            case ALL, NOTABLE, REGULAR_SCALE, LARGE_SCALE -> "release of the cohort";
        };
    }

    /** When the cohort reaches a threshold. */
    Crossing crossing(Threshold threshold) {
        double height = StrictMath.log10(threshold.value());
        ValuedRelease firstObserved = allTime.firstToReach(threshold.value());
        Simulated simulated = firstObserved == null
                ? paths.map(sampled -> simulated(FirstPassages.ofUnordered(passages(sampled, height), timeScale)))
                        .orElse(Simulated.NONE)
                : simulatedWhenObserved(firstObserved.publishedOn());
        return new Crossing(
                trend.specification().metric().id(),
                trend.specification().cohort().id(),
                scenario.id(),
                threshold.value(),
                threshold.label(),
                status(firstObserved, simulated.median()),
                firstObserved,
                simulated,
                scenario.id().equals(Scenario.CONTINUE)
                        ? new LineCrossingEstimator(timeScale).estimate(trend, height)
                        : LineCrossing.none(LineStatus.OTHER_GROWTH),
                knowledge.coverageEnd(trend.specification().metric().id()));
    }

    private Crossing.Status status(@Nullable ValuedRelease firstObserved, @Nullable LocalDate median) {
        if (firstObserved != null) {
            return Crossing.Status.OBSERVED;
        }
        if (paths.isEmpty()) {
            return Crossing.Status.TOO_FEW_RELEASES;
        }
        return median == null
                ? Crossing.Status.NOT_BY_LAST_DATE
                : median.isAfter(knowledge.origin()) ? Crossing.Status.DATED : Crossing.Status.MAY_HAVE_HAPPENED;
    }

    /** The simulated part of an observed crossing: no dates, and probability 1 from its year on. */
    private Simulated simulatedWhenObserved(LocalDate date) {
        return new Simulated(
                null, DateInterval.NONE, DateInterval.NONE, DateInterval.NONE, crossedBy(date.getYear(), end -> 1));
    }

    private Simulated simulated(FirstPassages passages) {
        return new Simulated(
                passages.date(0.5, lastDate()),
                passages.interval(0.25, 0.75, lastDate()),
                passages.interval(0.10, 0.90, lastDate()),
                passages.interval(0.025, 0.975, lastDate()),
                crossedBy(Year.MIN_VALUE, passages::shareBefore));
    }

    /**
     * For each year from {@code firstYear} on: the share of paths that cross before the year ends. Years that end by
     * the origin or after the last date are left out.
     */
    private Map<Integer, Double> crossedBy(int firstYear, ToDoubleFunction<LocalDate> shareBefore) {
        Map<Integer, Double> crossedBy = new HashMap<>();
        for (int year : Crossing.YEARS) {
            LocalDate end = LocalDate.of(year + 1, 1, 1);
            if (year >= firstYear
                    && end.isAfter(knowledge.origin())
                    && !end.isAfter(lastDate().plusDays(1))) {
                crossedBy.put(year, shareBefore.applyAsDouble(end));
            }
        }
        return crossedBy;
    }

    /** The last projection date; the origin if there is none. */
    private LocalDate lastDate() {
        return dates.isEmpty() ? knowledge.origin() : dates.get(dates.size() - 1);
    }

    /** When each path's record or line reaches a threshold in OOM, in years since 2000-01-01; infinite for never. */
    private double[] passages(ReleasePaths sampled, double threshold) {
        if (isRecord()) {
            return sampled.passages(threshold);
        }
        double[] times =
                datesFromStart.stream().mapToDouble(timeScale::yearsSince2000).toArray();
        return linePassages(threshold, times, heights);
    }

    /**
     * When each path's line first reaches a threshold, in years since 2000-01-01, interpolated linearly between times;
     * infinite if the line does not reach it by the last time.
     *
     * @param threshold in OOM
     * @param times increasing, from the start of paths, in years since 2000-01-01
     * @param heights of lines, by time and path, in OOM
     */
    static double[] linePassages(double threshold, double[] times, double[][] heights) {
        double[] passages = new double[heights[0].length];
        for (int path = 0; path < passages.length; path++) {
            passages[path] = heights[0][path] >= threshold ? times[0] : Double.POSITIVE_INFINITY;
            for (int t = 1; t < times.length && passages[path] == Double.POSITIVE_INFINITY; t++) {
                if (heights[t][path] >= threshold) {
                    double share = (threshold - heights[t - 1][path]) / (heights[t][path] - heights[t - 1][path]);
                    passages[path] = times[t - 1] + share * (times[t] - times[t - 1]);
                }
            }
        }
        return passages;
    }
}
