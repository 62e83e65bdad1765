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
 * How much of a resource training runs take, by their date and their compute together: log10 of the quantity on years and
 * log10 of compute. A run of given compute at a given date is not the run of the frontier at that date.
 *
 * @param resource which resource
 * @param metric the metric that it is measured by
 * @param computeMetric the metric of training compute
 * @param runs the runs that it is estimated from, in order of date
 * @param regression on one, years since 2000, and log10 of compute in FLOP; null where too few runs are known
 * @param leftOut how runs of organizations that are left out are predicted, with intervals of {@link PredictionMargins}; null where
 *     too few runs are known
 * @param timeScale how dates become years
 */
public record ResourceFit(
        RunResource resource,
        String metric,
        String computeMetric,
        List<Run> runs,
        @Nullable ClusteredRegression regression,
        ClusteredRegression.@Nullable LeftOut leftOut,
        TimeScale timeScale) {

    /** Of fewer runs the status says so. The number is ours. */
    static final int FEW = 50;

    /** How many of the largest runs the mean residual is of. */
    private static final int LARGEST = 10;

    public ResourceFit {
        runs = List.copyOf(runs);
    }

    /**
     * A run of the past.
     *
     * @param releaseId the release that it trained
     * @param publishedOn the release's date
     * @param organization the cluster that it belongs to: its organization, or itself where it names none
     * @param computeFlop its training compute
     * @param value what it took, in the metric's unit
     */
    public record Run(String releaseId, LocalDate publishedOn, String organization, double computeFlop, double value) {}

    /** Whether there is an estimate, and of how many runs. */
    public enum Status {
        FITTED,
        /** Of fewer than 50 runs. */
        FEW_RUNS,
        /** Of too few runs, or of too few organizations, for any. */
        NOT_FITTED
    }

    public Status status() {
        if (regression == null) {
            return Status.NOT_FITTED;
        }
        return runs.size() < FEW ? Status.FEW_RUNS : Status.FITTED;
    }

    /** What a run of some compute at some date takes; empty where there is no fit, or beyond the range of numbers. */
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

    /** The most compute of a run known; not a number where none is. */
    public double largestComputeFlop() {
        return runs.stream().mapToDouble(Run::computeFlop).max().orElse(Double.NaN);
    }

    /** The least compute of a run known; not a number where none is. */
    public double leastComputeFlop() {
        return runs.stream().mapToDouble(Run::computeFlop).min().orElse(Double.NaN);
    }

    /** The mean residual of the ten runs of the most compute, in OOM; null without a fit. */
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
