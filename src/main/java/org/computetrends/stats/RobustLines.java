package org.computetrends.stats;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * Slopes that outliers do not pull: Theil-Sen and quantile regression. Both are exact, and for populations small
 * enough to be held one by one.
 */
public final class RobustLines {

    private RobustLines() {}

    /**
     * The Theil-Sen slope: the median of the slopes through all pairs of observations of different times (Sen 1968),
     * in OOM per year. Costs n squared; not a number when no two times differ.
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
        if (pairs == 0) {
            return Double.NaN;
        }
        return Quantiles.ofScratch(pairs == slopes.length ? slopes : Arrays.copyOf(slopes, pairs), 0.5)[0];
    }

    /**
     * The slope of the line that a share of the observations lies below: linear quantile regression (Koenker and Bassett
     * 1978), in OOM per year.
     *
     * <p>For a given slope the best height is the quantile of the residuals, and the loss at that height is convex and
     * piecewise linear in the slope. Its subgradient is bisected until no slope lies between the ends; the line then
     * passes through the two observations that hold the quantile at either end, which makes it exact. Where several
     * slopes are equally good, it is one of them.
     *
     * @param points the observations
     * @param probability the share below the line, between 0 and 1
     * @return not a number when no two times differ
     */
    public static double quantileSlope(Points points, double probability) {
        if (points.distinctTimes() < 2) {
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
        int below = quantileHolder(points, probability, low);
        int above = quantileHolder(points, probability, high);
        double run = points.time()[above] - points.time()[below];
        double through = (points.value()[above] - points.value()[below]) / run;
        // Ties may name two observations of one time; the bisected slope is then exact to rounding.
        return run != 0 && Math.abs(through - high) < 1e-9 * Math.max(1, Math.abs(high)) ? through : high;
    }

    /** A subgradient of the loss at a slope, the height being the best one for it. */
    private static double lossGradient(Points points, double probability, double slope) {
        int holder = quantileHolder(points, probability, slope);
        double height = points.value()[holder] - slope * points.time()[holder];
        double pull = 0;
        double balance = 0;
        for (int i = 0; i < points.size(); i++) {
            double residual = points.value()[i] - slope * points.time()[i] - height;
            if (i != holder && residual != 0) {
                double weight = residual > 0 ? probability : probability - 1;
                pull -= weight * (points.time()[i] - points.time()[holder]);
                balance += weight;
            }
        }
        // Observations on the line besides the holder share what the balance leaves, as the best height demands.
        return pull + onTheLine(points, slope, height, holder, balance);
    }

    private static double onTheLine(Points points, double slope, double height, int holder, double balance) {
        int ties = 0;
        double timeOfTies = 0;
        for (int i = 0; i < points.size(); i++) {
            if (i != holder && points.value()[i] - slope * points.time()[i] - height == 0) {
                ties++;
                timeOfTies += points.time()[i] - points.time()[holder];
            }
        }
        return ties == 0 ? 0 : balance * timeOfTies / (ties + 1);
    }

    /** The observation whose residual from a slope is the quantile of all residuals. */
    private static int quantileHolder(Points points, double probability, double slope) {
        int n = points.size();
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = points.value()[i] - slope * points.time()[i];
        }
        int place = Math.max(0, (int) Math.ceil(n * probability) - 1);
        double[] selected = residuals.clone();
        Selection.select(selected, place);
        double quantile = selected[place];
        for (int i = 0; i < n; i++) {
            if (residuals[i] == quantile) {
                return i;
            }
        }
        throw new IllegalStateException("a quantile of residuals is one of them");
    }
}
