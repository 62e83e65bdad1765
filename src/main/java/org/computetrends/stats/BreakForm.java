package org.computetrends.stats;

/** What may change at a break of a line. */
public enum BreakForm {
    /** The slope: the lines before and after meet. */
    CONTINUOUS(1),
    /** The slope and the level. */
    DISCONTINUOUS(2);

    private final int coefficients;

    BreakForm(int coefficients) {
        this.coefficients = coefficients;
    }

    /** Coefficients that a break adds, its date apart. */
    public int coefficients() {
        return coefficients;
    }

    /** The observations that a segment must have: its share of all, and enough for its line. */
    double leastObservations(Cells cells, double trim) {
        double share = trim * cells.observations();
        // A share that is a whole number but for rounding is that number.
        return Math.max(coefficients + 1, Math.ceil(share - 1e-9 * share));
    }
}
