package org.computetrends.stats;

/** The form of a break of a line: what may change there. */
public enum BreakForm {
    /** The slope: the line is continuous. */
    CONTINUOUS(1),
    /** The slope and the level. */
    DISCONTINUOUS(2);

    private final int coefficients;

    BreakForm(int coefficients) {
        this.coefficients = coefficients;
    }

    /** Coefficients that a break adds, without its date. */
    public int coefficients() {
        return coefficients;
    }

    /** The least observations of a segment: the given share of all, and enough for a line. */
    double leastObservations(Cells cells, double trim) {
        double share = trim * cells.observations();
        // The tolerance prevents a whole number from being rounded up.
        return Math.max(coefficients + 1, Math.ceil(share - 1e-9 * share));
    }
}
