package org.computetrends.stats;

/** What may change at a break of a line. */
public enum BreakForm {
    /** The slope. The line is continuous. */
    CONTINUOUS(1),
    /** The slope and the level. */
    DISCONTINUOUS(2);

    private final int coefficients;

    BreakForm(int coefficients) {
        this.coefficients = coefficients;
    }

    /** The number of coefficients that a break adds. Its date is not counted. */
    public int coefficients() {
        return coefficients;
    }

    /**
     * The fewest observations in a segment: the share {@code trim} of all observations, and at least one more than the
     * coefficients of a break. A line through fewer observations follows their scatter. Segments are between two
     * breaks, or between a break and an end of the data.
     */
    double fewestInSegment(Cells cells, double trim) {
        double observations = trim * cells.observations();
        // The tolerance prevents a whole number from being rounded up.
        return Math.max(coefficients + 1, Math.ceil(observations - 1e-9 * observations));
    }
}
