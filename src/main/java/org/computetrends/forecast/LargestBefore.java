package org.computetrends.forecast;

import java.time.LocalDate;
import org.computetrends.population.Population;

/** The largest value of a population before any date, in log10 of the metric's unit. */
final class LargestBefore {
    private final Population population;
    private final double[] largest;

    LargestBefore(Population population) {
        this.population = population;
        this.largest = population.value().clone();
        for (int i = 1; i < largest.length; i++) {
            largest[i] = Math.max(largest[i - 1], largest[i]);
        }
    }

    /** The largest value of a release dated before a date; NaN if there is none. */
    double log10At(LocalDate date) {
        int before = population.before(date);
        return before == 0 ? Double.NaN : largest[before - 1];
    }
}
