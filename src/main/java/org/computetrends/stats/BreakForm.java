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

    /**
     * The fewest observations of a segment, between two breaks or a break and an end: the share {@code trim} of all, and one
     * more than the coefficients of a break. A line through fewer follows their scatter.
     */
    double fewestInSegment(Cells cells, double trim) {
        double observations = trim * cells.observations();
        // The tolerance prevents a whole number from being rounded up.
        return Math.max(coefficients + 1, Math.ceil(observations - 1e-9 * observations));
    }
}
