package org.computetrends.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Bootstraps the difference of two slopes by pairs. Observations of both trends are drawn together, so that one that
 * lies in both is drawn for both, and what the trends share cancels as it does in the data.
 */
public final class JointBootstrap {

    /** A replicate that cannot be fitted is drawn again; where this many in a row cannot, there is no bootstrap. */
    private static final int MOST_REDRAWS = 10_000;

    /** Trends of fewer dates leave too few different replicates. */
    private static final int LEAST_DATES = 5;

    private final Points points;
    private final boolean[] inFirst;
    private final boolean[] inSecond;
    private final MeasurementNoise noise;
    private final double meanTime;
    private final double meanValue;
    private final int[] date;

    /**
     * @param points the observations that lie in either trend
     * @param inFirst which lie in the first
     * @param inSecond which lie in the second
     * @param noise the measurement error added to each value drawn
     */
    public JointBootstrap(Points points, boolean[] inFirst, boolean[] inSecond, MeasurementNoise noise) {
        this.points = points;
        this.inFirst = inFirst.clone();
        this.inSecond = inSecond.clone();
        this.noise = noise;
        this.meanTime = Arrays.stream(points.time()).average().orElse(0);
        this.meanValue = Arrays.stream(points.value()).average().orElse(0);
        this.date = new int[points.size()];
        for (int i = 1; i < date.length; i++) {
            date[i] = date[i - 1] + (points.time()[i] == points.time()[i - 1] ? 0 : 1);
        }
    }

    /**
     * Tests whether the slopes differ. Replicates in which either trend has fewer than three dates are drawn again;
     * empty where either has fewer than five at all.
     *
     * @param replicates how many
     * @param seed of the draws
     */
    public Optional<SlopeDifference.BootstrapTest> difference(int replicates, long seed) {
        if (dates(inFirst) < LEAST_DATES || dates(inSecond) < LEAST_DATES) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] differences = new double[replicates];
        Sums first = new Sums();
        Sums second = new Sums();
        for (int replicate = 0; replicate < replicates; replicate++) {
            int attempts = 0;
            do {
                if (attempts++ == MOST_REDRAWS) {
                    return Optional.empty();
                }
                draw(random, first, second);
            } while (first.dates < 3 || second.dates < 3);
            differences[replicate] = first.slope() - second.slope();
        }
        Arrays.sort(differences);
        long notAbove = Arrays.stream(differences).filter(each -> each <= 0).count();
        long notBelow = Arrays.stream(differences).filter(each -> each >= 0).count();
        double smaller = (1.0 + Math.min(notAbove, notBelow)) / (1.0 + replicates);
        return Optional.of(new SlopeDifference.BootstrapTest(
                Math.min(1, 2 * smaller), BootstrapInterval.percentile(differences, 0.95)));
    }

    private long dates(boolean[] members) {
        return IntStream.range(0, date.length)
                .filter(i -> members[i])
                .map(i -> date[i])
                .distinct()
                .count();
    }

    private void draw(SplittableRandom random, Sums first, Sums second) {
        first.clear();
        second.clear();
        for (int k = 0; k < date.length; k++) {
            int i = random.nextInt(date.length);
            double time = points.time()[i] - meanTime;
            double value = points.value()[i] - meanValue + noise.draw(random, points.noiseSd()[i]);
            if (inFirst[i]) {
                first.add(time, value, date[i]);
            }
            if (inSecond[i]) {
                second.add(time, value, date[i]);
            }
        }
    }

    /** One trend's sums over a replicate. */
    private static final class Sums {
        private double count;
        private double time;
        private double squares;
        private double value;
        private double products;
        private int dates;
        private int firstDate;
        private int secondDate;

        void clear() {
            count = 0;
            time = 0;
            squares = 0;
            value = 0;
            products = 0;
            dates = 0;
        }

        void add(double t, double y, int onDate) {
            count++;
            time += t;
            squares += t * t;
            value += y;
            products += t * y;
            if (dates == 0) {
                firstDate = onDate;
                dates = 1;
            } else if (dates == 1 && onDate != firstDate) {
                secondDate = onDate;
                dates = 2;
            } else if (dates == 2 && onDate != firstDate && onDate != secondDate) {
                dates = 3;
            }
        }

        double slope() {
            return (products - time * value / count) / (squares - time * time / count);
        }
    }
}
