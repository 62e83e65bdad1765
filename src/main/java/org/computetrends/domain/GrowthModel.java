package org.computetrends.domain;

import org.computetrends.stats.BreakForm;

/** The shape of growth that a trend assumes. */
public enum GrowthModel implements Identified {
    /** A line in log space: a constant growth factor per year. */
    EXPONENTIAL,
    /** A polynomial of degree 2 in log space. */
    POLYNOMIAL_2,
    /** A polynomial of degree 3 in log space. */
    POLYNOMIAL_3,
    /** A line in the logarithm of one plus the years since the first observation, in log space: a power law. */
    LOGARITHMIC,
    /** Exponential at first, levelling off below a ceiling. */
    LOGISTIC,
    /** Two connected lines in log space. */
    PIECEWISE_1,
    /** Two lines in log space with a jump. */
    PIECEWISE_1_JUMP,
    /** Three connected lines in log space. */
    PIECEWISE_2,
    /** Three lines in log space with jumps. */
    PIECEWISE_2_JUMP;

    /** The piecewise model with a number of breaks of a form. */
    public static GrowthModel piecewise(int breaks, BreakForm form) {
        return switch (form) {
            case CONTINUOUS -> breaks == 1 ? PIECEWISE_1 : PIECEWISE_2;
            case DISCONTINUOUS -> breaks == 1 ? PIECEWISE_1_JUMP : PIECEWISE_2_JUMP;
        };
    }
}
