package org.computetrends.stats;

/**
 * Prefix sums over cells, for {@link BreakSums}. From these sums a line over any range of cells, or with
 * {@linkplain Hinge hinges} anywhere, is fitted in constant time. Times and values are centred, so that differences of
 * sums keep digits.
 */
final class PrefixMoments {
    private final double meanTime;

    // Element i is a sum over the observations before cell i. The extra last element is the sum over all observations.
    private final double[] count;
    private final double[] time;
    private final double[] timeSquared;
    private final double[] value;
    private final double[] timeValue;
    private final double[] valueSquared;

    PrefixMoments(Cells cells) {
        int size = cells.size();
        this.meanTime = cells.meanTime();
        double meanValue = cells.meanValue();
        this.count = new double[size + 1];
        this.time = new double[size + 1];
        this.timeSquared = new double[size + 1];
        this.value = new double[size + 1];
        this.timeValue = new double[size + 1];
        this.valueSquared = new double[size + 1];
        for (int i = 0; i < size; i++) {
            double n = cells.count()[i];
            double t = cells.time()[i] - meanTime;
            double y = cells.mean()[i] - meanValue;
            count[i + 1] = count[i] + n;
            time[i + 1] = time[i] + n * t;
            timeSquared[i + 1] = timeSquared[i] + n * t * t;
            value[i + 1] = value[i] + n * y;
            timeValue[i + 1] = timeValue[i] + n * t * y;
            valueSquared[i + 1] = valueSquared[i] + n * y * y + cells.withinSumOfSquares()[i];
        }
    }

    int size() {
        return count.length - 1;
    }

    double count() {
        return count[size()];
    }

    /** The sum of squares of time about its mean. */
    double timeSquares() {
        return timeSquared[size()];
    }

    /**
     * The residual sum of squares of a line over at least two cells {@code from <= i < to}: {@code Syy - Sty^2 / Stt},
     * with sums of squares and products about the means.
     */
    double lineResiduals(int from, int to) {
        double perObservation = 1 / (count[to] - count[from]);
        double t = time[to] - time[from];
        double y = value[to] - value[from];
        double squares = timeSquared[to] - timeSquared[from] - t * t * perObservation;
        double products = timeValue[to] - timeValue[from] - t * y * perObservation;
        return valueSquared[to] - valueSquared[from] - y * y * perObservation - products * products / squares;
    }

    /**
     * A hinge: the function that is zero up to a time and rises by one per year from there. Sums are over observations.
     *
     * @param time the hinge's centred time
     * @param first the index of the first cell after this time
     * @param sum the sum of the function
     * @param timeSum the sum of the function times centred time
     */
    record Hinge(double time, int first, double sum, double timeSum) {}

    /** The hinge at a time in years since 2000-01-01; {@code first} is the index of the first cell after it. */
    Hinge hinge(double hingeTime, int first) {
        double centredTime = hingeTime - meanTime;
        int end = size();
        double n = count[end] - count[first];
        double t = time[end] - time[first];
        double tt = timeSquared[end] - timeSquared[first];
        return new Hinge(centredTime, first, t - centredTime * n, tt - centredTime * t);
    }

    /** The inner product of the values with a hinge that is orthogonalized to the line. */
    double valueProduct(Hinge hinge) {
        int end = size();
        double y = value[end] - value[hinge.first()];
        double ty = timeValue[end] - timeValue[hinge.first()];
        return ty - hinge.time() * y - hinge.timeSum() * timeValue[end] / timeSquared[end];
    }

    /**
     * The sum of squares of a hinge that is orthogonalized to the line.
     *
     * <p>The inner product of two such hinges has the same form:
     * {@code late.timeSum (1 - early.timeSum / timeSquares) - late.sum (early.time + early.sum / count)}.
     */
    double squares(Hinge hinge) {
        return hinge.timeSum() * (1 - hinge.timeSum() / timeSquares())
                - hinge.sum() * (hinge.time() + hinge.sum() / count());
    }
}
