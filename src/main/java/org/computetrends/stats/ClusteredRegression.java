package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Least squares on several columns for clustered observations, such as the releases of organizations, with CR3 standard
 * errors (the jackknife over clusters). Each observation is also predicted from all other clusters.
 *
 * <p>Fits without a cluster follow from the fit to all clusters. In the orthonormal basis of the columns, the cross
 * products without a cluster are the unit matrix minus the cross products of that cluster. So leaving out a cluster
 * costs one pass over its rows, and no other fit.
 */
public final class ClusteredRegression {
    /** The level of the intervals whose coverage is checked. */
    private static final double LEVEL = 0.8;

    /**
     * The columns are nearly dependent if less than this share of a column's squares is orthogonal to earlier columns,
     * or remains without a cluster.
     */
    private static final double LEAST_SHARE = 1e-9;

    private final double[][] rows;
    private final double[] value;

    /** The fit to all clusters. */
    private final LeastSquares fullFit;

    private final double[] standardErrors;

    // By observation, from the fit without its cluster: the prediction's error, and the prediction's standard error.
    private final double[] leftOutErrors;
    private final double[] leftOutScales;

    /** The number of observations inside the central 80% intervals of their predictions. */
    private int inside;

    private ClusteredRegression(double[][] rows, double[] value, LeastSquares fullFit) {
        this.rows = rows;
        this.value = value;
        this.fullFit = fullFit;
        this.standardErrors = new double[rows[0].length];
        this.leftOutErrors = new double[value.length];
        this.leftOutScales = new double[value.length];
    }

    /**
     * A summary of the errors of predictions, such as of each observation from all other clusters.
     *
     * @param n observations predicted
     * @param mean mean of the observations minus the predicted medians: above zero if predictions were too low
     * @param rootMeanSquare root mean square of the differences
     * @param inside observations inside the central 80% interval of their prediction
     */
    public record PredictionErrors(int n, double mean, double rootMeanSquare, int inside) {
        /** Summarizes errors. The means are NaN if there are no errors. */
        public static PredictionErrors of(double[] errors, int inside) {
            double sum = 0;
            double squares = 0;
            for (double error : errors) {
                sum += error;
                squares += error * error;
            }
            return new PredictionErrors(errors.length, sum / errors.length, Math.sqrt(squares / errors.length), inside);
        }

        /** The share of observations inside their interval; NaN without observations. */
        public double coverage80() {
            return (double) inside / n;
        }

        /** The p-value of {@link #coverage80} for a true 80% and independent observations; NaN without observations. */
        public double coverage80PValue() {
            return n == 0 ? Double.NaN : BinomialTest.twoSided(inside, n, LEVEL);
        }
    }

    /**
     * Fits values on any scale; empty if there are too few observations or clusters, or if the columns are nearly
     * dependent, with all clusters or without one.
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
        // StudentPrediction needs two degrees of freedom, also when the largest cluster is left out.
        if (clusters.size() < 2 || rows.length - largestCluster < rows[0].length + 2) {
            return Optional.empty();
        }
        double[] equalWeights = new double[rows.length];
        Arrays.fill(equalWeights, 1);
        Optional<LeastSquares> fullFit =
                LeastSquares.fitIfDetermined(rows, equalWeights, value).filter(fit -> areColumnsIndependent(rows, fit));
        if (fullFit.isEmpty()) {
            return Optional.empty();
        }
        ClusteredRegression regression = new ClusteredRegression(rows, value, fullFit.get());
        return regression.leaveOutEach(clusters.values()) ? Optional.of(regression) : Optional.empty();
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

    /**
     * Leaves out each cluster in turn, and sets the standard errors and all fields of left-out predictions. False if
     * the coefficients are nearly undetermined without some cluster.
     *
     * @param clusters by cluster: the indices of its observations
     */
    private boolean leaveOutEach(Collection<List<Integer>> clusters) {
        double[] squares = new double[standardErrors.length];
        // By degrees of freedom: quantiles are slow to compute, and many clusters are equally large.
        Map<Integer, Double> quantiles = new HashMap<>();
        for (List<Integer> members : clusters) {
            double[][] basis =
                    members.stream().map(i -> fullFit.inBasis(rows[i])).toArray(double[][]::new);
            Optional<double[][]> root = rootWithout(basis);
            if (root.isEmpty()) {
                return false;
            }
            int degreesOfFreedom = value.length - members.size() - squares.length;
            double[] change = leaveOut(members, basis, root.get(), degreesOfFreedom);
            Arrays.setAll(squares, j -> squares[j] + change[j] * change[j]);
            double quantile = quantiles.computeIfAbsent(
                    degreesOfFreedom,
                    degrees -> TDistribution.of(degrees).inverseCumulativeProbability(0.5 + LEVEL / 2));
            for (int i : members) {
                inside += Math.abs(leftOutErrors[i]) <= quantile * leftOutScales[i] ? 1 : 0;
            }
        }
        double factor = (clusters.size() - 1.0) / clusters.size();
        Arrays.setAll(standardErrors, j -> Math.sqrt(factor * squares[j]));
        return true;
    }

