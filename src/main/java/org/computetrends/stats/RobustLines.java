package org.computetrends.stats;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/** Slopes that are robust to outliers: exact Theil-Sen and quantile regression on single observations. */
public final class RobustLines {

    private RobustLines() {}

    /**
     * The Theil-Sen slope: the median of the slopes through all pairs of observations of different times (Sen 1968), in
     * OOM per year. NaN if all times are equal. Time and memory grow with the square of the number of observations.
     */
    public static double theilSen(Points points) {
        int n = points.size();
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double run = points.time()[i] - points.time()[j];
                if (run > 0) {
                    slopes[pairs++] = (points.value()[i] - points.value()[j]) / run;
                }
            }
        }
        // Pairs of equal times have no slope. Without such pairs the array is full: a copy may be gigabytes.
        double[] known = pairs == slopes.length ? slopes : Arrays.copyOf(slopes, pairs);
        return pairs == 0 ? Double.NaN : Quantiles.inPlace(known, 0.5)[0];
    }

    /**
     * The slope of linear quantile regression (Koenker and Bassett 1978), in OOM per year.
     *
     * <p>For a given slope the best height is the quantile of the residuals. The loss at that height is convex and
     * piecewise linear in the slope. Bisection on the subgradient ends with two adjacent numbers. At either number, one
     * observation's residual is the quantile. The result is the slope through these two observations. If they have one
     * time, or their slope differs from the bisected slope by more than rounding, the result is the bisected slope. If
     * several slopes are optimal, the result is one of them. NaN without points, or if all times are equal.
     *
     * @param probability the share below the line, between 0 and 1
     */
    public static double quantileSlope(Points points, double probability) {
        if (points.size() == 0 || points.time()[0] == points.time()[points.size() - 1]) {
            return Double.NaN;
        }
        double low = -1;
        double high = 1;
        while (lossGradient(points, probability, low) > 0) {
            low *= 2;
        }
        while (lossGradient(points, probability, high) < 0) {
            high *= 2;
        }
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
            if (lossGradient(points, probability, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int below = quantilePivot(points, probability, low);
        int above = quantilePivot(points, probability, high);
        double run = points.time()[above] - points.time()[below];
        double slopeThrough = (points.value()[above] - points.value()[below]) / run;
        // With ties, the two observations may have the same time or not be neighbours on the optimal line. The bisected
        // slope is always exact up to rounding.
        return run != 0 && Math.abs(slopeThrough - high) < 1e-9 * Math.max(1, Math.abs(high)) ? slopeThrough : high;
    }

    /** A subgradient of the loss by the slope, at the best height. */
    private static double lossGradient(Points points, double probability, double slope) {
        int pivot = quantilePivot(points, probability, slope);
        double height = points.value()[pivot] - slope * points.time()[pivot];
        double gradient = 0;
        double sumOfWeights = 0;
        int ties = 0;
        double timeOfTies = 0;
        for (int i = 0; i < points.size(); i++) {
            double residual = points.value()[i] - slope * points.time()[i] - height;
            double time = points.time()[i] - points.time()[pivot];
            if (i != pivot && residual != 0) {
                double weight = residual > 0 ? probability : probability - 1;
                gradient -= weight * time;
                sumOfWeights += weight;
            } else if (i != pivot) {
                ties++;
                timeOfTies += time;
            }
        }
        // At the best height, all weights add up to zero. The observations on the line, pivot and ties, get equal
        // weights that cancel the sum of the others.
        return gradient + (ties == 0 ? 0 : sumOfWeights * timeOfTies / (ties + 1));
    }

    /** The index of the observation whose residual from a slope is the quantile of all residuals. */
    private static int quantilePivot(Points points, double probability, double slope) {
        int n = points.size();
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = points.value()[i] - slope * points.time()[i];
        }
        int rank = Math.max(0, (int) Math.ceil(n * probability) - 1);
        double[] selected = residuals.clone();
        Selection.select(selected, rank);
        double quantile = selected[rank];
        for (int i = 0; i < n; i++) {
            if (residuals[i] == quantile) {
                return i;
            }
        }
        throw new IllegalStateException("a quantile of residuals is one of them");
    }
}
