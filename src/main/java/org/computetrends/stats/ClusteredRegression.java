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
 * Least squares on several columns, of observations that come in clusters, such as the releases of one organization: with
 * CR3 standard errors, the jackknife over clusters, and with what all other clusters say of each.
 *
 * <p>What a fit without a cluster would be follows from the fit to all: in the orthonormal basis of its columns the cross
 * products without the cluster are the unit matrix less the cluster's own. So it takes no longer for many clusters.
 */
public final class ClusteredRegression {
    private static final double LEVEL = 0.8;

    /** What must be left of a column beside others, as a share: with less, rounding decides. */
    private static final double LEAST_LEFT = 1e-9;

    private final double[][] rows;
    private final double[] value;
    private final LeastSquares all;
    private final double[] standardErrors;
    private final double[] leftOutErrors;
    private final double[] leftOutScales;
    private final LeftOut leftOut;

    private ClusteredRegression(
            double[][] rows,
            double[] value,
            LeastSquares all,
            double[] standardErrors,
            double[] leftOutErrors,
            double[] leftOutScales,
            LeftOut leftOut) {
        this.rows = rows;
        this.value = value;
        this.all = all;
        this.standardErrors = standardErrors;
        this.leftOutErrors = leftOutErrors;
        this.leftOutScales = leftOutScales;
        this.leftOut = leftOut;
    }

    /**
     * How predictions fared whose observations took no part in them.
     *
     * @param n observations predicted
     * @param mean of their distances from the predicted medians: above zero where predictions were too low
     * @param rootMeanSquare of these distances
     * @param inside observations inside their central 80% interval
     */
    public record LeftOut(int n, double mean, double rootMeanSquare, int inside) {
        /** Of errors, and as many of them inside their intervals; not a number where there are none. */
        public static LeftOut of(double[] errors, int inside) {
            double sum = 0;
            double squares = 0;
            for (double error : errors) {
                sum += error;
                squares += error * error;
            }
            return new LeftOut(errors.length, sum / errors.length, Math.sqrt(squares / errors.length), inside);
        }

        /** The share inside; not a number where there are none. */
        public double coverage80() {
            return (double) inside / n;
        }

        /** The p-value of that share under the hypothesis that it is 80%, observations taken as independent. */
        public double coverage80PValue() {
            return n == 0 ? Double.NaN : BinomialTest.twoSided(inside, n, LEVEL);
        }
    }

    /**
     * Fits.
     *
     * @param rows the design: a row of as many numbers as there are coefficients for each observation, the first one
     * @param value each observation's value
     * @param cluster each observation's cluster
     * @return empty where there are too few observations or clusters, or the columns nearly depend on one another, with
     *     all clusters or without one
     */
    public static Optional<ClusteredRegression> fit(double[][] rows, double[] value, List<String> cluster) {
        Map<String, List<Integer>> clusters = new LinkedHashMap<>();
        for (int i = 0; i < cluster.size(); i++) {
            clusters.computeIfAbsent(cluster.get(i), name -> new ArrayList<>()).add(i);
        }
        int most = clusters.values().stream().mapToInt(List::size).max().orElse(0);
        // Two degrees of freedom are the fewest of which a prediction has a score.
        if (clusters.size() < 2 || rows.length - most < rows[0].length + 2) {
            return Optional.empty();
        }
        double[] weight = new double[rows.length];
        Arrays.fill(weight, 1);
        Optional<LeastSquares> all = LeastSquares.fitIfDetermined(rows, weight, value);
        return all.filter(fit -> areColumnsApart(rows, fit)).flatMap(fit -> fit(rows, value, clusters, fit));
    }

    private static boolean areColumnsApart(double[][] rows, LeastSquares all) {
        return IntStream.range(1, rows[0].length).allMatch(j -> {
            double mean =
                    Arrays.stream(rows).mapToDouble(row -> row[j]).average().orElseThrow();
            double squares = Arrays.stream(rows)
                    .mapToDouble(row -> (row[j] - mean) * (row[j] - mean))
                    .sum();
            return all.leftOf(j) > LEAST_LEFT * squares;
        });
    }

