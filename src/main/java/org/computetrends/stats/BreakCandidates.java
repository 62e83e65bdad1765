package org.computetrends.stats;

import java.util.Arrays;

/**
 * The cells after which a line, or one that is known to break, may have one break more, and by how much that would
 * lower a residual sum of squares. The functions of time that a break adds, a kink and, where the level may jump, a
 * step, are freed once from what the fit without it explains.
 */
final class BreakCandidates {

    /** Of functions freed from others less than this share is rounding. */
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
        this.time = without.centredTime();
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
     * By how much a candidate lowers the residual sum of squares.
     *
     * @param after the sum of residuals after it
     * @param timeAfter the same of residuals times centred time
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
     * By how much the best candidate lowers the residual sum of squares.
     *
     * @param residualSums each cell's sum of residuals of the fit without the break
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

    /** Sums over the cells after a date, and what a break there adds. */
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
            this.centredTime = without.centredTime();
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

        /** Frees what a break at a time adds from what the fit without it explains. */
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

        /** Whether anything is left of it. */
        boolean isDetermined(BreakForm form) {
            return kinkSquares > UNDETERMINED * allKinks
                    && (form == BreakForm.CONTINUOUS || stepSquares > UNDETERMINED * count);
        }
    }
}
