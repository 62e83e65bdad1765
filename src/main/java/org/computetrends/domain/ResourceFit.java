package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.Interval;
import org.computetrends.stats.PredictionMargins;
import org.jspecify.annotations.Nullable;

/**
 * A regression of the amount of a resource that training runs use, in log10, on their years and log10 compute. It
 * estimates runs of any compute on a date, not only frontier runs. A row of {@code resource_fits}.
 *
 * @param metric the metric of the resource
 * @param computeMetric the metric of training compute
 * @param runs the fitted runs, in order of date
 * @param regression the regression on a constant, years since 2000, and log10 of compute in FLOP; null without a fit
 * @param leftOut the errors and the coverage of intervals if each organization's runs are predicted from the others';
 *     null without a fit
 */
public record ResourceFit(
        RunResource resource,
        String metric,
        String computeMetric,
        List<PastRun> runs,
        @Nullable ClusteredRegression regression,
        ClusteredRegression.@Nullable PredictionErrors leftOut,
        TimeScale timeScale) {

    /** A fit to fewer runs has a status that says so. Our choice. */
    private static final int ENOUGH_RUNS = 50;

    /** The number of runs in {@link #meanResidualOfLargest}. */
    private static final int LARGEST_RUNS = 10;

    public ResourceFit {
        runs = List.copyOf(runs);
    }

    /**
     * A past run.
     *
     * @param releaseId the release that the run trained
     * @param cluster for standard errors: {@code organization NAME}, or {@code release ID} if the release names no
     *     organization
     * @param value the amount of the resource, in the metric's unit
     */
    public record PastRun(String releaseId, LocalDate publishedOn, String cluster, double computeFlop, double value) {}

    public enum Status {
        FITTED,
        /** Fewer than {@link #ENOUGH_RUNS} runs. */
        FEW_RUNS,
        /** Too few runs or organizations for a fit. */
        NOT_FITTED
    }

    public Status status() {
        if (regression == null) {
            return Status.NOT_FITTED;
        }
        return runs.size() < ENOUGH_RUNS ? Status.FEW_RUNS : Status.FITTED;
    }

    /** The estimate for a run; empty without a fit, or outside double precision. */
    public Optional<ResourceEstimate> estimate(double computeFlop, LocalDate on) {
        return regression == null
                ? Optional.empty()
                : ResourceEstimate.of(
                        resource,
                        metric,
                        regression.plane(),
                        PredictionMargins.of(regression),
                        new Interval(leastComputeFlop(), largestComputeFlop()),
                        runs,
                        timeScale,
                        computeFlop,
                        on);
    }

    /** The largest compute of a fitted run; NaN if there is none. */
    public double largestComputeFlop() {
        return runs.stream().mapToDouble(PastRun::computeFlop).max().orElse(Double.NaN);
    }

    /** The least compute of a fitted run; NaN if there is none. */
    public double leastComputeFlop() {
        return runs.stream().mapToDouble(PastRun::computeFlop).min().orElse(Double.NaN);
    }

    /** The mean residual of the ten runs with the largest compute, in OOM; null without a fit. */
    public @Nullable Double meanResidualOfLargest() {
        if (regression == null) {
            return null;
        }
        return IntStream.range(0, runs.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -runs.get(i).computeFlop())
                        .thenComparing(i -> runs.get(i).releaseId()))
                .limit(LARGEST_RUNS)
                .mapToDouble(regression::residual)
                .average()
                .orElseThrow();
    }
}