    /**
     * Predicts the members of a cluster from the fit to all other clusters. Without the cluster, the coefficients are
     * lower by {@code (I - B'B)^-1 B'r}. B is the cluster's rows in the orthonormal basis, and r its residuals.
     *
     * @param root the Cholesky factor R of {@code I - B'B = R'R}
     * @return the coefficients of all clusters minus those without the cluster
     */
    private double[] leaveOut(List<Integer> members, double[][] basis, double[][] root, int degreesOfFreedom) {
        double[] residuals = members.stream().mapToDouble(this::residual).toArray();
        double[] score = new double[root.length];
        for (int k = 0; k < basis.length; k++) {
            for (int j = 0; j < score.length; j++) {
                score[j] += basis[k][j] * residuals[k];
            }
        }
        // The product of two vectors scaled by R'^-1 is their product with (I - B'B)^-1 in between.
        double[] scaledScore = LeastSquares.solveLower(root, score);
        // The residual sum of squares without the cluster is smaller by r'e, where e are its prediction errors.
        double remaining = fullFit.residualSumOfSquares();
        double[] variance = new double[basis.length];
        for (int k = 0; k < basis.length; k++) {
            double[] scaledRow = LeastSquares.solveLower(root, basis[k]);
            double error = residuals[k] + dot(scaledRow, scaledScore);
            leftOutErrors[members.get(k)] = error;
            // One for the observation itself, plus the leverage of its row in the fit without the cluster.
            variance[k] = 1 + dot(scaledRow, scaledRow);
            remaining -= residuals[k] * error;
        }
        for (int k = 0; k < basis.length; k++) {
            leftOutScales[members.get(k)] = Math.sqrt(Math.max(0, remaining) / degreesOfFreedom * variance[k]);
        }
        return fullFit.coefficientsFromBasis(LeastSquares.solveUpper(root, scaledScore));
    }

    /**
     * The Cholesky factor (upper triangle) of the unit matrix minus the cross products of a cluster; empty if the
     * coefficients are nearly undetermined without this cluster.
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
        return fullFit.coefficients().clone();
    }

    /** The CR3 standard errors of the coefficients, in the order of the columns. */
    public double[] standardErrors() {
        return standardErrors.clone();
    }

    /** The standard deviation of the residuals. Its degrees of freedom are n minus the number of coefficients. */
    public double residualSd() {
        return Math.sqrt(fullFit.residualSumOfSquares() / (value.length - rows[0].length));
    }

    /** Summarizes how well each observation is predicted from all other clusters, with Student's intervals. */
    public PredictionErrors leftOut() {
        return PredictionErrors.of(leftOutErrors, inside);
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
        return value[i] - fittedValue(rows[i]);
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
                fittedValue(row), residualSd() * Math.sqrt(1 + fullFit.varianceFactor(row)), value.length - row.length);
    }

    private double fittedValue(double[] row) {
        return dot(fullFit.coefficients(), row);
    }

    private static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int j = 0; j < first.length; j++) {
            sum += first[j] * second[j];
        }
        return sum;
    }
}
