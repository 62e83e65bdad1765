package org.computetrends.forecast;

import java.util.Objects;
import org.computetrends.domain.Cohort;
import org.jspecify.annotations.Nullable;

/**
 * A way to forecast.
 *
 * @param id its id in tables
 * @param name what people call it
 * @param cohort the releases that it looks at
 * @param shape what it makes of them
 * @param years how far back it looks, or null for the whole era; walks look at the whole era always, simulations never
 */
public record ForecastMethod(
        String id,
        String name,
        Cohort cohort,
        Shape shape,
        @Nullable Integer years) {

    public ForecastMethod {
        if (shape.isSimulation() && (cohort.rule() != Cohort.Rule.FRONTIER || years == null)) {
            throw new IllegalArgumentException(
                    id + " simulates the frontier from releases of some years, but has cohort " + cohort.id()
                            + " and years " + years);
        }
    }

    /** How many years of releases before the start of sample paths a line is fitted to. */
    int simulatedYears() {
        return Objects.requireNonNull(years, id);
    }

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
        LAST_VALUE,
        /** Sample paths of releases from the origin on. */
        SIMULATION,
        /** Sample paths from the date on which coverage ended, where that is long before the origin. */
        SIMULATION_FROM_COVERAGE;

        /** Whether it is read off sample paths. */
        public boolean isSimulation() {
            return this == SIMULATION || this == SIMULATION_FROM_COVERAGE;
        }
    }
}
