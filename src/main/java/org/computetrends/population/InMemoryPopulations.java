package org.computetrends.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendClusters;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.population.AnalysedReleases.Observation;
import org.computetrends.sql.ExactMoments;
import org.computetrends.sql.ExactSum;
import org.jspecify.annotations.Nullable;

/**
 * The populations of a run's trends, from observations in memory, for {@code fit}. Sums are exact, so they equal the
 * sums of {@code select}'s scan to the last digit.
 */
final class InMemoryPopulations implements TrendPopulations {
    private static final Comparator<Observation> BY_VALUE = Comparator.comparingDouble(Observation::value)
            .thenComparing(observation -> observation.release().id(), ValuedRelease.ID_ORDER);

    private final List<Members> trends;
    private final TimeScale timeScale;

    /**
     * By history, then by index of an observation: the mean log10 value of all observations of the observation's day.
     */
    private final Map<MetricHistory, double[]> dayMeans = new HashMap<>();

    /**
     * The observations of a trend.
     *
     * @param indices the indices of the observations in the history, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    record Members(MetricHistory history, int[] indices) {
        /** The observations in both trends; none if the trends differ in metric, and so in history. */
        Members sharedWith(Members other) {
            int[] shared = history == other.history
                    ? Arrays.stream(indices)
                            .filter(index -> Arrays.binarySearch(other.indices, index) >= 0)
                            .toArray()
                    : new int[0];
            return new Members(history, shared);
        }
    }

    InMemoryPopulations(List<Members> trends, TimeScale timeScale) {
        this.trends = List.copyOf(trends);
        this.timeScale = timeScale;
        this.trends.forEach(trend -> dayMeans.computeIfAbsent(trend.history(), MetricHistory::dayMeans));
    }

    @Override
    public List<TrendCells> cells(List<Overlap> overlaps) {
        List<Members> trendsAndOverlaps = new ArrayList<>(trends);
        overlaps.forEach(
                overlap -> trendsAndOverlaps.add(trends.get(overlap.first()).sharedWith(trends.get(overlap.second()))));
        return trendsAndOverlaps.stream().map(this::cells).toList();
    }

    private TrendCells cells(Members trend) {
        List<TrendCells.Day> days = new ArrayList<>();
        int[] indices = trend.indices();
        int first = 0;
        for (int i = 1; i <= indices.length; i++) {
            boolean isEndOfDay = i == indices.length
                    || trend.history().epochDay(indices[i]) != trend.history().epochDay(indices[first]);
            if (isEndOfDay) {
                days.add(day(trend.history(), Arrays.copyOfRange(indices, first, i)));
                first = i;
            }
        }
        return TrendCells.of(days, timeScale);
    }

    private TrendCells.Day day(MetricHistory history, int[] indices) {
        double dayMean = Objects.requireNonNull(dayMeans.get(history))[indices[0]];
        // Deviations are small, so their squares lose less precision than squares of values. They are from the mean of
        // all observations of the day, as in {@code select}'s scan: the same reference gives the same digits.
        ExactMoments.Sums deviations = new ExactMoments.Sums();
        Observation largest = history.observation(indices[0]);
        Observation smallest = largest;
        for (int index : indices) {
            Observation observation = history.observation(index);
            deviations.add(observation.log10Value() - dayMean);
            largest = BY_VALUE.compare(observation, largest) > 0 ? observation : largest;
            smallest = BY_VALUE.compare(observation, smallest) < 0 ? observation : smallest;
        }
        ExactMoments moments = deviations.moments();
        return new TrendCells.Day(
                largest.date(),
                moments.count(),
                dayMean + moments.mean(),
                moments.sumOfSquares(),
                new TrendCells.Extremes(release(largest), release(smallest)));
    }

    private static ValuedRelease release(Observation observation) {
        AnalysedRelease release = observation.release();
        return new ValuedRelease(observation.date(), release.id(), release.name(), observation.value());
    }

    @Override
    public boolean isInMemory(int trend) {
        return true;
    }

    @Override
    public List<TrendClusters> clusters(Set<Integer> groupedByDate) {
        return IntStream.range(0, trends.size())
                .mapToObj(trend -> clusters(trends.get(trend), groupedByDate.contains(trend)))
                .toList();
    }

    private TrendClusters clusters(Members trend, boolean isGroupedByDate) {
        Map<List<@Nullable String>, ClusterSums> sums = new HashMap<>();
        for (int index : trend.indices()) {
            Observation observation = trend.history().observation(index);
            String organization = observation.release().firstOrganization();
            String loneId = organization == null ? loneId(observation, isGroupedByDate) : null;
            sums.computeIfAbsent(Arrays.asList(organization, loneId), key -> new ClusterSums())
                    .add(observation);
        }
        List<TrendClusters.Cluster> clusters = new ArrayList<>();
        sums.forEach((key, sum) -> clusters.add(sum.cluster(key.get(0), key.get(1))));
        return TrendClusters.of(clusters);
    }

    /** The cluster of a release without an organization: the release or, to limit the number of clusters, its date. */
    private static String loneId(Observation observation, boolean isGroupedByDate) {
        return isGroupedByDate
                ? observation.date().toString()
                : "release " + observation.release().id();
    }

    /** Sums over the observations of a cluster. Days are counted from 2000-01-01. */
    private final class ClusterSums {
        private long count;
        private long days;
        private long daysSquared;
        private final ExactSum.Total value = new ExactSum.Total(ExactSum.OF_VALUES);
        private final ExactSum.Total timeValue = new ExactSum.Total(ExactSum.OF_PRODUCTS);

        void add(Observation observation) {
            long day = observation.epochDay() - TimeScale.ORIGIN_EPOCH_DAY;
            count++;
            days += day;
            daysSquared += day * day;
            value.add(observation.log10Value());
            timeValue.add(timeScale.yearsSince2000(observation.epochDay()) * observation.log10Value());
        }

        TrendClusters.Cluster cluster(@Nullable String organization, @Nullable String loneId) {
            return TrendClusters.Cluster.ofDays(
                    organization, loneId, count, days, daysSquared, value.sum(), timeValue.sum(), timeScale);
        }
    }

    @Override
    public Map<Integer, List<ObservedPoint>> points(Set<Integer> requestedTrends) {
        Map<Integer, List<ObservedPoint>> points = new HashMap<>();
        for (int trend : requestedTrends) {
            MetricHistory history = trends.get(trend).history();
            List<ObservedPoint> trendPoints = Arrays.stream(trends.get(trend).indices())
                    .mapToObj(index -> point(history.observation(index)))
                    .sorted(ObservedPoint.ORDER)
                    .toList();
            points.put(trend, trendPoints);
        }
        return points;
    }

    private ObservedPoint point(Observation observation) {
        AnalysedRelease release = observation.release();
        double time = timeScale.yearsSince2000(observation.epochDay());
        String confidence =
                release.confidence() == null ? null : release.confidence().name();
        return new ObservedPoint(time, observation.log10Value(), confidence, release.id(), release.firstOrganization());
    }
}
