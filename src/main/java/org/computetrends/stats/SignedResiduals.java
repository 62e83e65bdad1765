package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The replicates of {@link BreakTest}: each draw gives random signs to the residuals of the fit without the tested
 * break. A {@link Search} then determines whether this break would lower the sum of squares by a required gain.
 *
 * <p>Rows, one for each residual, are summed in blocks. For each group of four rows, the sums for all combinations of
 * signs are computed once, so a draw costs one look-up for four rows. A search runs from the last block to the first by
 * running sums. It examines the candidates of a block only if they may gain enough.
 */
final class SignedResiduals {
    /** Rows in a group. */
    private static final int GROUP = 4;

    /** Combinations of the signs of a group. */
    private static final int OUTCOMES = 1 << GROUP;

    /** With fewer rows, each segment is one block, because smaller blocks could seldom be skipped. */
    private static final int FEW_ROWS = 512;

    private final PiecewiseFit baseFit;

    /** Element c is the first row of cell c. The extra last element is the number of rows. */
    private final int[] rowStart;

    // By row: its residual, its centred time, and the number of observations that the row represents.
    private final double[] residual;
    private final double[] time;
    private final double[] weight;

    /** The current draw: bit 1 flips the sign of a row's residual. {@link #signsFrom} needs one extra word. */
    private final long[] signs;

    /** The line fitted to the current draw, by segment: its height at the mean time, followed by its slope. */
    private final double[] lines;

    private final List<Block> blocks = new ArrayList<>();

    /**
     * @param baseFit the fit without the tested break
     * @param rowStart element c is the first residual of cell c; the extra last element is the number of residuals
     * @param residual the residuals of the base fit, in order of cells
     */
    SignedResiduals(Cells cells, PiecewiseFit baseFit, int[] rowStart, double[] residual) {
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
        // A sum of n residuals with random signs grows like sqrt(n). A block is only skipped if its residuals'
        // magnitudes add up to no more than that. So it has about sqrt(n) / 4 rows, in whole groups.
        int rowsPerBlock = residual.length < FEW_ROWS
                ? residual.length
                : Math.max(2 * GROUP, (int) Math.sqrt(residual.length) / (4 * GROUP) * GROUP);
        for (int segment = 0; segment < baseFit.segmentStart.length - 1; segment++) {
            int end = rowStart[baseFit.segmentStart[segment + 1]];
            for (int row = rowStart[baseFit.segmentStart[segment]]; row < end; row += rowsPerBlock) {
                blocks.add(new Block(segment, row, Math.min(row + rowsPerBlock, end)));
            }
        }
    }

    /** Successive rows of a segment. */
    private final class Block {
        private final int segment;
        private final int firstRow;
        private final int end;

        /** By group and combination of signs: the sum of residuals, then the sum of residuals times centred time. */
        private final double[] outcomes;

        private double absoluteSum;

        // Sums over the observations: their number, centred times, and squared centred times.
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
            double timesTime = 0;
            int from = 0;
            for (int row = firstRow; row < end; row += GROUP, from += 2 * OUTCOMES) {
                int outcome = from + 2 * (int) (signsFrom(row) & (OUTCOMES - 1));
                sum += outcomes[outcome];
                timesTime += outcomes[outcome + 1];
            }
            drawnSum = sum;
            drawnTimeSum = timesTime;
        }

