package org.computetrends.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.Points;

/**
 * How often each 95% interval of a slope holds the true slope, on synthetic trends. Organizations are as unequal as
 * those of the data, the second half as large as the first, and so on, and each releases within three years. {@code main} prints the table that
 * {@link UncertaintyEstimator} cites: one line for each kind of noise and number of observations.
 */
final class IntervalCoverage {
    private static final double SLOPE = 0.6;

    private IntervalCoverage() {}

    /** How observations scatter about the line, with a standard deviation of some 0.8 OOM. */
    enum Noise {
        NORMAL,
        /** Twice the spread at the end that it has at the beginning. */
        HETEROSKEDASTIC,
        /** Half of the variance is shared by the releases of an organization. */
        CLUSTERED,
        /** Student's t with three degrees of freedom. */
        HEAVY_TAILED
    }

    public static void main(String[] arguments) {
        int simulations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        System.out.println("noise, n: " + Arrays.toString(Method.values()));
        for (Noise noise : Noise.values()) {
            for (int n : new int[] {15, 50, 400}) {
                StringBuilder line = new StringBuilder(noise + ", " + n + ":");
                coverage(noise, n, simulations, 999)
                        .values()
                        .forEach(share -> line.append(String.format(Locale.ROOT, " %.1f", 100 * share)));
                System.out.println(line);
            }
        }
    }

    /** The share of simulations whose interval holds the truth, by method. */
    static Map<Method, Double> coverage(Noise noise, int n, int simulations, int replicates) {
        List<List<SlopeInterval>> all = IntStream.range(0, simulations)
                .parallel()
                .mapToObj(simulation -> intervals(noise, n, replicates, simulation))
                .toList();
        Map<Method, Double> shares = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            long made = 0;
            long held = 0;
            for (List<SlopeInterval> intervals : all) {
                for (SlopeInterval interval : intervals) {
                    if (interval.method() == method) {
                        made++;
                        held += interval.low() <= SLOPE && SLOPE <= interval.high() ? 1 : 0;
                    }
                }
            }
            if (made > 0) {
                shares.put(method, held / (double) made);
            }
        }
        return shares;
    }

    /** An observation and its organization. */
    private record Drawn(double time, double value, int organization) {}

    private static List<SlopeInterval> intervals(Noise noise, int n, int replicates, int simulation) {
        SplittableRandom random = new SplittableRandom(
                1_000_003L * simulation + 31L * n + noise.name().hashCode());
        List<Drawn> drawn = new ArrayList<>();
        int organizations = Math.max(2, n / 2);
        double[] effect = IntStream.range(0, organizations)
                .mapToDouble(g -> 0.57 * random.nextGaussian())
                .toArray();
        double[] founded = random.doubles(organizations, 0, 12).toArray();
        double[] sizes = IntStream.rangeClosed(1, organizations)
                .mapToDouble(rank -> 1.0 / rank)
                .toArray();
        for (int i = 0; i < n; i++) {
            int organization = drawn(sizes, random);
            double time = founded[organization] + 3 * random.nextDouble();
            double error = switch (noise) {
                case NORMAL -> 0.8 * random.nextGaussian();
                case HETEROSKEDASTIC -> (0.5 + 0.5 * time / 12) * random.nextGaussian();
                case CLUSTERED -> effect[organization] + 0.57 * random.nextGaussian();
                case HEAVY_TAILED -> 0.46 * studentWithThree(random);
            };
            drawn.add(new Drawn(time, 20 + SLOPE * time + error, organization));
        }
        drawn.sort(Comparator.comparingDouble(Drawn::time));
        double[] time = drawn.stream().mapToDouble(Drawn::time).toArray();
        double[] value = drawn.stream().mapToDouble(Drawn::value).toArray();
        Cells cells = Cells.ofRows(time, value);
        LineFit line = LeastSquaresLine.fit(cells);
        return new UncertaintyEstimator(replicates, MeasurementNoise.NONE)
                .uncertainty(line, cells, clusters(drawn), new Points(time, value, new double[n]), simulation)
                .intervals();
    }

    private static ClusterMoments clusters(List<Drawn> drawn) {
        int[] present =
                drawn.stream().mapToInt(Drawn::organization).distinct().sorted().toArray();
        double[][] sums = new double[5][present.length];
        for (Drawn one : drawn) {
            int g = Arrays.binarySearch(present, one.organization());
            sums[0][g]++;
            sums[1][g] += one.time();
            sums[2][g] += one.time() * one.time();
            sums[3][g] += one.value();
            sums[4][g] += one.time() * one.value();
        }
        return new ClusterMoments(sums[0], sums[1], sums[2], sums[3], sums[4]);
    }

    private static int drawn(double[] weights, SplittableRandom random) {
        double rest = Arrays.stream(weights).sum() * random.nextDouble();
        int index = 0;
        while (index < weights.length - 1 && rest >= weights[index]) {
            rest -= weights[index++];
        }
        return index;
    }

    private static double studentWithThree(SplittableRandom random) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double normal = random.nextGaussian();
            squares += normal * normal;
        }
        return random.nextGaussian() / Math.sqrt(squares / 3);
    }
}
