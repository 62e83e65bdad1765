package org.computetrends.stats;

import java.util.Arrays;

/**
 * The cells after which a line, possibly with known breaks, may have one more break, and by how much each would lower
 * the residual sum of squares, for {@link BreakTest}. A break adds functions of time: a kink, and a step if the level may
 * jump. They are orthogonalized once against the fit without the break, for all replicates of the test.
 */
final class BreakCandidates {

    /** If less than this share of a function is left after orthogonalization, it is rounding. */
    private static final double UNDETERMINED = 1e-9;

    final BreakForm form;
    private final double[] time;
    final int size;

    // By candidate, the last cell first. The kink is orthogonalized to the base fit, and the step also to the kink.
    final int[] cell;

    /** One over the kink's sum of squares. */
    final double[] perKinkSquares;

    /** The coefficient of the step's projection on the kink. */
    final double[] stepOnKink;

    /** One over the step's sum of squares. */
    final double[] perStepSquares;

    /**
     * @param baseFit the fit without the break
     * @param form what may change at the break
     * @param fewestInSegment the fewest observations between two breaks, and between a break and an end
     */
    BreakCandidates(Cells cells, BrokenLineFit baseFit, BreakForm form, double fewestInSegment) {
        this.form = form;
        this.time = baseFit.time;
        int[] candidate = new int[cells.size()];
        double[] kinks = new double[cells.size()];
        double[] stepsOnKinks = new double[cells.size()];
        double[] steps = new double[cells.size()];
        int count = 0;
        Suffix after = new Suffix(cells, baseFit);
        long[] observationsBefore = cells.observationsBefore();
        for (int k = baseFit.segmentStart.length - 2; k >= 0; k--) {
            int from = baseFit.segmentStart[k];
            int to = baseFit.segmentStart[k + 1];
            for (int c = to - 1; c >= from; c--) {
                boolean leavesEnough = c + 1 - from >= 2
                        && to - c - 1 >= 2
                        && observationsBefore[c + 1] - observationsBefore[from] >= fewestInSegment
                        && observationsBefore[to] - observationsBefore[c + 1] >= fewestInSegment;
                after.breakAt(time[c]);
                if (leavesEnough && after.isDetermined(form)) {
                    candidate[count] = c;
                    kinks[count] = 1 / after.kinkSquares;
                    stepsOnKinks[count] = after.stepOnKink;
                    steps[count++] = 1 / after.stepSquares;
                }
                after.add(c);
            }
        }
        this.size = count;
        this.cell = Arrays.copyOf(candidate, count);
        this.perKinkSquares = Arrays.copyOf(kinks, count);
        this.stepOnKink = Arrays.copyOf(stepsOnKinks, count);
        this.perStepSquares = Arrays.copyOf(steps, count);
    }

    /**
     * The decrease of the residual sum of squares by a candidate: the squared projection of the residuals on the kink, plus
     * the squared projection on the step.
     *
     * @param candidate the candidate's index
     * @param after the sum of residuals after the candidate
     * @param timeAfter the sum of residuals times centred time after the candidate
     */
    double gain(int candidate, double after, double timeAfter) {
        double kink = timeAfter - time[cell[candidate]] * after;
        double gain = kink * kink * perKinkSquares[candidate];
        if (form == BreakForm.DISCONTINUOUS) {
            double step = after - stepOnKink[candidate] * kink;
            gain += step * step * perStepSquares[candidate];
        }
        return gain;
    }

    /**
     * The decrease of the residual sum of squares by the best candidate, given each cell's sum of residuals from the fit
     * without the break.
     */
    double largestGain(double[] residualSums) {
        double largest = 0;
        double after = 0;
        double timeAfter = 0;
        int next = residualSums.length - 1;
        for (int k = 0; k < size; k++) {
            for (; next > cell[k]; next--) {
                after += residualSums[next];
                timeAfter += residualSums[next] * time[next];
            }
            largest = Math.max(largest, gain(k, after, timeAfter));
        }
        return largest;
    }

    /**
     * Sums over the cells after a date, and the part of a break's functions there that is orthogonal to the base fit. In
     * these cells the step is one, and the kink is the time since the break; both are zero before.
     */
    private static final class Suffix {
        private final Cells cells;
        private final double[][] basis;
        private final double[] centredTime;

        // Sums over observations: one, time, its square, and by basis function its value and its product with time.
        private double count;
        private double time;
        private double timeSquared;
        private final double[] onBasis;
        private final double[] timeOnBasis;

        // Of the last call of breakAt: the kink's sum of squares before and after orthogonalization, and the step.
        private double rawKinkSquares;
        private double kinkSquares;
        private double stepOnKink;
        private double stepSquares;

        Suffix(Cells cells, BrokenLineFit baseFit) {
            this.cells = cells;
            this.basis = baseFit.basis;
            this.centredTime = baseFit.time;
            this.onBasis = new double[basis.length];
            this.timeOnBasis = new double[basis.length];
        }

        void add(int cell) {
            double n = cells.count()[cell];
            double t = centredTime[cell];
            count += n;
            time += n * t;
            timeSquared += n * t * t;
            for (int j = 0; j < basis.length; j++) {
                onBasis[j] += n * basis[j][cell];
                timeOnBasis[j] += n * t * basis[j][cell];
            }
        }

        /**
         * Orthogonalizes the functions of a break at a time: the kink and the step to the base fit, by subtracting their
         * projections on its orthonormal basis, and then the step to the kink.
         */
        void breakAt(double at) {
            rawKinkSquares = timeSquared - 2 * at * time + at * at * count;
            double kinks = rawKinkSquares;
            double steps = count;
            double stepTimesKink = time - at * count;
            for (int j = 0; j < basis.length; j++) {
                double kinkOnBasis = timeOnBasis[j] - at * onBasis[j];
                kinks -= kinkOnBasis * kinkOnBasis;
                steps -= onBasis[j] * onBasis[j];
                stepTimesKink -= kinkOnBasis * onBasis[j];
            }
            kinkSquares = kinks;
            stepOnKink = stepTimesKink / kinks;
            stepSquares = steps - stepTimesKink * stepTimesKink / kinks;
        }

        /** Whether more than rounding is left of the orthogonalized functions. */
        boolean isDetermined(BreakForm form) {
            return kinkSquares > UNDETERMINED * rawKinkSquares
                    && (form == BreakForm.CONTINUOUS || stepSquares > UNDETERMINED * count);
        }
    }
}
