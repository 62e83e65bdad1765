package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.PredictionMargins;
import org.jspecify.annotations.Nullable;

/**
 * The amount of a resource that training runs use, by date and compute together: a regression of the log10 quantity on
 * years and log10 compute. A run of given compute at a given date need not be on that date's frontier. A row of
 * {@code resource_fits}.
 *
 * @param metric the metric that measures it
 * @param computeMetric the metric of training compute
 * @param runs the fitted runs, in order of date
 * @param regression the regression on a constant, years since 2000, and log10 of compute in FLOP; null if too few runs are known
 * @param leftOut prediction errors for left-out organizations, with intervals of {@link PredictionMargins}; null if too few
 *     runs are known
 */
public record ResourceFit(
        RunResource resource,
        String metric,
        String computeMetric,
        List<Run> runs,
        @Nullable ClusteredRegression regression,
        ClusteredRegression.@Nullable LeftOut leftOut,
        TimeScale timeScale) {

    /** The fewest runs of a fit that does not have the status of few runs. Our choice. */
    static final int FEW = 50;

    /** The number of largest runs in the mean residual. */
    private static final int LARGEST = 10;

    public ResourceFit {
        runs = List.copyOf(runs);
    }

    /**
     * A past run.
     *
     * @param releaseId the release that it trained
     * @param organization its cluster: the organization, or the run itself if it names none
     * @param computeFlop its training compute
     * @param value the amount of the resource, in the metric's unit
     */
    public record Run(String releaseId, LocalDate publishedOn, String organization, double computeFlop, double value) {}

    /** Whether there is a fit, and whether its runs are few. */
    public enum Status {
        FITTED,
        /** Fewer than 50 runs. */
        FEW_RUNS,
        /** Too few runs or organizations for a fit. */
        NOT_FITTED
    }

    public Status status() {
        if (regression == null) {
            return Status.NOT_FITTED;
        }
        return runs.size() < FEW ? Status.FEW_RUNS : Status.FITTED;
    }

    /** Estimates the amount for a run; empty without a fit, or if out of range. */
    public Optional<ResourceEstimate> estimate(double computeFlop, LocalDate on) {
        return regression == null
                ? Optional.empty()
                : ResourceEstimate.of(
                        resource,
                        metric,
                        regression.plane(),
                        PredictionMargins.of(regression),
                        leastComputeFlop(),
                        largestComputeFlop(),
                        runs,
                        timeScale,
                        computeFlop,
                        on);
    }

    /** The largest compute of a known run; NaN if there is none. */
    public double largestComputeFlop() {
        return runs.stream().mapToDouble(Run::computeFlop).max().orElse(Double.NaN);
    }

    /** The least compute of a known run; NaN if there is none. */
    public double leastComputeFlop() {
        return runs.stream().mapToDouble(Run::computeFlop).min().orElse(Double.NaN);
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
                .limit(LARGEST)
                .mapToDouble(regression::residual)
                .average()
                .orElseThrow();
    }
}
