package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Least squares on several columns for clustered observations, such as the releases of organizations. It has CR3
 * standard errors (the jackknife over clusters) and leave-one-cluster-out predictions.
 *
 * <p>Fits without a cluster follow from the fit to all: in the orthonormal basis of the columns, the cross products
 * without the cluster are the unit matrix minus the cluster's own. So leaving out a cluster costs one pass over that
 * cluster, and no other fit.
 */
public final class ClusteredRegression {
    /** The level of the intervals whose coverage is checked. */
    private static final double LEVEL = 0.8;

    /** The least share of a column that is independent of the other columns. Less is rounding. */
    private static final double LEAST_SHARE = 1e-9;

    private final double[][] rows;
    private final double[] value;
    /** The fit to all clusters. */
    private final LeastSquares fullFit;

    private final double[] standardErrors;
    private final double[] leftOutErrors;
    private final double[] leftOutScales;
    private final LeftOut leftOut;

    private ClusteredRegression(
            double[][] rows,
            double[] value,
            LeastSquares fullFit,
            double[] standardErrors,
            double[] leftOutErrors,
            double[] leftOutScales,
            LeftOut leftOut) {
        this.rows = rows;
        this.value = value;
        this.fullFit = fullFit;
        this.standardErrors = standardErrors;
        this.leftOutErrors = leftOutErrors;
        this.leftOutScales = leftOutScales;
        this.leftOut = leftOut;
    }

    /**
     * The errors of predictions of observations that were left out.
     *
     * @param n observations predicted
     * @param mean mean of the observations minus the predicted medians: above zero if predictions were too low
     * @param rootMeanSquare root mean square of the differences
     * @param inside observations inside their central 80% interval
     */
    public record LeftOut(int n, double mean, double rootMeanSquare, int inside) {
        /** Summarizes errors and the number inside their intervals; NaN without errors. */
        public static LeftOut of(double[] errors, int inside) {
            double sum = 0;
            double squares = 0;
            for (double error : errors) {
                sum += error;
                squares += error * error;
            }
            return new LeftOut(errors.length, sum / errors.length, Math.sqrt(squares / errors.length), inside);
        }

        /** The share of observations inside their interval; NaN without observations. */
        public double coverage80() {
            return (double) inside / n;
        }

        /** The p-value of {@link #coverage80} under the hypothesis that it is 80%, assuming independent observations. */
        public double coverage80PValue() {
            return n == 0 ? Double.NaN : BinomialTest.twoSided(inside, n, LEVEL);
        }
    }

    /**
     * Fits values on any scale; empty if there are too few observations or clusters, or if the columns are nearly dependent,
     * with all clusters or without one.
     *
     * @param rows the design: a row for each observation, with one number for each coefficient; the first is 1
     * @param cluster each observation's cluster
     */
    public static Optional<ClusteredRegression> fit(double[][] rows, double[] value, List<String> cluster) {
        Map<String, List<Integer>> clusters = new LinkedHashMap<>();
        for (int i = 0; i < cluster.size(); i++) {
            clusters.computeIfAbsent(cluster.get(i), name -> new ArrayList<>()).add(i);
        }
        int largestCluster =
                clusters.values().stream().mapToInt(List::size).max().orElse(0);
        // A prediction needs two degrees of freedom to have a score.
        if (clusters.size() < 2 || rows.length - largestCluster < rows[0].length + 2) {
            return Optional.empty();
        }
        double[] weight = new double[rows.length];
        Arrays.fill(weight, 1);
        return LeastSquares.fitIfDetermined(rows, weight, value)
                .filter(fit -> areColumnsIndependent(rows, fit))
                .flatMap(fit -> fit(rows, value, clusters, fit));
    }

    private static boolean areColumnsIndependent(double[][] rows, LeastSquares fullFit) {
        return IntStream.range(1, rows[0].length).allMatch(j -> {
            double mean =
                    Arrays.stream(rows).mapToDouble(row -> row[j]).average().orElseThrow();
            double squares = Arrays.stream(rows)
                    .mapToDouble(row -> (row[j] - mean) * (row[j] - mean))
                    .sum();
            return fullFit.orthogonalSquares(j) > LEAST_SHARE * squares;
        });
    }

