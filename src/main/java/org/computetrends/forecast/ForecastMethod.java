package org.computetrends.forecast;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.computetrends.domain.Cohort;
import org.computetrends.population.Population;
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
        LINE(Span.YEARS, (fitter, known) -> fitter.best(known, 0)),
        /** Of a line, two lines that meet and three that meet, the one with the least BIC. */
        BEST_PIECEWISE(Span.YEARS, (fitter, known) -> fitter.best(known, 2)),
        /** These as a mixture, each with a weight proportional to exp(-BIC/2). */
        BIC_ENSEMBLE(Span.YEARS, (fitter, known) -> fitter.weighted(known, 2)),
        /** The largest value so far, growing on as fast as it has on average. */
        RANDOM_WALK(Span.ALL_TIME, (fitter, known) -> fitter.walk(known, true)),
        /** The largest value so far, staying where it is. */
        LAST_VALUE(Span.ALL_TIME, (fitter, known) -> fitter.walk(known, false)),
        /** Sample paths of releases from the origin on. */
        SIMULATION(Span.YEARS, null),
        /** Sample paths from the date on which coverage ended, where that is long before the origin. */
        SIMULATION_FROM_COVERAGE(Span.YEARS, null);

        private final Span span;

        @SuppressWarnings("ImmutableEnumChecker") // the constants' functions have no state
        private final @Nullable BiFunction<TrajectoryFitter, Population, List<TrajectoryFitter.Weighted>> fit;

        /** Of sample paths, without courses, where there is no fit. */
        Shape(Span span, @Nullable BiFunction<TrajectoryFitter, Population, List<TrajectoryFitter.Weighted>> fit) {
            this.span = span;
            this.fit = fit;
        }

        /** Whether it is read off sample paths, and has no courses. */
        public boolean isSimulation() {
            return fit == null;
        }

        /** How far back it looks. */
        Span span() {
            return span;
        }

        /** Its courses through releases, with weights of sum 1; none where the releases are too few. */
        List<TrajectoryFitter.Weighted> courses(TrajectoryFitter fitter, Population known) {
            return Objects.requireNonNull(fit, () -> "paths are no course: " + this)
                    .apply(fitter, known);
        }
    }

    /** How far back a shape looks: over the method's years or its era, or over all time, as a walk does. */
    enum Span {
        YEARS,
        ALL_TIME
    }
}
