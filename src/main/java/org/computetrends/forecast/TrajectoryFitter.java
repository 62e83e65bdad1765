package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Population;
import org.computetrends.stats.BasisCurve;
import org.computetrends.stats.BreakForm;
import org.computetrends.stats.BreakSearch;
import org.computetrends.stats.Cells;
import org.computetrends.stats.GrowthCurve;
import org.computetrends.stats.LeastSquaresLine;
import org.jspecify.annotations.Nullable;

/**
 * Fits trajectories, which are curves or random walks, to the releases known at an origin.
 *
 * <p>Curves are least-squares lines with no, one or two continuous breaks. Breaks are searched on every seventh day,
 * with a least share of the releases in each segment. Curves with fewer than 2 degrees of freedom, the least that a
 * prediction needs, are left out. Other shapes do not extrapolate well: polynomials diverge, the data do not determine
 * the ceiling of a logistic curve, and a jump does not inform the future.
 *
 * <p>Walks use the largest value before each of the dates origin, origin minus one step, and so on back to
 * {@code fitFrom} or the first release. Drift is the mean growth over these years. The variance per year is the
 * variance of the steps around the drift. The forecast's variance {@code h} years ahead is the variance per year times
 * {@code h (1 + h / years)}, where {@code years} is the length of the span. This is Hyndman and Athanasopoulos'
 * formula (2021, "Forecasting", section 5.5) in continuous time. The method "last value" is a walk without drift.
 *
 * @param fitFrom the first date used by walks, or null for no bound
 * @param origin only releases before it are known
 * @param stepMonths months between the dates used by walks
 * @param trim the least share of the releases in a segment
 */
record TrajectoryFitter(
        TimeScale timeScale, @Nullable LocalDate fitFrom, LocalDate origin, int stepMonths, double trim) {

    /** The fewest steps from which a variance is estimated. */
    private static final int FEWEST_STEPS = 3;

    /** A week is precise enough: breaks are only used to extrapolate and are not published. */
    private static final int DAYS_BETWEEN_BREAKS = 7;

    /** A trajectory and its probability. */
    record WeightedTrajectory(Trajectory trajectory, double weight) {}

    List<WeightedTrajectory> line(Population releases) {
        return best(curves(releases, /* hasBreaks= */ false));
    }

    /** The curve with the least BIC among one, two or three connected lines. */
    List<WeightedTrajectory> bestPiecewise(Population releases) {
        return best(curves(releases, /* hasBreaks= */ true));
    }

    /** The curve with the least BIC, the first of equal ones; empty without curves. */
    private List<WeightedTrajectory> best(List<GrowthCurve> curves) {
        return curves.stream()
                .min(Comparator.comparingDouble(GrowthCurve::bic))
                .map(curve -> List.of(new WeightedTrajectory(trajectory(curve), 1)))
                .orElse(List.of());
    }

    private Trajectory trajectory(GrowthCurve curve) {
        return new Trajectory.Curve(curve, timeScale);
    }

    /** The curves that can be fitted, the line first. */
    private List<GrowthCurve> curves(Population releases, boolean hasBreaks) {
        Cells cells = releases.cells(timeScale);
        if (!LeastSquaresLine.isEstimable(cells)) {
            return List.of();
        }
        List<GrowthCurve> curves = new ArrayList<>(List.of(LeastSquaresLine.fit(cells)));
        if (hasBreaks) {
            double[] days = LongStream.iterate(
                            releases.firstDate().toEpochDay(),
                            day -> day <= releases.lastDate().toEpochDay(),
                            day -> day + DAYS_BETWEEN_BREAKS)
                    .mapToDouble(timeScale::yearsSince2000)
                    .toArray();
            BreakSearch search = new BreakSearch(cells, days, BreakForm.CONTINUOUS, trim);
            for (List<BreakSearch.Break> breaks : List.of(search.oneBreak(), search.twoBreaks())) {
                if (!breaks.isEmpty()) {
                    double[] times =
                            breaks.stream().mapToDouble(BreakSearch.Break::time).toArray();
                    curves.add(BasisCurve.piecewise(cells, times, BreakForm.CONTINUOUS));
                }
            }
        }
        curves.removeIf(curve -> curve.degreesOfFreedom() < 2);
        return curves;
    }

    /** The curves of {@link #bestPiecewise}, with weights proportional to exp(-BIC/2). */
    List<WeightedTrajectory> bicEnsemble(Population releases) {
        List<GrowthCurve> curves = curves(releases, /* hasBreaks= */ true);
        double[] bic = curves.stream().mapToDouble(GrowthCurve::bic).toArray();
        if (Arrays.stream(bic).anyMatch(value -> value == Double.NEGATIVE_INFINITY)) {
            // A perfect fit has an infinite BIC, so no weight. The perfect fit with the fewest parameters is used.
            return best(curves);
        }
        double[] weights = GrowthCurve.weights(bic);
        return IntStream.range(0, bic.length)
                .mapToObj(i -> new WeightedTrajectory(trajectory(curves.get(i)), weights[i]))
                .toList();
    }

    /** The walk from the largest value so far; with drift, it continues at the mean growth. Empty for too few steps. */
    List<WeightedTrajectory> walk(Population releases, boolean drifts) {
        List<LocalDate> dates = stepDates(releases);
        int steps = dates.size() - 1;
        if (steps < FEWEST_STEPS) {
            return List.of();
        }
        LocalDate first = dates.get(steps);
        double years = timeScale.yearsSince2000(origin) - timeScale.yearsSince2000(first);
        double drift = drifts ? (releases.largestLog10Before(origin) - releases.largestLog10Before(first)) / years : 0;
        // Squared steps around the drift, per year of each step.
        double squares = 0;
        for (int i = 0; i < steps; i++) {
            LocalDate to = dates.get(i);
            LocalDate from = dates.get(i + 1);
            double length = timeScale.yearsSince2000(to) - timeScale.yearsSince2000(from);
            double step = releases.largestLog10Before(to) - releases.largestLog10Before(from) - drift * length;
            squares += step * step / length;
        }
        double degreesOfFreedom = drifts ? steps - 1.0 : (double) steps;
        return List.of(new WeightedTrajectory(
                new Trajectory.Walk(
                        releases,
                        origin,
                        drift,
                        squares / degreesOfFreedom,
                        drifts ? years : Double.POSITIVE_INFINITY,
                        degreesOfFreedom,
                        timeScale),
                1));
    }

    /** The origin and the dates whole steps before it, latest first, back to {@code fitFrom} or the first release. */
    private List<LocalDate> stepDates(Population releases) {
        List<LocalDate> dates = new ArrayList<>();
        LocalDate date = origin;
        while ((fitFrom == null || !date.isBefore(fitFrom)) && !Double.isNaN(releases.largestLog10Before(date))) {
            dates.add(date);
            date = origin.minusMonths((long) dates.size() * stepMonths);
        }
        return dates;
    }
}
