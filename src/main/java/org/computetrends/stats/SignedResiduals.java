package org.computetrends.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Residuals of a line with known breaks, with random signs: the replicates of {@link BreakTest}. Determines whether one more
 * break would explain enough of them.
 *
 * <p>Rows are summed in blocks. For each four rows, the sums over all signs are computed once, so a draw costs one look-up
 * for four rows. A search runs from the last block to the first by running sums. It enters a block only if its candidates
 * may gain enough: the sums after a candidate differ from those after its block by at most the block's absolute residuals.
 */
final class SignedResiduals {
    /** Rows whose sums are computed once for all of their signs. */
    private static final int GROUP = 4;

    private static final int OUTCOMES = 1 << GROUP;

    /** With fewer rows, no block can be skipped. */
    private static final int FEW_ROWS = 512;

    /** The fit without the break tested for. */
    private final BrokenLineFit baseFit;

    private final int[] rowStart;
    private final double[] residual;
    private final double[] time;
    private final double[] weight;

    /** A bit for each row: 1 flips the residual's sign. Has one extra word. */
    private final long[] signs;

    // By block: its first row, its first group of rows, its segment, and sums over its rows.
    private final int[] firstRow;
    private final int[] firstGroup;
    private final int[] segment;
    private final double[] absoluteSum;
    private final double[] count;
    private final double[] timeSum;
    private final double[] timeSquares;

    /** For every outcome of a group's signs: the sum of its rows, followed by the sum of their products with time. */
    private final double[] outcomes;

    // Of the current draw, by block: sums of residuals, and of residuals times centred time. Then the fitted lines.
    private final double[] blockSum;
    private final double[] blockTimeSum;
    private final double[] lines;

