package org.computetrends.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The candidates of {@link BreakTest} for one more break of a line. A candidate is a break after a cell. Its gain is
 * the decrease of the residual sum of squares. The line may have known breaks already.
 *
 * <p>A break adds functions of time that are zero up to the break. After the break, the kink is the time since then,
 * and the step is one. A continuous break has no step. Kink and step are orthogonalized to the fit without the break,
 * once for all replicates.
 */
final class BreakCandidates {

    /** If orthogonalization leaves less than this share of a function's sum of squares, what is left is rounding. */
    private static final double UNDETERMINED = 1e-9;

    /** The candidates, in order from the last cell to the first. */
    final Candidate[] all;

    private final double[] centredTime;

    /**
     * A break after a cell. Its kink is orthogonalized to the base fit, and its step also to the kink.
     *
     * @param breakTime the cell's centred time
     * @param inverseKinkSquares one over the kink's sum of squares
     * @param stepOnKink the coefficient of the step's projection on the kink
     * @param inverseStepSquares one over the step's sum of squares; 0 for a break without a step
     */
    record Candidate(
            int cell, double breakTime, double inverseKinkSquares, double stepOnKink, double inverseStepSquares) {
        /**
         * The gain: the squared projection of the residuals on the kink, plus the squared projection on the step.
         *
         * @param sumAfter the sum of residuals after the cell
         * @param timeSumAfter the sum of residuals times centred time after the cell
         */
        double gain(double sumAfter, double timeSumAfter) {
            double kink = timeSumAfter - breakTime * sumAfter;
            double step = sumAfter - stepOnKink * kink;
            return kink * kink * inverseKinkSquares + step * step * inverseStepSquares;
        }
    }

    /**
     * @param baseFit the fit without the break
     * @param fewestInSegment the fewest observations in a segment. A segment also needs two cells
     */
    BreakCandidates(Cells cells, PiecewiseFit baseFit, BreakForm form, double fewestInSegment) {
        this.centredTime = baseFit.time;
        List<Candidate> candidates = new ArrayList<>();
        SumsAfter after = new SumsAfter(cells, baseFit);
        long[] observationsBefore = cells.observationsBefore();
        for (int segment = baseFit.segmentStart.length - 2; segment >= 0; segment--) {
            int from = baseFit.segmentStart[segment];
            int to = baseFit.segmentStart[segment + 1];
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

    /** The gain of the best candidate, given each cell's sum of residuals of the fit without the break. */
    double largestGain(double[] residualSums) {
        double largest = 0;
        double sumAfter = 0;
        double timeSumAfter = 0;
        int next = residualSums.length - 1;
        for (Candidate candidate : all) {
            for (; next > candidate.cell(); next--) {
                sumAfter += residualSums[next];
                timeSumAfter += residualSums[next] * centredTime[next];
            }
            largest = Math.max(largest, candidate.gain(sumAfter, timeSumAfter));
        }
        return largest;
    }

    /** Sums over the observations after a cell. Cells are added from the last to the first. */
    private static final class SumsAfter {
        private final Cells cells;
        private final double[][] basis;
        private final double[] centredTime;
        private double count;
        private double timeSum;
        private double timeSquares;

        // By function of the base fit's basis: the sum of its values, and of its values times centred time.
        private final double[] basisSum;
        private final double[] basisTimeSum;

        SumsAfter(Cells cells, PiecewiseFit baseFit) {
            this.cells = cells;
            this.basis = baseFit.basis;
            this.centredTime = baseFit.time;
            this.basisSum = new double[basis.length];
            this.basisTimeSum = new double[basis.length];
        }

        void add(int cell) {
            double n = cells.count()[cell];
            double t = centredTime[cell];
            count += n;
            timeSum += n * t;
            timeSquares += n * t * t;
            for (int j = 0; j < basis.length; j++) {
                basisSum[j] += n * basis[j][cell];
                basisTimeSum[j] += n * t * basis[j][cell];
            }
        }

        /**
         * The candidate for a break after {@code cell}. Call it when all later cells, and only those, have been added.
         * Kink and step are orthogonalized to the base fit by subtracting their projections on its orthonormal basis.
         * Then the step is orthogonalized to the kink. Empty if only rounding is left of the kink or, for a
         * discontinuous break, of the step.
         */
        Optional<Candidate> candidate(int cell, BreakForm form) {
            double breakTime = centredTime[cell];
            double rawKinkSquares = timeSquares - 2 * breakTime * timeSum + breakTime * breakTime * count;
            double kinkSquares = rawKinkSquares;
            double stepSquares = count;
            double stepTimesKink = timeSum - breakTime * count;
            for (int j = 0; j < basis.length; j++) {
                double kinkOnBasis = basisTimeSum[j] - breakTime * basisSum[j];
                kinkSquares -= kinkOnBasis * kinkOnBasis;
                stepSquares -= basisSum[j] * basisSum[j];
                stepTimesKink -= kinkOnBasis * basisSum[j];
            }
            stepSquares -= stepTimesKink * stepTimesKink / kinkSquares;
            boolean hasStep = form == BreakForm.DISCONTINUOUS;
            return kinkSquares > UNDETERMINED * rawKinkSquares && (!hasStep || stepSquares > UNDETERMINED * count)
                    ? Optional.of(new Candidate(
                            cell,
                            breakTime,
                            1 / kinkSquares,
                            stepTimesKink / kinkSquares,
                            hasStep ? 1 / stepSquares : 0))
                    : Optional.empty();
        }
    }
}
