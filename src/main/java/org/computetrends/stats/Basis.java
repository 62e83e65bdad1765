package org.computetrends.stats;

/** The functions of time whose weighted sum is a {@link BasisCurve}. */
interface Basis {

    int size();

    /** The value of each function at a time in years since 2000-01-01. */
    double[] valuesAt(double time);

    /** The derivative of each function at a time, per year. */
    double[] slopesAt(double time);
}
