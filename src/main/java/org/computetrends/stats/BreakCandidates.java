package org.computetrends.stats;

import java.util.Arrays;

/**
 * The cells after which a line, possibly with known breaks, may have one more break, and by how much each would lower
 * the residual sum of squares. A break adds functions of time: a kink, and a step if the level may jump. They are
 * orthogonalized once against the fit without the break.
 */
final class BreakCandidates {

    /** If less than this share of a function is left after orthogonalization, it is rounding. */
    private static final double UNDETERMINED = 1e-9;

    final BreakForm form;
    private final double[] time;
    final int size;

    // One entry for each candidate, the last cell first.
    final int[] cell;
    final double[] perKinkSquares;
    final double[] stepOnKink;
    final double[] perStepSquares;

    BreakCandidates(Cells cells, BrokenLineFit without, BreakForm form, double least) {
        this.form = form;
        this.time = without.time;
        int[] candidate = new int[cells.size()];
        double[] kinks = new double[cells.size()];
        double[] both = new double[cells.size()];
        double[] steps = new double[cells.size()];
        int found = 0;
        Suffix after = new Suffix(cells, without);
        long[] before = new long[cells.size() + 1];
        for (int c = 0; c < cells.size(); c++) {
            before[c + 1] = before[c] + cells.count()[c];
        }
        for (int k = without.segmentStart.length - 2; k >= 0; k--) {
            int from = without.segmentStart[k];
            int to = without.segmentStart[k + 1];
            for (int c = to - 1; c >= from; c--) {
                boolean leavesEnough = c + 1 - from >= 2
                        && to - c - 1 >= 2
                        && before[c + 1] - before[from] >= least
                        && before[to] - before[c + 1] >= least;
                after.breakAt(time[c]);
                if (leavesEnough && after.isDetermined(form)) {
                    candidate[found] = c;
                    kinks[found] = 1 / after.kinkSquares;
                    both[found] = after.stepOnKink;
                    steps[found++] = 1 / after.stepSquares;
                }
                after.add(c);
            }
        }
        this.size = found;
        this.cell = Arrays.copyOf(candidate, found);
        this.perKinkSquares = Arrays.copyOf(kinks, found);
        this.stepOnKink = Arrays.copyOf(both, found);
        this.perStepSquares = Arrays.copyOf(steps, found);
    }

    /**
     * The decrease of the residual sum of squares by a candidate.
     *
     * @param after the sum of residuals after it
     * @param timeAfter the sum of residuals times centred time after it
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
     * The decrease of the residual sum of squares by the best candidate.
     *
     * @param residualSums each cell's sum of residuals from the fit without the break
     */
    double largestGain(double[] residualSums) {
        double most = 0;
        double after = 0;
        double timeAfter = 0;
        int next = residualSums.length - 1;
        for (int k = 0; k < size; k++) {
            for (; next > cell[k]; next--) {
                after += residualSums[next];
                timeAfter += residualSums[next] * time[next];
            }
            most = Math.max(most, gain(k, after, timeAfter));
        }
        return most;
    }

    /** Sums over the cells after a date, and the functions that a break there adds. */
    private static final class Suffix {
        private final Cells cells;
        private final double[][] basis;
        private final double[] centredTime;
        private double count;
        private double time;
        private double timeSquared;
        private final double[] onBasis;
        private final double[] timeOnBasis;
        private double allKinks;
        private double kinkSquares;
        private double stepOnKink;
        private double stepSquares;

        Suffix(Cells cells, BrokenLineFit without) {
            this.cells = cells;
            this.basis = without.basis;
            this.centredTime = without.time;
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

        /** Orthogonalizes the functions of a break at a time against the fit without it. */
        void breakAt(double at) {
            allKinks = timeSquared - 2 * at * time + at * at * count;
            double kinks = allKinks;
            double steps = count;
            double both = time - at * count;
            for (int j = 0; j < basis.length; j++) {
                double kinkOnBasis = timeOnBasis[j] - at * onBasis[j];
                kinks -= kinkOnBasis * kinkOnBasis;
                steps -= onBasis[j] * onBasis[j];
                both -= kinkOnBasis * onBasis[j];
            }
            kinkSquares = kinks;
            stepOnKink = both / kinks;
            stepSquares = steps - both * both / kinks;
        }

        /** Whether more than rounding is left of the orthogonalized functions. */
        boolean isDetermined(BreakForm form) {
            return kinkSquares > UNDETERMINED * allKinks
                    && (form == BreakForm.CONTINUOUS || stepSquares > UNDETERMINED * count);
        }
    }
}
