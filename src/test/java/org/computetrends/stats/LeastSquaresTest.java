package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Least squares against the values that NIST certifies for its reference datasets (StRD, linear regression). */
class LeastSquaresTest {
    private static final MathContext SIXTY_DIGITS = new MathContext(60);

    /** A dataset of {@code reference/nist} with its certified values. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Dataset(
            double[] estimate, double[] standardError, double residualSd, double rSquared, double[] y, double[][] x) {

        static Dataset read(String name) throws IOException {
            List<String[]> lines =
                    Files.readAllLines(Path.of("src/test/resources/reference/nist/" + name + ".csv")).stream()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(",", -1))
                            .toList();
            List<String[]> parameters =
                    lines.stream().filter(line -> line[0].equals("parameter")).toList();
            List<String[]> data =
                    lines.stream().filter(line -> line[0].equals("data")).toList();
            return new Dataset(
                    parameters.stream()
                            .mapToDouble(line -> Double.parseDouble(line[2]))
                            .toArray(),
                    parameters.stream()
                            .mapToDouble(line -> Double.parseDouble(line[3]))
                            .toArray(),
                    single(lines, "residual_sd"),
                    single(lines, "r_squared"),
                    data.stream()
                            .mapToDouble(line -> Double.parseDouble(line[1]))
                            .toArray(),
                    data.stream()
                            .map(line -> Arrays.stream(line)
                                    .skip(2)
                                    .mapToDouble(Double::parseDouble)
                                    .toArray())
                            .toArray(double[][]::new));
        }

        private static double single(List<String[]> lines, String name) {
            return lines.stream()
                    .filter(line -> line[0].equals(name))
                    .mapToDouble(line -> Double.parseDouble(line[1]))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Norris, 1, 9",
        "Pontius, 2, 9",
        "Filip, 10, 7",
        "Wampler1, 5, 9",
        "Wampler2, 5, 9",
        "Wampler3, 5, 9",
        "Wampler4, 5, 9",
        "Wampler5, 5, 9"
    })
    void polynomialsOnAnOrthogonalBasisMeetNist(String name, int degree, int digits) throws IOException {
        Dataset dataset = Dataset.read(name);
        int n = dataset.y().length;
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> dataset.x()[i][0]));
        double[] time = order.stream().mapToDouble(i -> dataset.x()[i][0]).toArray();
        double[] value = order.stream().mapToDouble(i -> dataset.y()[i]).toArray();
        double[] weight = ones(n);
        OrthogonalPolynomials basis = new OrthogonalPolynomials(time, weight, degree);
        LeastSquares fit =
                LeastSquares.fit(Arrays.stream(time).mapToObj(basis::valuesAt).toArray(double[][]::new), weight, value);
        // NIST certifies coefficients of powers of time.
        BigDecimal[][] powers = powerCoefficients(basis, degree);
        double sd = Math.sqrt(fit.residualSumOfSquares() / (n - degree - 1));
        for (int power = 0; power <= degree; power++) {
            BigDecimal estimate = BigDecimal.ZERO;
            double[] row = new double[degree + 1];
            for (int j = 0; j <= degree; j++) {
                row[j] = powers[j][power].doubleValue();
                estimate = estimate.add(powers[j][power].multiply(new BigDecimal(fit.coefficients()[j])), SIXTY_DIGITS);
            }
            assertDigits(estimate.doubleValue(), dataset.estimate()[power], digits, 0);
            assertDigits(sd * Math.sqrt(fit.varianceFactor(row)), dataset.standardError()[power], digits, 1e-6);
        }
        assertDigits(sd, dataset.residualSd(), digits, 1e-6);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"NoInt1, false", "NoInt2, false", "Longley, true"})
    void designsOfSeveralColumnsMeetNist(String name, boolean intercept) throws IOException {
        Dataset dataset = Dataset.read(name);
        int n = dataset.y().length;
        double[][] rows =
                Arrays.stream(dataset.x()).map(x -> intercept ? withOne(x) : x).toArray(double[][]::new);
        LeastSquares fit = LeastSquares.fit(rows, ones(n), dataset.y());
        int size = dataset.estimate().length;
        double sd = Math.sqrt(fit.residualSumOfSquares() / (n - size));
        for (int j = 0; j < size; j++) {
            double[] unit = new double[size];
            unit[j] = 1;
            assertDigits(fit.coefficients()[j], dataset.estimate()[j], 9, 0);
            assertDigits(sd * Math.sqrt(fit.varianceFactor(unit)), dataset.standardError()[j], 9, 0);
        }
        assertDigits(sd, dataset.residualSd(), 9, 0);
        double total = 0;
        double mean = intercept ? Arrays.stream(dataset.y()).average().orElseThrow() : 0;
        for (double y : dataset.y()) {
            total += (y - mean) * (y - mean);
        }
        assertDigits(1 - fit.residualSumOfSquares() / total, dataset.rSquared(), 9, 0);
    }

    /** The line of the growth models is a polynomial of degree one: LeastSquaresLine, from cells, on Norris. */
    @Test
    void theLineMeetsNist() throws IOException {
        Dataset norris = Dataset.read("Norris");
        double[] x = Arrays.stream(norris.x()).mapToDouble(row -> row[0]).toArray();
        LineFit line = LeastSquaresLine.fit(Cells.ofRows(x, norris.y()));
        assertDigits(line.slope(), norris.estimate()[1], 9, 0);
        assertDigits(line.slopeSe(), norris.standardError()[1], 9, 0);
        assertDigits(line.residualSd(), norris.residualSd(), 9, 0);
        assertDigits(line.rSquared(), norris.rSquared(), 9, 0);
    }