        /** The height of the draw's line at a centred time. */
        double fitted(double centredTime) {
            return lines[2 * segment] + lines[2 * segment + 1] * centredTime;
        }
    }

    /** The sum of squared residuals, which does not depend on the signs. */
    double sumOfSquares() {
        return Arrays.stream(residual).map(value -> value * value).sum();
    }

    /** Draws a sign for each residual. */
    void draw(SplittableRandom random) {
        for (int row = 0; row < residual.length; row += Long.SIZE) {
            signs[row / Long.SIZE] = random.nextLong();
        }
    }

    /**
     * Draws one sign for the residuals of each cluster.
     *
     * @param cluster by row: its cluster, numbered from zero
     * @param clusterSigns a buffer with at least one bit for each cluster
     */
    void draw(SplittableRandom random, int[] cluster, long[] clusterSigns) {
        Arrays.setAll(clusterSigns, word -> random.nextLong());
        Arrays.fill(signs, 0);
        for (int row = 0; row < residual.length; row++) {
            signs[row >>> 6] |= bit(clusterSigns, cluster[row]) << row;
        }
    }

    /** Bit {@code index % 64} of word {@code index / 64}: Java shifts by the index modulo 64. */
    private static long bit(long[] words, int index) {
        return words[index >>> 6] >>> index & 1;
    }

    /** The signs of 64 rows, the first in bit 0: the end of one word and the start of the next. */
    private long signsFrom(int row) {
        int word = row >>> 6;
        // The second word is shifted by 1 and then by 63 - row % 64. Java cannot shift by 64 at once, which the
        // first row of a word needs.
        return signs[word] >>> row | signs[word + 1] << 1 << ~row;
    }

    /** Fits each segment's line to the draw, and returns the sum of squares that the lines explain. */
    double fitDraw() {
        double[] segmentSum = new double[lines.length / 2];
        double[] segmentTimeSum = new double[segmentSum.length];
        for (Block block : blocks) {
            block.sumDraw();
            segmentSum[block.segment] += block.drawnSum;
            segmentTimeSum[block.segment] += block.drawnTimeSum;
        }
        return baseFit.fitLines(segmentSum, segmentTimeSum, lines);
    }

    /** Searches the candidates of a form of break in the current draw, after {@link #fitDraw}. */
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
            // Over the rows after the block: the sum of the fit's residuals, and of these residuals times centred time.
            double sumAfter = 0;
            double timeSumAfter = 0;
            for (BlockCandidates ofBlock : byBlock) {
                if (ofBlock.reaches(gain, sumAfter, timeSumAfter)) {
                    return true;
                }
                Block block = ofBlock.block;
                double height = lines[2 * block.segment];
                double slope = lines[2 * block.segment + 1];
                sumAfter += block.drawnSum - height * block.count - slope * block.timeSum;
                timeSumAfter += block.drawnTimeSum - height * block.timeSum - slope * block.timeSquares;
            }
            return false;
        }

        /** The candidates {@code first <= k < end}: those whose last row before the break is in the block. */
        private final class BlockCandidates {
            private final Block block;
            private final int first;
            private final int end;

            // The largest magnitudes over the candidates. The change of stepOnKink is relative to the first candidate.
            private double largestInverseKinkSquares;
            private double largestStepOnKink;
            private double largestStepOnKinkChange;
            private double largestInverseStepSquares;

            BlockCandidates(Block block, int first) {
                this.block = block;
                this.first = first;
                int k = first;
                for (; k < candidates.length && lastRow(k) >= block.firstRow; k++) {
                    BreakCandidates.Candidate candidate = candidates[k];
                    double change = candidate.stepOnKink() - candidates[first].stepOnKink();
                    largestInverseKinkSquares = Math.max(largestInverseKinkSquares, candidate.inverseKinkSquares());
                    largestStepOnKink = Math.max(largestStepOnKink, Math.abs(candidate.stepOnKink()));
                    largestStepOnKinkChange = Math.max(largestStepOnKinkChange, Math.abs(change));
                    largestInverseStepSquares = Math.max(largestInverseStepSquares, candidate.inverseStepSquares());
                }
                this.end = k;
            }

            /** The last row before a candidate's break. */
            private int lastRow(int candidate) {
                return rowStart[candidates[candidate].cell() + 1] - 1;
            }

            /** Whether one of the candidates gains at least this much, given the sums of residuals after the block. */
            boolean reaches(double gain, double sumAfterBlock, double timeSumAfterBlock) {
                if (first == end || upperBound(sumAfterBlock, timeSumAfterBlock) < gain) {
                    return false;
                }
                double sumAfter = sumAfterBlock;
                double timeSumAfter = timeSumAfterBlock;
                int row = block.end - 1;
                for (int k = first; k < end; k++) {
                    for (int last = lastRow(k); row > last; row--) {
                        int sign = 1 - 2 * (int) bit(signs, row);
                        double fitResidual = sign * residual[row] - weight[row] * block.fitted(time[row]);
                        sumAfter += fitResidual;
                        timeSumAfter += fitResidual * time[row];
                    }
                    if (candidates[k].gain(sumAfter, timeSumAfter) >= gain) {
                        return true;
                    }
                }
                return false;
            }

            /**
             * An upper bound of the gains, given the sums of residuals after the block: a candidate's
             * {@linkplain BreakCandidates.Candidate#gain gain} with the largest magnitude of each term. A candidate's
             * {@code sumAfter} differs from that after the block by at most {@code sumChange}. Its {@code kink}
             * differs from that of a break at the block's last time by at most {@code kinkChange}.
             */
            private double upperBound(double sumAfter, double timeSumAfter) {
                double firstTime = time[block.firstRow];
                double lastTime = time[block.end - 1];
                double largestFitted = Math.max(Math.abs(block.fitted(firstTime)), Math.abs(block.fitted(lastTime)));
                double sumChange = block.absoluteSum + block.count * largestFitted;
                double kinkChange = (lastTime - firstTime) * (Math.abs(sumAfter) + sumChange);
                double kink = timeSumAfter - lastTime * sumAfter;
                double largestKink = Math.abs(kink) + kinkChange;
                // The value of sumAfter - stepOnKink * kink for the first candidate's stepOnKink, plus the most that
                // the candidates' sumAfter, kink and stepOnKink change it.
                double largestStep = Math.abs(sumAfter - candidates[first].stepOnKink() * kink)
                        + sumChange
                        + largestStepOnKink * kinkChange
                        + largestStepOnKinkChange * Math.abs(kink);
                return largestKink * largestKink * largestInverseKinkSquares
                        + largestStep * largestStep * largestInverseStepSquares;
            }
        }
    }
}
