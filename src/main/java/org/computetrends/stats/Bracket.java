package org.computetrends.stats;

import java.util.Optional;

/**
 * The two grid points around a value in an ascending grid, for linear interpolation. For a value on the grid, both are
 * this grid point.
 *
 * @param lower index of the grid point at or below the value
 * @param upper index of the grid point at or above the value
 * @param share the distance of the value from the lower grid point, as a share of the grid's step: from 0 to below 1
 */
public record Bracket(int lower, int upper, double share) {

    public Bracket {
        if (lower < 0 || upper < lower || !(share >= 0 && share < 1) || (lower == upper && share != 0)) {
            throw new IllegalArgumentException("a bracket of " + lower + ", " + upper + " and share " + share);
        }
    }

    /** The bracket of a value, which counts as on the grid within the tolerance; empty if it is outside the grid. */
    public static Optional<Bracket> of(double[] grid, double value, double tolerance) {
        int upper = FirstIndex.of(0, grid.length, i -> grid[i] >= value - tolerance);
        if (upper == grid.length) {
            return Optional.empty();
        }
        if (grid[upper] <= value + tolerance) {
            return Optional.of(new Bracket(upper, upper, 0));
        }
        if (upper == 0) {
            return Optional.empty();
        }
        double share = (value - grid[upper - 1]) / (grid[upper] - grid[upper - 1]);
        return Optional.of(new Bracket(upper - 1, upper, share));
    }

    /** Interpolates between the values at the two grid points. Rounding does not move the result outside of them. */
    public double interpolate(double atLower, double atUpper) {
        double value = atLower + share * (atUpper - atLower);
        return Math.min(Math.max(value, Math.min(atLower, atUpper)), Math.max(atLower, atUpper));
    }
}
