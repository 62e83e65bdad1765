package org.computetrends.stats;

import java.util.Optional;

/**
 * The two neighbours of a value in an ascending grid; both are the same if the value is a grid point.
 *
 * @param lower index of the neighbour at or below
 * @param upper index of the neighbour at or above
 * @param share the position of the value from the lower to the upper one, from 0 to below 1
 */
public record Bracket(int lower, int upper, double share) {

    public Bracket {
        if (lower < 0 || upper < lower || !(share >= 0 && share < 1) || (lower == upper && share != 0)) {
            throw new IllegalArgumentException("a bracket of " + lower + ", " + upper + " and share " + share);
        }
    }

    /** The neighbours; empty if the value is outside the grid. A value within the tolerance of a grid point equals it. */
    public static Optional<Bracket> of(double[] grid, double value, double tolerance) {
        int upper = 0;
        while (upper < grid.length && grid[upper] < value - tolerance) {
            upper++;
        }
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

    /** Interpolates linearly between the values at the neighbours. Rounding does not move the result outside them. */
    public double interpolate(double atLower, double atUpper) {
        double value = atLower + share * (atUpper - atLower);
        return Math.min(Math.max(value, Math.min(atLower, atUpper)), Math.max(atLower, atUpper));
    }
}