    private static Optional<ClusteredRegression> fit(
            double[][] rows, double[] value, Map<String, List<Integer>> clusters, LeastSquares all) {
        double[] squares = new double[rows[0].length];
        double[] errors = new double[value.length];
        double[] scales = new double[value.length];
        int inside = 0;
        Map<Integer, Double> quantiles = new HashMap<>();
        for (List<Integer> members : clusters.values()) {
            double[][] basis = members.stream().map(i -> all.inBasis(rows[i])).toArray(double[][]::new);
            double[] residuals = members.stream()
                    .mapToDouble(i -> value[i] - fitted(all, rows[i]))
                    .toArray();
            Optional<double[][]> root = rootWithout(basis);
            if (root.isEmpty()) {
                return Optional.empty();
            }
            double[] pull = new double[squares.length];
            for (int k = 0; k < basis.length; k++) {
                for (int j = 0; j < pull.length; j++) {
                    pull[j] += basis[k][j] * residuals[k];
                }
            }
            double[] half = LeastSquares.solveLower(root.get(), pull);
            double[] step = all.coefficientsOf(LeastSquares.solveUpper(root.get(), half));
            Arrays.setAll(squares, j -> squares[j] + step[j] * step[j]);
            double left = all.residualSumOfSquares();
            double[] variance = new double[basis.length];
            for (int k = 0; k < basis.length; k++) {
                double[] scaled = LeastSquares.solveLower(root.get(), basis[k]);
                double error = residuals[k] + dot(scaled, half);
                errors[members.get(k)] = error;
                variance[k] = 1 + dot(scaled, scaled);
                left -= residuals[k] * error;
            }
            int freedom = rows.length - members.size() - squares.length;
            double quantile = quantiles.computeIfAbsent(
                    freedom, degrees -> TDistribution.of(degrees).inverseCumulativeProbability(0.5 + LEVEL / 2));
            for (int k = 0; k < basis.length; k++) {
                int i = members.get(k);
                scales[i] = Math.sqrt(Math.max(0, left) / freedom * variance[k]);
                inside += Math.abs(errors[i]) <= quantile * scales[i] ? 1 : 0;
            }
        }
        double factor = (clusters.size() - 1.0) / clusters.size();
        return Optional.of(new ClusteredRegression(
                rows,
                value,
                all,
                Arrays.stream(squares).map(sum -> Math.sqrt(factor * sum)).toArray(),
                errors,
                scales,
                LeftOut.of(errors, inside)));
    }

    /**
     * The upper triangle whose product with its transpose is the unit matrix less the cross products of a cluster
     * (Cholesky); empty where too little is left.
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
                if (i == j && !(sum > LEAST_LEFT)) {
                    return Optional.empty();
                }
                root[i][j] = i == j ? Math.sqrt(sum) : sum / root[i][i];
            }
        }
        return Optional.of(root);
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
        return Math.sqrt(all.residualSumOfSquares() / (value.length - rows[0].length));
    }

    /** How clusters that are left out are predicted, with Student's intervals. */
    public LeftOut leftOut() {
        return leftOut;
    }

    /** How far an observation lies above what all other clusters say of it. */
    public double leftOutError(int i) {
        return leftOutErrors[i];
    }

    /** The standard error of what all other clusters say of an observation, of one more. */
    public double leftOutScale(int i) {
        return leftOutScales[i];
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

    /** What one more observation would be, as Student's distribution has it. */
    public StudentPrediction prediction(double[] row) {
        return new StudentPrediction(
                fitted(all, row), residualSd() * Math.sqrt(1 + all.varianceFactor(row)), value.length - row.length);
    }

    private static double fitted(LeastSquares fit, double[] row) {
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
