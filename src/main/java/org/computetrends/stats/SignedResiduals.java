package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Residuals of a line with known breaks, with random signs: the replicates of {@link BreakTest}. Determines whether one
 * more break would explain enough of them.
 *
 * <p>Rows, one for each residual, are summed in blocks. For each four rows of a block, the sums over all signs are
 * computed once, so a draw costs one look-up for four rows. A search runs from the last block to the first by running
 * sums. It enters a block only if its candidates may gain enough.
 */
final class SignedResiduals {
    /** Rows whose sums are computed once for all of their signs. */
    private static final int GROUP = 4;

    private static final int OUTCOMES = 1 << GROUP;

    /** With fewer rows, no block can be skipped. */
    private static final int FEW_ROWS = 512;

    /** The fit without the break tested for. */
    private final BrokenLineFit baseFit;

    /** The first row of each cell, and the number of rows as the last element. */
    private final int[] rowStart;

    // By row: its residual, its centred time, and the number of observations that it represents.
    private final double[] residual;
    private final double[] time;
    private final double[] weight;

    /** A bit for each row: 1 flips the residual's sign. Has one extra word. */
    private final long[] signs;

    /** Of the current draw, by segment: the fitted line's height at the mean time, followed by its slope. */
    private final double[] lines;

    private final List<Block> blocks = new ArrayList<>();

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
        this.lines = new double[2 * (baseFit.segmentStart.length - 1)];
        // Relative to the sums of a block, sums after a break grow with the root of the number of rows.
        int rowsPerBlock = residual.length < FEW_ROWS
                ? residual.length
                : Math.max(2 * GROUP, (int) Math.sqrt(residual.length) / OUTCOMES * GROUP);
        for (int k = 0; k < baseFit.segmentStart.length - 1; k++) {
            int end = rowStart[baseFit.segmentStart[k + 1]];
            for (int row = rowStart[baseFit.segmentStart[k]]; row < end; row += rowsPerBlock) {
                blocks.add(new Block(k, row, Math.min(row + rowsPerBlock, end)));
            }
        }
    }

    /** Successive rows of a segment. */
    private final class Block {
        private final int segment;
        private final int firstRow;
        private final int end;

        /** By group and outcome of its signs: the sum of its rows, followed by the sum of their products with time. */
        private final double[] outcomes;

        // Sums over rows: of absolute residuals, and of weights, alone and times centred time and its square.
        private double absoluteSum;
        private double count;
        private double timeSum;
        private double timeSquares;

        // Of the current draw: sums of residuals, and of residuals times centred time.
        private double drawnSum;
        private double drawnTimeSum;

        /** @param end the row after the last one */
        Block(int segment, int firstRow, int end) {
            this.segment = segment;
            this.firstRow = firstRow;
            this.end = end;
            this.outcomes = new double[(end - firstRow + GROUP - 1) / GROUP * 2 * OUTCOMES];
            for (int row = firstRow; row < end; row++) {
                absoluteSum += Math.abs(residual[row]);
                count += weight[row];
                timeSum += weight[row] * time[row];
                timeSquares += weight[row] * time[row] * time[row];
                int inBlock = row - firstRow;
                int from = inBlock / GROUP * 2 * OUTCOMES;
                for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                    double signed = (outcome >> inBlock % GROUP & 1) == 0 ? residual[row] : -residual[row];
                    outcomes[from + 2 * outcome] += signed;
                    outcomes[from + 2 * outcome + 1] += signed * time[row];
                }
            }
        }

        void sumDraw() {
            double sum = 0;
            double products = 0;
            int from = 0;
            for (int row = firstRow; row < end; row += GROUP, from += 2 * OUTCOMES) {
                int at = from + 2 * (int) (signsFrom(row) & (OUTCOMES - 1));
                sum += outcomes[at];
                products += outcomes[at + 1];
            }
            drawnSum = sum;
            drawnTimeSum = products;
        }

        /** The height of the draw's line at a centred time. */
        double fitted(double at) {
            return lines[2 * segment] + lines[2 * segment + 1] * at;
        }
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
        Arrays.setAll(clusterSigns, word -> random.nextLong());
        Arrays.fill(signs, 0);
        for (int row = 0; row < residual.length; row++) {
            signs[row >>> 6] |= bit(clusterSigns, cluster[row]) << row;
        }
    }

    /** A bit of an array of words. A shift by an index shifts by the index modulo 64. */
    private static long bit(long[] words, int index) {
        return words[index >>> 6] >>> index & 1;
    }

    /** The signs of 64 rows, the first in bit 0: the end of one word and the start of the next. */
    private long signsFrom(int row) {
        int word = row >>> 6;
        return signs[word] >>> row | signs[word + 1] << 1 << ~row;
    }

    /** Fits the line to the draw, and returns the sum of squares that it explains. */
    double fit() {
        double[] segmentSum = new double[lines.length / 2];
        double[] segmentTimeSum = new double[segmentSum.length];
        for (Block block : blocks) {
            block.sumDraw();
            segmentSum[block.segment] += block.drawnSum;
            segmentTimeSum[block.segment] += block.drawnTimeSum;
        }
        return baseFit.lines(segmentSum, segmentTimeSum, lines);
    }

    /** Searches the candidates of a form of break. */
    final class Search {
        private final BreakCandidates.Candidate[] candidates;

        /** The candidates by block, the last block first. */
        private final List<BlockCandidates> byBlock = new ArrayList<>();

        Search(BreakCandidates candidates) {
            this.candidates = candidates.all;
            int first = 0;
            for (int b = blocks.size() - 1; b >= 0; b--) {
                BlockCandidates ofBlock = new BlockCandidates(blocks.get(b), first);
                byBlock.add(ofBlock);
                first = ofBlock.end;
            }
        }

        /** Whether a candidate lowers the draw's residual sum of squares by at least this much. */
        boolean reaches(double gain) {
            // The sum of the fit's residuals after a block, and the sum of their products with centred time.
            double after = 0;
            double timeAfter = 0;
            for (BlockCandidates ofBlock : byBlock) {
                if (ofBlock.reaches(gain, after, timeAfter)) {
                    return true;
                }
                Block block = ofBlock.block;
                double height = lines[2 * block.segment];
                double rise = lines[2 * block.segment + 1];
                after += block.drawnSum - height * block.count - rise * block.timeSum;
                timeAfter += block.drawnTimeSum - height * block.timeSum - rise * block.timeSquares;
            }
            return false;
        }

        /** The candidates in a block, by index. */
        private final class BlockCandidates {
            private final Block block;
            private final int first;
            private final int end;

            // The largest magnitudes over the candidates.
            private double largestPerKinkSquares;
            private double largestStepOnKink;
            private double largestStepOnKinkChange;
            private double largestPerStepSquares;

            BlockCandidates(Block block, int first) {
                this.block = block;
                this.first = first;
                int k = first;
                for (; k < candidates.length && lastRow(k) >= block.firstRow; k++) {
                    BreakCandidates.Candidate candidate = candidates[k];
                    double change = candidate.stepOnKink() - candidates[first].stepOnKink();
                    largestPerKinkSquares = Math.max(largestPerKinkSquares, candidate.perKinkSquares());
                    largestStepOnKink = Math.max(largestStepOnKink, Math.abs(candidate.stepOnKink()));
                    largestStepOnKinkChange = Math.max(largestStepOnKinkChange, Math.abs(change));
                    largestPerStepSquares = Math.max(largestPerStepSquares, candidate.perStepSquares());
                }
                this.end = k;
            }

            private int lastRow(int candidate) {
                return rowStart[candidates[candidate].cell() + 1] - 1;
            }

            /** Whether one of the candidates gains this much, given the sums of residuals after the block. */
            boolean reaches(double gain, double afterBlock, double timeAfterBlock) {
                if (first == end || bound(afterBlock, timeAfterBlock) < gain) {
                    return false;
                }
                double after = afterBlock;
                double timeAfter = timeAfterBlock;
                int row = block.end - 1;
                for (int k = first; k < end; k++) {
                    for (int last = lastRow(k); row > last; row--) {
                        int sign = 1 - 2 * (int) bit(signs, row);
                        double fitResidual = sign * residual[row] - weight[row] * block.fitted(time[row]);
                        after += fitResidual;
                        timeAfter += fitResidual * time[row];
                    }
                    if (candidates[k].gain(after, timeAfter) >= gain) {
                        return true;
                    }
                }
                return false;
            }

            /**
             * An upper bound of the gains. It is {@link BreakCandidates.Candidate#gain} with the largest possible
             * magnitude of each term: within the block, the sum of residuals after a candidate differs from the sum
             * after the block by at most {@code afterChange}, and the kink's product by at most {@code kinkChange}.
             */
            private double bound(double after, double timeAfter) {
                double firstTime = time[block.firstRow];
                double lastTime = time[block.end - 1];
                double largestFitted = Math.max(Math.abs(block.fitted(firstTime)), Math.abs(block.fitted(lastTime)));
                double afterChange = block.absoluteSum + block.count * largestFitted;
                double kinkChange = (lastTime - firstTime) * (Math.abs(after) + afterChange);
                double kink = timeAfter - lastTime * after;
                double largestKink = Math.abs(kink) + kinkChange;
                double largestStep = Math.abs(after - candidates[first].stepOnKink() * kink)
                        + afterChange
                        + largestStepOnKink * kinkChange
                        + largestStepOnKinkChange * Math.abs(kink);
                return largestKink * largestKink * largestPerKinkSquares
                        + largestStep * largestStep * largestPerStepSquares;
            }
        }
    }
}