    /**
     * @param baseFit the fit without the break tested for
     * @param rowStart the first residual of each cell, and the number of residuals as the last element
     * @param residual the residuals, in order of cells
     */
    SignedResiduals(Cells cells, BrokenLineFit baseFit, int[] rowStart, double[] residual) {
        this.baseFit = baseFit;
        this.rowStart = rowStart;
        this.residual = residual;
        this.time = new double[residual.length];
        this.weight = new double[residual.length];
        for (int c = 0; c < cells.size(); c++) {
            Arrays.fill(time, rowStart[c], rowStart[c + 1], baseFit.time[c]);
            // Each residual of a cell represents the same number of observations: one, or all of the cell.
            double observations = cells.count()[c] / (double) (rowStart[c + 1] - rowStart[c]);
            Arrays.fill(weight, rowStart[c], rowStart[c + 1], observations);
        }
        this.signs = new long[residual.length / Long.SIZE + 2];
        int[] starts = new int[residual.length + 1];
        int[] segments = new int[residual.length];
        int blocks = 0;
        // Relative to the sums of a block, sums after a break grow with the root of the number of rows.
        int rowsPerBlock = residual.length < FEW_ROWS
                ? residual.length
                : Math.max(2 * GROUP, (int) Math.sqrt(residual.length) / OUTCOMES * GROUP);
        for (int k = 0; k < baseFit.segmentStart.length - 1; k++) {
            int end = rowStart[baseFit.segmentStart[k + 1]];
            for (int row = rowStart[baseFit.segmentStart[k]]; row < end; row += rowsPerBlock) {
                segments[blocks] = k;
                starts[blocks++] = row;
            }
        }
        starts[blocks] = residual.length;
        this.firstRow = Arrays.copyOf(starts, blocks + 1);
        this.segment = Arrays.copyOf(segments, blocks);
        this.firstGroup = new int[blocks + 1];
        this.absoluteSum = new double[blocks];
        this.count = new double[blocks];
        this.timeSum = new double[blocks];
        this.timeSquares = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            firstGroup[block + 1] = firstGroup[block] + (firstRow[block + 1] - firstRow[block] + GROUP - 1) / GROUP;
            for (int row = firstRow[block]; row < firstRow[block + 1]; row++) {
                absoluteSum[block] += Math.abs(residual[row]);
                count[block] += weight[row];
                timeSum[block] += weight[row] * time[row];
                timeSquares[block] += weight[row] * time[row] * time[row];
            }
        }
        this.outcomes = outcomes();
        this.blockSum = new double[blocks];
        this.blockTimeSum = new double[blocks];
        this.lines = new double[2 * (baseFit.segmentStart.length - 1)];
    }

    private double[] outcomes() {
        double[] sums = new double[2 * OUTCOMES * firstGroup[segment.length]];
        for (int block = 0; block < segment.length; block++) {
            for (int row = firstRow[block]; row < firstRow[block + 1]; row++) {
                int inBlock = row - firstRow[block];
                int from = 2 * OUTCOMES * (firstGroup[block] + inBlock / GROUP);
                for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                    double signed = (outcome >> inBlock % GROUP & 1) == 0 ? residual[row] : -residual[row];
                    sums[from + 2 * outcome] += signed;
                    sums[from + 2 * outcome + 1] += signed * time[row];
                }
            }
        }
        return sums;
    }

    /** The residual sum of squares before the fit of a draw, which does not depend on the signs. */
    double sumOfSquares() {
        return Arrays.stream(residual).map(value -> value * value).sum();
    }

    /** Draws a sign for each residual. */
    void draw(SplittableRandom random) {
        for (int row = 0; row < residual.length; row += Long.SIZE) {
            signs[row / Long.SIZE] = random.nextLong();
        }
    }

    /** Draws a sign for each cluster of residuals, numbered from zero, into a buffer with one bit for each cluster. */
    void draw(SplittableRandom random, int[] cluster, long[] clusterSigns) {
        for (int word = 0; word < clusterSigns.length; word++) {
            clusterSigns[word] = random.nextLong();
        }
        Arrays.fill(signs, 0);
        for (int row = 0; row < residual.length; row++) {
            signs[row >>> 6] |= (clusterSigns[cluster[row] >>> 6] >>> cluster[row] & 1) << row;
        }
    }

    /** Fits the line to the draw, and returns the sum of squares that it explains. */
    double fit() {
        double[] segmentSum = new double[lines.length / 2];
        double[] segmentTimeSum = new double[segmentSum.length];
        for (int block = 0; block < blockSum.length; block++) {
            double values = 0;
            double products = 0;
            int row = firstRow[block];
            for (int g = firstGroup[block]; g < firstGroup[block + 1]; g++, row += GROUP) {
                int at = 2 * (OUTCOMES * g + (int) (signsFrom(row) & (OUTCOMES - 1)));
                values += outcomes[at];
                products += outcomes[at + 1];
            }
            blockSum[block] = values;
            blockTimeSum[block] = products;
            segmentSum[segment[block]] += values;
            segmentTimeSum[segment[block]] += products;
        }
        return baseFit.lines(segmentSum, segmentTimeSum, lines);
    }

    /** The signs of 64 rows, the first in bit 0: the end of one word and the start of the next. */
    private long signsFrom(int row) {
        int word = row >>> 6;
        return signs[word] >>> row | signs[word + 1] << 1 << ~row;
    }

    /** Searches the candidates of a form of break. */
    final class Search {
        private final BreakCandidates candidates;

        // By block: the range of its candidates, and the largest magnitudes over them.
        private final int[] firstCandidate;
        private final int[] candidatesEnd;
        private final double[] largestPerKinkSquares;
        private final double[] largestStepOnKink;
        private final double[] largestStepOnKinkChange;
        private final double[] largestPerStepSquares;

        Search(BreakCandidates candidates) {
            int blocks = segment.length;
            this.candidates = candidates;
            this.firstCandidate = new int[blocks];
            this.candidatesEnd = new int[blocks];
            this.largestPerKinkSquares = new double[blocks];
            this.largestStepOnKink = new double[blocks];
            this.largestStepOnKinkChange = new double[blocks];
            this.largestPerStepSquares = new double[blocks];
            double[] stepOnKink = candidates.stepOnKink;
            for (int block = blocks - 1, k = 0; block >= 0; block--) {
                firstCandidate[block] = k;
                for (; k < candidates.size && lastRow(k) >= firstRow[block]; k++) {
                    double change = Math.abs(stepOnKink[k] - stepOnKink[firstCandidate[block]]);
                    largestPerKinkSquares[block] = Math.max(largestPerKinkSquares[block], candidates.perKinkSquares[k]);
                    largestStepOnKink[block] = Math.max(largestStepOnKink[block], Math.abs(stepOnKink[k]));
                    largestStepOnKinkChange[block] = Math.max(largestStepOnKinkChange[block], change);
                    largestPerStepSquares[block] = Math.max(largestPerStepSquares[block], candidates.perStepSquares[k]);
                }
                candidatesEnd[block] = k;
            }
        }

        private int lastRow(int candidate) {
            return rowStart[candidates.cell[candidate] + 1] - 1;
        }

        /** Whether a candidate lowers the draw's residual sum of squares by at least this much. */
        boolean reaches(double gain) {
            double after = 0;
            double timeAfter = 0;
            for (int block = segment.length - 1; block >= 0; block--) {
                double height = lines[2 * segment[block]];
                double rise = lines[2 * segment[block] + 1];
                if (firstCandidate[block] < candidatesEnd[block]
                        && bound(block, after, timeAfter, height, rise) >= gain
                        && reachesInBlock(block, after, timeAfter, gain)) {
                    return true;
                }
                after += blockSum[block] - height * count[block] - rise * timeSum[block];
                timeAfter += blockTimeSum[block] - height * timeSum[block] - rise * timeSquares[block];
            }
            return false;
        }

        /**
         * An upper bound of the decrease by the candidates of a block. It is {@link BreakCandidates#gain} with the largest
         * possible magnitude of each term: within the block, the sum of residuals after a candidate differs from the sum
         * after the block by at most {@code afterChange}, and the kink's product by at most {@code kinkChange}.
         *
         * @param block the block's index
         * @param after the sum of residuals after the block
         * @param timeAfter the sum of residuals times centred time after the block
         * @param height the height of the segment's line at the mean time
         * @param rise the slope of the segment's line
         */
        private double bound(int block, double after, double timeAfter, double height, double rise) {
            double firstTime = time[firstRow[block]];
            double lastTime = time[firstRow[block + 1] - 1];
            double largestFitted = Math.max(Math.abs(height + rise * firstTime), Math.abs(height + rise * lastTime));
            double afterChange = absoluteSum[block] + count[block] * largestFitted;
            double kinkChange = (lastTime - firstTime) * (Math.abs(after) + afterChange);
            double hinge = timeAfter - lastTime * after;
            double largestKink = Math.abs(hinge) + kinkChange;
            double bound = largestKink * largestKink * largestPerKinkSquares[block];
            if (candidates.form == BreakForm.DISCONTINUOUS) {
                double largestStep = Math.abs(after - candidates.stepOnKink[firstCandidate[block]] * hinge)
                        + afterChange
                        + largestStepOnKink[block] * kinkChange
                        + largestStepOnKinkChange[block] * Math.abs(hinge);
                bound += largestStep * largestStep * largestPerStepSquares[block];
            }
            return bound;
        }

        private boolean reachesInBlock(int block, double afterBlock, double timeAfterBlock, double gain) {
            double height = lines[2 * segment[block]];
            double rise = lines[2 * segment[block] + 1];
            double after = afterBlock;
            double timeAfter = timeAfterBlock;
            int row = firstRow[block + 1] - 1;
            for (int k = firstCandidate[block]; k < candidatesEnd[block]; k++) {
                for (int last = lastRow(k); row > last; row--) {
                    int sign = 1 - 2 * (int) (signs[row >>> 6] >>> row & 1);
                    double fitResidual = sign * residual[row] - weight[row] * (height + rise * time[row]);
                    after += fitResidual;
                    timeAfter += fitResidual * time[row];
                }
                if (candidates.gain(k, after, timeAfter) >= gain) {
                    return true;
                }
            }
            return false;
        }
    }
}
