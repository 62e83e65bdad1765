package org.computetrends.stats;

import java.util.Optional;

/**
 * The two neighbours in an ascending grid that a place lies between; both are the same one where the place is a point of the
 * grid.
 *
 * @param lower index of the neighbour at or below
 * @param upper index of the neighbour at or above
 * @param share how far along the way from the lower to the upper one the place lies, from 0 to below 1
 */
public record Bracket(int lower, int upper, double share) {

    public Bracket {
        if (lower < 0 || upper < lower || !(share >= 0 && share < 1) || (lower == upper && share != 0)) {
            throw new IllegalArgumentException("a bracket of " + lower + ", " + upper + " and share " + share);
        }
    }

    /**
     * Finds the neighbours.
     *
     * @param grid ascending
     * @param place what lies between them
     * @param tolerance how far from a point of the grid still is that point
     * @return the neighbours; empty where the place lies outside the grid
     */
    public static Optional<Bracket> of(double[] grid, double place, double tolerance) {
        int upper = 0;
        while (upper < grid.length && grid[upper] < place - tolerance) {
            upper++;
        }
        if (upper == grid.length) {
            return Optional.empty();
        }
        if (grid[upper] <= place + tolerance) {
            return Optional.of(new Bracket(upper, upper, 0));
        }
        if (upper == 0) {
            return Optional.empty();
        }
        double share = (place - grid[upper - 1]) / (grid[upper] - grid[upper - 1]);
        return Optional.of(new Bracket(upper - 1, upper, share));
    }

    /**
     * The value on the straight line between the neighbours' values. It never lies outside them, and is monotone in the share
     * and in each value.
     */
    public double between(double atLower, double atUpper) {
        double value = atLower + share * (atUpper - atLower);
        return Math.min(Math.max(value, Math.min(atLower, atUpper)), Math.max(atLower, atUpper));
    }
}
