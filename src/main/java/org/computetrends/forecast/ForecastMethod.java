package org.computetrends.forecast;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.computetrends.domain.Cohort;
import org.computetrends.population.Population;
import org.jspecify.annotations.Nullable;

/**
 * A forecasting method of the setting {@code backtest.methods}: a shape, fitted to a cohort's releases at each origin.
 *
 * @param id the id in tables
 * @param name the display name
 * @param years years before the origin whose releases are used; null for all from {@link ForecastSettings#fitFrom}.
 *     Walks ignore it, simulations need it
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

    /** The number of years before the origin at which the fitted releases of a simulation begin. */
    int simulatedYears() {
        return Objects.requireNonNull(years, id);
    }

    /** A model of how values grow and scatter. */
    public enum Shape {
        /** The least-squares line. */
        LINE(Span.YEARS, (fitter, releases) -> fitter.line(releases)),
        /** The curve with the least BIC among one, two or three connected lines. */
        BEST_PIECEWISE(Span.YEARS, (fitter, releases) -> fitter.bestPiecewise(releases)),
        /** A mixture of the three curves of {@link #BEST_PIECEWISE}, with weights proportional to exp(-BIC/2). */
        BIC_ENSEMBLE(Span.YEARS, (fitter, releases) -> fitter.bicEnsemble(releases)),
        /** The largest value so far, continuing with its mean growth. */
        RANDOM_WALK(Span.ALL_TIME, (fitter, releases) -> fitter.walk(releases, /* drifts= */ true)),
        /** The largest value so far, without growth. */
        LAST_VALUE(Span.ALL_TIME, (fitter, releases) -> fitter.walk(releases, /* drifts= */ false)),
        /** Sample paths of releases from the origin. */
        SIMULATION(Span.YEARS, null),
        /** Sample paths from the end of coverage if that is long before the origin, otherwise from the origin. */
        SIMULATION_FROM_COVERAGE(Span.YEARS, null);

        private final Span span;

        @SuppressWarnings("ImmutableEnumChecker") // the constants' functions have no state
        private final @Nullable BiFunction<TrajectoryFitter, Population, List<TrajectoryFitter.WeightedTrajectory>> fit;

        /** A shape without {@code fit} is a simulation: it has sample paths instead of trajectories. */
        Shape(
                Span span,
                @Nullable BiFunction<TrajectoryFitter, Population, List<TrajectoryFitter.WeightedTrajectory>> fit) {
            this.span = span;
            this.fit = fit;
        }

        /** Whether forecasts are read off sample paths instead of trajectories. */
        public boolean isSimulation() {
            return fit == null;
        }

        Span span() {
            return span;
        }

        /** Fits trajectories of this shape to releases, with weights of sum 1; empty for too few releases. */
        List<TrajectoryFitter.WeightedTrajectory> trajectories(TrajectoryFitter fitter, Population releases) {
            return Objects.requireNonNull(fit, () -> "a simulation has no trajectory: " + this)
                    .apply(fitter, releases);
        }
    }

    /** The dates of the releases that a shape is fitted to. */
    enum Span {
        /** The method's years before the origin, or all from {@link ForecastSettings#fitFrom}. */
        YEARS,
        /** All dates: a walk's steps start at {@link ForecastSettings#fitFrom}, but its first value may be older. */
        ALL_TIME
    }
}
