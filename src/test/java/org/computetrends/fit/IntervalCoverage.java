package org.computetrends.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.Points;
import org.computetrends.stats.TestClusters;

/**
 * The share of each method's 95% intervals that contain the true slope, on synthetic trends. Organizations are as
 * unequal as those of the data: the k-th organization has a k-th of the first's releases. {@code main} prints the table
 * that {@link UncertaintyEstimator} cites: one line for each kind of noise and number of observations.
 */
final class IntervalCoverage {
    private static final double SLOPE = 0.6;
    private static final double HEIGHT = 20;

    /** An organization starts in the first twelve years, and its releases are within three years after. */
    private static final double FOUNDING_YEARS = 12;

    private static final double ACTIVE_YEARS = 3;

    /** The standard deviation of observations about the line, in OOM. */
    private static final double SPREAD = 0.8;

    /** The standard deviation of half the variance: 2 * 0.57² is about 0.8². */
    private static final double HALF_VARIANCE_SPREAD = 0.57;

    private static final int STUDENT_DEGREES_OF_FREEDOM = 3;

    /** Student's t with three degrees of freedom has the variance 3: 0.46² * 3 is about 0.8². */
    private static final double STUDENT_SCALE = 0.46;

    private IntervalCoverage() {}

    /** How observations scatter about the line. */
    enum Noise {
        NORMAL,
        /** The standard deviation grows from 0.5 to 1 in the years of foundings. */
        HETEROSKEDASTIC,
        /** Half of the variance is shared by the releases of an organization. */
        CLUSTERED,
        /** Student's t. */
        HEAVY_TAILED
    }

    public static void main(String[] arguments) {
        int simulations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        System.out.println("noise, n: " + Arrays.toString(Method.values()));
        for (Noise noise : Noise.values()) {
            for (int n : new int[] {15, 50, 400}) {
                StringBuilder line = new StringBuilder(noise + ", " + n + ":");
                Map<Method, Double> shares = coverage(noise, n, simulations, 999);
                for (Method method : Method.values()) {
                    line.append(String.format(Locale.ROOT, " %.1f", 100 * shares.getOrDefault(method, Double.NaN)));
                }
                System.out.println(line);
            }
        }
    }

    /** By method: the share of its intervals that contain the true slope. Some simulations have no interval. */
    static Map<Method, Double> coverage(Noise noise, int n, int simulations, int replicates) {
        List<SlopeInterval> all = IntStream.range(0, simulations)
                .parallel()
                .mapToObj(simulation -> intervals(noise, n, replicates, simulation))
                .flatMap(List::stream)
                .toList();
        return all.stream()
                .collect(Collectors.groupingBy(
                        SlopeInterval::method,
                        () -> new EnumMap<>(Method.class),
                        Collectors.averagingInt(
                                interval -> interval.low() <= SLOPE && SLOPE <= interval.high() ? 1 : 0)));
    }

    private record Observation(double time, double value, int organization) {}

    private static List<SlopeInterval> intervals(Noise noise, int n, int replicates, int simulation) {
        List<Observation> observations = observations(noise, n, simulation);
        double[] time = observations.stream().mapToDouble(Observation::time).toArray();
        double[] value = observations.stream().mapToDouble(Observation::value).toArray();
        Points points = new Points(time, value, new double[n]);
        Cells cells = Cells.ofRows(time, value);
        LineFit line = LeastSquaresLine.fit(cells);
        return new UncertaintyEstimator(replicates, MeasurementNoise.NONE)
                .uncertainty(line, cells, clusters(points, observations), points, simulation)
                .intervals();
    }

    /** Observations in order of time. */
    private static List<Observation> observations(Noise noise, int n, int simulation) {
        SplittableRandom random = new SplittableRandom(
                1_000_003L * simulation + 31L * n + noise.name().hashCode());
        int organizations = Math.max(2, n / 2);
        double[] effect = IntStream.range(0, organizations)
                .mapToDouble(organization -> HALF_VARIANCE_SPREAD * random.nextGaussian())
                .toArray();
        double[] founded = random.doubles(organizations, 0, FOUNDING_YEARS).toArray();
        double[] size = IntStream.rangeClosed(1, organizations)
                .mapToDouble(rank -> 1.0 / rank)
                .toArray();
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int organization = randomOrganization(size, random);
            double time = founded[organization] + ACTIVE_YEARS * random.nextDouble();
            double error = switch (noise) {
                case NORMAL -> SPREAD * random.nextGaussian();
                case HETEROSKEDASTIC -> (0.5 + 0.5 * time / FOUNDING_YEARS) * random.nextGaussian();
                case CLUSTERED -> effect[organization] + HALF_VARIANCE_SPREAD * random.nextGaussian();
                case HEAVY_TAILED -> STUDENT_SCALE * studentT(random);
            };
            observations.add(new Observation(time, HEIGHT + SLOPE * time + error, organization));
        }
        observations.sort(Comparator.comparingDouble(Observation::time));
        return observations;
    }

    private static ClusterMoments clusters(Points points, List<Observation> observations) {
        int[] organizations =
                observations.stream().mapToInt(Observation::organization).toArray();
        int[] present = Arrays.stream(organizations).distinct().sorted().toArray();
        int[] clusterIndex = Arrays.stream(organizations)
                .map(organization -> Arrays.binarySearch(present, organization))
                .toArray();
        return TestClusters.of(points, clusterIndex, present.length);
    }

    /** The index of an organization, with a probability proportional to its size. */
    private static int randomOrganization(double[] size, SplittableRandom random) {
        double rest = Arrays.stream(size).sum() * random.nextDouble();
        int organization = 0;
        while (organization < size.length - 1 && rest >= size[organization]) {
            rest -= size[organization];
            organization++;
        }
        return organization;
    }

    private static double studentT(SplittableRandom random) {
        double squares = 0;
        for (int i = 0; i < STUDENT_DEGREES_OF_FREEDOM; i++) {
            double normal = random.nextGaussian();
            squares += normal * normal;
        }
        return random.nextGaussian() / Math.sqrt(squares / STUDENT_DEGREES_OF_FREEDOM);
    }
}
