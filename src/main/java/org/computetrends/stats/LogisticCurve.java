package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Logistic saturation: the value grows exponentially at first and levels off below a ceiling. Its log10 is
 * {@code y = ceiling - log10(1 + exp(-rate (t - midpoint)))}.
 *
 * <p>Fitted by Levenberg and Marquardt's method, which starts at the four best points of a grid of midpoints and rates.
 * As the midpoint moves beyond the data, the curve becomes a line in {@code y}. For data without saturation this limit
 * is the optimum, and {@link #isDetermined} is false. The ceiling is very uncertain if the curve barely bends.
 */
public final class LogisticCurve implements GrowthCurve {
    private static final double LN_10 = Math.log(10);
    private static final int CURVE_PARAMETERS = 3;

    /** The most steps of Levenberg and Marquardt's method from one start. */
    private static final int MOST_STEPS = 200;

    /** The relative decrease of the sum of squares at which the steps end. */
    private static final double CONVERGED = 1e-14;

    /** The least gain over the line, as a share of its residual sum of squares. */
    private static final double LEAST_GAIN = 1e-6;

    private final Parameters parameters;

    private final double residualSumOfSquares;

    /**
     * The decomposition of the curve's gradients at the optimum, for leverages. It does not depend on the fitted
     * values. Empty if the data do not determine the parameters.
     */
    private final Optional<LeastSquares> gradientFit;

    private final LineFit line;

    private LogisticCurve(Cells cells, Parameters parameters, LineFit line) {
        this.parameters = parameters;
        this.line = line;
        double sum = cells.residualSumOfSquares(parameters::valueAt);
        double[][] rows =
                Arrays.stream(cells.time()).mapToObj(parameters::gradientAt).toArray(double[][]::new);
        boolean isBetterThanLine = parameters.rate() > 0 && sum < (1 - LEAST_GAIN) * line.residualSumOfSquares();
        this.gradientFit =
                isBetterThanLine ? LeastSquares.fitIfDetermined(rows, cells.weights(), cells.mean()) : Optional.empty();
        this.residualSumOfSquares = isDetermined() ? sum : line.residualSumOfSquares();
    }

    /**
     * The three parameters of the curve.
     *
     * @param ceiling the upper asymptote, in OOM
     * @param rate the growth rate of the natural logarithm far below the ceiling, per year
     * @param midpoint the time at which half of the ceiling's value is reached, in years since 2000-01-01
     */
    record Parameters(double ceiling, double rate, double midpoint) {
        double valueAt(double time) {
            return ceiling - softplus(-rate * (time - midpoint)) / LN_10;
        }

        /** The share of the ceiling that is still missing. */
        double missingAt(double time) {
            return 1 / (1 + Math.exp(rate * (time - midpoint)));
        }

        /** The derivatives by ceiling, rate and midpoint. */
        double[] gradientAt(double time) {
            double missing = missingAt(time) / LN_10;
            return new double[] {1, missing * (time - midpoint), -missing * rate};
        }

        /** {@code log(1 + exp(x))} without overflow. */
        private static double softplus(double x) {
            return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
        }
    }

    /** Fits at least four cells, given their least-squares line. */
    public static LogisticCurve fit(Cells cells, LineFit line) {
        return new LogisticCurve(cells, new Search(cells, line).best(), line);
    }

    /** Whether the data determine a rising curve that fits better than the line. If not, this curve is the line. */
    public boolean isDetermined() {
        return gradientFit.isPresent();
    }

    /** The upper asymptote, in OOM; without meaning unless the curve {@link #isDetermined}. */
    public double ceiling() {
        return parameters.ceiling();
    }

    @Override
    public long n() {
        return line.n();
    }

    @Override
    public int parameters() {
        return CURVE_PARAMETERS + 1;
    }

    @Override
    public double residualSumOfSquares() {
        return residualSumOfSquares;
    }

    @Override
    public double valueAt(double time) {
        return isDetermined() ? parameters.valueAt(time) : line.valueAt(time);
    }

    @Override
    public double slopeAt(double time) {
        return isDetermined() ? parameters.rate() * parameters.missingAt(time) / LN_10 : line.slope();
    }

    @Override
    public double leverage(double time) {
        return gradientFit
                .map(fit -> fit.varianceFactor(parameters.gradientAt(time)))
                .orElseGet(() -> line.leverage(time));
    }

    /** The search for the parameters with the least sum of squares around the cells' means. */
    private record Search(Cells cells, LineFit line) {
        // The grid of midpoints. Its ends are in units of the span of the data, from the first observation.
        private static final int MIDPOINTS = 16;
        private static final double FIRST_MIDPOINT = -0.25;
        private static final double LAST_MIDPOINT = 1.5;

        /** The grid of rates, as multiples of the line's slope in natural logarithms per year. */
        private static final double[] RATES = {1, 1.25, 1.6, 2, 3, 5, 8, 13};

        /** How many of the best points of the grid are starts. */
        private static final int STARTS = 4;

        private record Candidate(Parameters parameters, double sumOfSquares) {
            static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::sumOfSquares);
        }

        Parameters best() {
            double first = cells.time()[0];
            double span = cells.time()[cells.size() - 1] - first;
            List<Candidate> grid = new ArrayList<>();
            // The line's rate, away from zero, where the curve is flat for every midpoint. A line that falls leads to
            // falling curves, which the constructor does not use.
            double rate = Math.max(Math.abs(line.slope()) * LN_10, 1e-3 / span) * (line.slope() < 0 ? -1 : 1);
            for (int i = 0; i < MIDPOINTS; i++) {
                double position = FIRST_MIDPOINT + (LAST_MIDPOINT - FIRST_MIDPOINT) * i / (MIDPOINTS - 1);
                for (double factor : RATES) {
                    grid.add(candidate(withBestCeiling(rate * factor, first + span * position)));
                }
            }
            return grid.stream()
                    .sorted(Candidate.BEST_FIRST)
                    .limit(STARTS)
                    .map(this::descend)
                    .min(Candidate.BEST_FIRST)
                    .orElseThrow()
                    .parameters();
        }

        /** The curve with the best ceiling, which is the mean distance of the values to the curve with ceiling zero. */
        private Parameters withBestCeiling(double rate, double midpoint) {
            Parameters shape = new Parameters(0, rate, midpoint);
            double sum = 0;
            for (int i = 0; i < cells.size(); i++) {
                sum += cells.count()[i] * (cells.mean()[i] - shape.valueAt(cells.time()[i]));
            }
            return new Parameters(sum / cells.observations(), rate, midpoint);
        }

        private Candidate candidate(Parameters parameters) {
            double sum = 0;
            for (int i = 0; i < cells.size(); i++) {
                double residual = cells.mean()[i] - parameters.valueAt(cells.time()[i]);
                sum += cells.count()[i] * residual * residual;
            }
            return new Candidate(parameters, sum);
        }

        /** Levenberg and Marquardt's method. Damping is relative to the curvature by each parameter. */
        private Candidate descend(Candidate start) {
            Candidate best = start;
            double damping = 1e-3;
            for (int step = 0; step < MOST_STEPS && damping < 1e12; step++) {
                Candidate next = candidate(stepFrom(best.parameters(), damping));
                double decrease = best.sumOfSquares() - next.sumOfSquares();
                if (decrease > 0 && decrease <= CONVERGED * best.sumOfSquares()) {
                    return next;
                }
                damping = decrease > 0 ? damping / 8 : damping * 4;
                best = decrease > 0 ? next : best;
            }
            return best;
        }

        private Parameters stepFrom(Parameters current, double damping) {
            double[][] normal = new double[CURVE_PARAMETERS][CURVE_PARAMETERS];
            double[] right = new double[CURVE_PARAMETERS];
            for (int i = 0; i < cells.size(); i++) {
                double[] gradient = current.gradientAt(cells.time()[i]);
                double residual = cells.mean()[i] - current.valueAt(cells.time()[i]);
                for (int j = 0; j < CURVE_PARAMETERS; j++) {
                    right[j] += cells.count()[i] * gradient[j] * residual;
                    for (int k = 0; k < CURVE_PARAMETERS; k++) {
                        normal[j][k] += cells.count()[i] * gradient[j] * gradient[k];
                    }
                }
            }
            for (int j = 0; j < CURVE_PARAMETERS; j++) {
                normal[j][j] *= 1 + damping;
            }
            double[] step = solve(normal, right);
            return new Parameters(current.ceiling() + step[0], current.rate() + step[1], current.midpoint() + step[2]);
        }

        /** Solves {@code a x = b} by Cholesky's method, which overwrites {@code a} with its root. */
        private static double[] solve(double[][] a, double[] b) {
            int size = b.length;
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < j; k++) {
                    for (int i = j; i < size; i++) {
                        a[j][i] -= a[k][i] * a[k][j];
                    }
                }
                double root = Math.sqrt(a[j][j]);
                for (int i = j; i < size; i++) {
                    a[j][i] /= root;
                }
            }
            return LeastSquares.solveUpper(a, LeastSquares.solveLower(a, b));
        }
    }
}