    @Test
    void columnsThatDependOnOneAnotherAreRefused() {
        double[][] rows = {{1, 2}, {2, 4}, {3, 6}};
        assertThatThrownBy(() -> LeastSquares.fit(rows, ones(3), new double[] {1, 2, 3}))
                .hasMessageContaining("depend on one another");
        assertThatThrownBy(() -> LeastSquares.fit(new double[][] {{1, 2}}, ones(1), new double[] {1}))
                .hasMessageContaining("2 coefficients need as many observations, got 1");
    }

    @Test
    void aPolynomialNeedsMoreTimesThanItsDegree() {
        assertThatThrownBy(() -> new OrthogonalPolynomials(ones(3), ones(3), 5))
                .hasMessageContaining("degree 5 needs more than 5 times, got 3");
    }

    /** Agreement to a number of digits; a certified zero is met within an absolute tolerance. */
    private static void assertDigits(double actual, double certified, int digits, double zero) {
        double tolerance = certified == 0 ? zero : Math.pow(10, -digits) * Math.abs(certified);
        assertThat(actual).isCloseTo(certified, within(tolerance));
    }

    /**
     * Each polynomial's coefficients of powers of time, to 60 digits: {@code q(k+1) = ((t - centre) / scale - shift(k))
     * q(k) - ratio(k) q(k-1)}.
     */
    private static BigDecimal[][] powerCoefficients(OrthogonalPolynomials basis, int degree) {
        BigDecimal[][] q = new BigDecimal[degree + 1][degree + 1];
        for (BigDecimal[] row : q) {
            Arrays.fill(row, BigDecimal.ZERO);
        }
        q[0][0] = BigDecimal.ONE;
        BigDecimal perTime = BigDecimal.ONE.divide(new BigDecimal(basis.scale), SIXTY_DIGITS);
        for (int k = 0; k < degree; k++) {
            BigDecimal constant = new BigDecimal(basis.centre)
                    .multiply(perTime, SIXTY_DIGITS)
                    .add(new BigDecimal(basis.shift[k]))
                    .negate();
            for (int power = 0; power <= degree; power++) {
                BigDecimal sum = constant.multiply(q[k][power], SIXTY_DIGITS);
                if (power > 0) {
                    sum = sum.add(perTime.multiply(q[k][power - 1], SIXTY_DIGITS), SIXTY_DIGITS);
                }
                if (k > 0) {
                    BigDecimal ratio = new BigDecimal(basis.ratio[k]);
                    sum = sum.subtract(ratio.multiply(q[k - 1][power], SIXTY_DIGITS), SIXTY_DIGITS);
                }
                q[k + 1][power] = sum;
            }
        }
        return q;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] withOne(double[] x) {
        double[] row = new double[x.length + 1];
        row[0] = 1;
        System.arraycopy(x, 0, row, 1, x.length);
        return row;
    }
}
