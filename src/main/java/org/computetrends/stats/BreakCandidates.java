package org.computetrends.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cells after which a line, possibly with known breaks, may have one more break, and by how much each would lower
 * the residual sum of squares, for {@link BreakTest}. A break adds functions of time: a kink, and a step if the level may
 * jump. They are orthogonalized once against the fit without the break, for all replicates of the test.
 */
final class BreakCandidates {

    /** If less than this share of a function is left after orthogonalization, it is rounding. */
    private static final double UNDETERMINED = 1e-9;

    /** The candidates, the last cell first. */
    final Candidate[] all;

    private final double[] centredTime;

    /**
     * A break after a cell. Its kink is orthogonalized to the base fit, and its step also to the kink.
     *
     * @param breakTime the cell's centred time
     * @param perKinkSquares one over the kink's sum of squares
     * @param stepOnKink the coefficient of the step's projection on the kink
     * @param perStepSquares one over the step's sum of squares; 0 for a break without a step
     */
    record Candidate(int cell, double breakTime, double perKinkSquares, double stepOnKink, double perStepSquares) {
        /**
         * The decrease of the residual sum of squares: the squared projection of the residuals on the kink, plus the squared
         * projection on the step.
         *
         * @param after the sum of residuals after the cell
         * @param timeAfter the sum of residuals times centred time after the cell
         */
        double gain(double after, double timeAfter) {
            double kink = timeAfter - breakTime * after;
            double step = after - stepOnKink * kink;
            return kink * kink * perKinkSquares + step * step * perStepSquares;
        }
    }

    /**
     * @param baseFit the fit without the break
     * @param form what may change at the break
     * @param fewestInSegment the fewest observations between two breaks, and between a break and an end; two cells are needed
     *     there in any case
     */
    BreakCandidates(Cells cells, BrokenLineFit baseFit, BreakForm form, double fewestInSegment) {
        this.centredTime = baseFit.time;
        List<Candidate> candidates = new ArrayList<>();
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
                if (leavesEnough) {
                    after.candidate(c, form).ifPresent(candidates::add);
                }
                after.add(c);
            }
        }
        this.all = candidates.toArray(Candidate[]::new);
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
        for (Candidate candidate : all) {
            for (; next > candidate.cell(); next--) {
                after += residualSums[next];
                timeAfter += residualSums[next] * centredTime[next];
            }
            largest = Math.max(largest, candidate.gain(after, timeAfter));
        }
        return largest;
    }

    /**
     * Sums over the observations after a cell: their number, times and squared times; and by basis function, its values and
     * their products with time.
     */
    private static final class Suffix {
        private final Cells cells;
        private final double[][] basis;
        private final double[] centredTime;
        private double count;
        private double sumOfTime;
        private double sumOfTimeSquared;
        private final double[] onBasis;
        private final double[] timeOnBasis;

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
            sumOfTime += n * t;
            sumOfTimeSquared += n * t * t;
            for (int j = 0; j < basis.length; j++) {
                onBasis[j] += n * basis[j][cell];
                timeOnBasis[j] += n * t * basis[j][cell];
            }
        }

        /**
         * The break after a cell, given the sums over the cells after it. There the step is one, and the kink is the time
         * since the break; both are zero before. Both are orthogonalized to the base fit by subtracting their projections on
         * its orthonormal basis, and then the step to the kink. Empty if only rounding is left of them.
         */
        Optional<Candidate> candidate(int cell, BreakForm form) {
            double at = centredTime[cell];
            double rawKinkSquares = sumOfTimeSquared - 2 * at * sumOfTime + at * at * count;
            double kinkSquares = rawKinkSquares;
            double stepSquares = count;
            double stepTimesKink = sumOfTime - at * count;
            for (int j = 0; j < basis.length; j++) {
                double kinkOnBasis = timeOnBasis[j] - at * onBasis[j];
                kinkSquares -= kinkOnBasis * kinkOnBasis;
                stepSquares -= onBasis[j] * onBasis[j];
                stepTimesKink -= kinkOnBasis * onBasis[j];
            }
            stepSquares -= stepTimesKink * stepTimesKink / kinkSquares;
            boolean hasStep = form == BreakForm.DISCONTINUOUS;
            return kinkSquares > UNDETERMINED * rawKinkSquares && (!hasStep || stepSquares > UNDETERMINED * count)
                    ? Optional.of(new Candidate(
                            cell, at, 1 / kinkSquares, stepTimesKink / kinkSquares, hasStep ? 1 / stepSquares : 0))
                    : Optional.empty();
        }
    }
}
