package org.computetrends.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Least squares on several columns, of observations that come in clusters, such as the releases of one organization: with
 * CR3 standard errors, the jackknife over clusters, and with what each cluster says of the fit to all others.
 */
public final class ClusteredRegression {
    private static final double LEVEL = 0.8;

    private final double[][] rows;
    private final double[] value;
    private final LeastSquares all;
    private final double[] standardErrors;
    private final LeftOut leftOut;

    private ClusteredRegression(
            double[][] rows, double[] value, LeastSquares all, double[] standardErrors, LeftOut leftOut) {
        this.rows = rows;
        this.value = value;
        this.all = all;
        this.standardErrors = standardErrors;
        this.leftOut = leftOut;
    }

    /**
     * How the observations of clusters fared that were left out, each predicted from all other clusters.
     *
     * @param n observations predicted
     * @param rootMeanSquare of the distances to the predicted medians
     * @param inside observations inside their central 80% interval
     */
    public record LeftOut(int n, double rootMeanSquare, int inside) {}

    /**
     * Fits.
     *
     * @param rows the design: a row of as many numbers as there are coefficients for each observation
     * @param value each observation's value
     * @param cluster each observation's cluster, counted from zero without a gap
     * @return empty where there are too few observations or clusters, or the columns depend on one another, with all
     *     clusters or without one
     */
    public static Optional<ClusteredRegression> fit(double[][] rows, double[] value, int[] cluster) {
        int clusters = Arrays.stream(cluster).max().orElse(-1) + 1;
        Optional<LeastSquares> all = determined(rows, value);
        if (clusters < 2 || all.isEmpty()) {
            return Optional.empty();
        }
        double[] coefficients = all.get().coefficients();
        double[] squares = new double[coefficients.length];
        double distances = 0;
        int inside = 0;
        for (int g = 0; g < clusters; g++) {
            int left = g;
            int[] kept = places(cluster, each -> each != left);
            Optional<LeastSquares> others = determined(chosen(rows, kept), chosen(value, kept));
            if (others.isEmpty()) {
                return Optional.empty();
            }
            double[] without = others.get().coefficients();
            for (int j = 0; j < squares.length; j++) {
                squares[j] += (without[j] - coefficients[j]) * (without[j] - coefficients[j]);
            }
            for (int i : places(cluster, each -> each == left)) {
                StudentPrediction predicted = prediction(others.get(), kept.length, rows[i]);
                distances += (value[i] - predicted.location()) * (value[i] - predicted.location());
                inside += predicted.central(LEVEL).contains(value[i]) ? 1 : 0;
            }
        }
        double factor = (clusters - 1.0) / clusters;
        return Optional.of(new ClusteredRegression(
                rows,
                value,
                all.get(),
                Arrays.stream(squares).map(sum -> Math.sqrt(factor * sum)).toArray(),
                new LeftOut(value.length, Math.sqrt(distances / value.length), inside)));
    }

    private static Optional<LeastSquares> determined(double[][] rows, double[] value) {
        // Two degrees of freedom are the fewest of which a prediction has a score.
        if (rows.length == 0 || rows.length < rows[0].length + 2) {
            return Optional.empty();
        }
        double[] weight = new double[rows.length];
        Arrays.fill(weight, 1);
        return LeastSquares.fitIfDetermined(rows, weight, value);
    }

    private static int[] places(int[] cluster, IntPredicate which) {
        return IntStream.range(0, cluster.length)
                .filter(i -> which.test(cluster[i]))
                .toArray();
    }

    private static double[][] chosen(double[][] rows, int[] places) {
        return Arrays.stream(places).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    private static double[] chosen(double[] value, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> value[i]).toArray();
    }

    /** The coefficients, in the order of the columns. */
    public double[] coefficients() {
        return all.coefficients();
    }

    /** Their CR3 standard errors. */
    public double[] standardErrors() {
        return standardErrors.clone();
    }

    /** The standard deviation of the residuals, with as many degrees of freedom as observations beyond the coefficients. */
    public double residualSd() {
        return residualSd(all, value.length);
    }

    /** How clusters that are left out are predicted. */
    public LeftOut leftOut() {
        return leftOut;
    }

    /** How far an observation lies above the fit. */
    public double residual(int i) {
        return value[i] - fitted(all, rows[i]);
    }

    /**
     * The plane of a regression on one and two columns.
     *
     * @throws IllegalStateException when it has other columns
     */
    public Plane plane() {
        if (rows[0].length != 3) {
            throw new IllegalStateException("a plane is over two columns, got " + (rows[0].length - 1));
        }
        return Plane.of(all, rows, residualSd());
    }

    private static StudentPrediction prediction(LeastSquares fit, int n, double[] row) {
        return new StudentPrediction(
                fitted(fit, row), residualSd(fit, n) * Math.sqrt(1 + fit.varianceFactor(row)), n - row.length);
    }

    private static double fitted(LeastSquares fit, double[] row) {
        double[] coefficients = fit.coefficients();
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += coefficients[j] * row[j];
        }
        return sum;
    }

    private static double residualSd(LeastSquares fit, int n) {
        return Math.sqrt(fit.residualSumOfSquares() / (n - fit.coefficients().length));
    }
}