    private static Optional<ClusteredRegression> fit(
            double[][] rows, double[] value, Map<String, List<Integer>> clusters, LeastSquares fullFit) {
        double[] squares = new double[rows[0].length];
        double[] errors = new double[value.length];
        double[] scales = new double[value.length];
        int inside = 0;
        Map<Integer, Double> quantiles = new HashMap<>();
        for (List<Integer> members : clusters.values()) {
            double[][] basis =
                    members.stream().map(i -> fullFit.inBasis(rows[i])).toArray(double[][]::new);
            double[] residuals = members.stream()
                    .mapToDouble(i -> value[i] - fittedValue(fullFit, rows[i]))
                    .toArray();
            Optional<double[][]> root = rootWithout(basis);
            if (root.isEmpty()) {
                return Optional.empty();
            }
            // The cluster's contribution to the normal equations, in the orthonormal basis.
            double[] score = new double[squares.length];
            for (int k = 0; k < basis.length; k++) {
                for (int j = 0; j < score.length; j++) {
                    score[j] += basis[k][j] * residuals[k];
                }
            }
            // Without the cluster, the coefficients change by (I - B'B)^-1 B'r, where B are its rows in the basis and
            // r its residuals. The root of I - B'B gives the change in two steps.
            double[] half = LeastSquares.solveLower(root.get(), score);
            double[] change = fullFit.coefficientsFromBasis(LeastSquares.solveUpper(root.get(), half));
            Arrays.setAll(squares, j -> squares[j] + change[j] * change[j]);
            // The residual sum of squares without the cluster is smaller by r'e, where e are its prediction errors.
            double remaining = fullFit.residualSumOfSquares();
            double[] variance = new double[basis.length];
            for (int k = 0; k < basis.length; k++) {
                double[] scaled = LeastSquares.solveLower(root.get(), basis[k]);
                double error = residuals[k] + dot(scaled, half);
                errors[members.get(k)] = error;
                variance[k] = 1 + dot(scaled, scaled);
                remaining -= residuals[k] * error;
            }
            int degreesOfFreedom = rows.length - members.size() - squares.length;
            double quantile = quantiles.computeIfAbsent(
                    degreesOfFreedom,
                    degrees -> TDistribution.of(degrees).inverseCumulativeProbability(0.5 + LEVEL / 2));
            for (int k = 0; k < basis.length; k++) {
                int i = members.get(k);
                scales[i] = Math.sqrt(Math.max(0, remaining) / degreesOfFreedom * variance[k]);
                inside += Math.abs(errors[i]) <= quantile * scales[i] ? 1 : 0;
            }
        }
        double factor = (clusters.size() - 1.0) / clusters.size();
        return Optional.of(new ClusteredRegression(
                rows,
                value,
                fullFit,
                Arrays.stream(squares).map(sum -> Math.sqrt(factor * sum)).toArray(),
                errors,
                scales,
                LeftOut.of(errors, inside)));
    }

    /**
     * The Cholesky factor (upper triangle) of the unit matrix minus the cross products of a cluster; empty if the
     * remaining clusters nearly do not determine the coefficients.
     */
    private static Optional<double[][]> rootWithout(double[][] basis) {
        int size = basis[0].length;
        double[][] root = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                double sum = i == j ? 1 : 0;
                for (double[] row : basis) {
                    sum -= row[i] * row[j];
                }
                for (int k = 0; k < i; k++) {
                    sum -= root[k][i] * root[k][j];
                }
                if (i == j && !(sum > LEAST_SHARE)) {
                    return Optional.empty();
                }
                root[i][j] = i == j ? Math.sqrt(sum) : sum / root[i][i];
            }
        }
        return Optional.of(root);
    }

    /** The coefficients, in the order of the columns. */
    public double[] coefficients() {
        return fullFit.coefficients();
    }

    /** The CR3 standard errors of the coefficients, in the order of the columns. */
    public double[] standardErrors() {
        return standardErrors.clone();
    }

    /** The standard deviation of the residuals, with n minus the number of coefficients degrees of freedom. */
    public double residualSd() {
        return Math.sqrt(fullFit.residualSumOfSquares() / (value.length - rows[0].length));
    }

    /** The errors of predictions of left-out clusters, with Student's intervals. */
    public LeftOut leftOut() {
        return leftOut;
    }

    /** An observation minus its prediction from all other clusters. */
    public double leftOutError(int i) {
        return leftOutErrors[i];
    }

    /** The standard error of predicting an observation from all other clusters. */
    public double leftOutScale(int i) {
        return leftOutScales[i];
    }

    /** An observation minus the fit. */
    public double residual(int i) {
        return value[i] - fittedValue(fullFit, rows[i]);
    }

    /** The plane of a regression on a constant and two columns. */
    public Plane plane() {
        if (rows[0].length != 3) {
            throw new IllegalStateException("a plane is over two columns, got " + (rows[0].length - 1));
        }
        return Plane.of(fullFit, rows, residualSd());
    }

    /** The prediction of one more observation, by Student's distribution. */
    public StudentPrediction prediction(double[] row) {
        return new StudentPrediction(
                fittedValue(fullFit, row),
                residualSd() * Math.sqrt(1 + fullFit.varianceFactor(row)),
                value.length - row.length);
    }

    private static double fittedValue(LeastSquares fit, double[] row) {
        return dot(fit.coefficients(), row);
    }

    private static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int j = 0; j < first.length; j++) {
            sum += first[j] * second[j];
        }
        return sum;
    }
}
