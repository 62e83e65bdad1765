package org.computetrends.evaluate;

import org.computetrends.domain.Cohort;
import org.jspecify.annotations.Nullable;

/**
 * A way to forecast.
 *
 * @param id its name in tables
 * @param cohort the releases that it looks at
 * @param shape what it makes of them
 * @param years how far back from the origin it looks, or null for the whole era; walks look at the whole era always
 */
public record ForecastMethod(
        String id, Cohort cohort, Shape shape, @Nullable Integer years) {

    /** What is made of releases. */
    public enum Shape {
        /** The least-squares line. */
        LINE,
        /** Of a line, two lines that meet and three that meet, the one with the least BIC. */
        BEST_PIECEWISE,
        /** These as a mixture, each with a weight proportional to exp(-BIC/2). */
        BIC_ENSEMBLE,
        /** The largest value so far, growing on as fast as it has on average. */
        RANDOM_WALK,
        /** The largest value so far, staying where it is. */
        LAST_VALUE
    }
}
