package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search for a break in residuals with random signs, against examining every candidate. */
class SignedResidualsTest {
    private static final int CELLS = 900;

    private final SplittableRandom random = new SplittableRandom(11);

    /** A search that skips blocks reaches a gain if and only if the largest gain of all candidates does. */
    @ParameterizedTest
    @CsvSource({
        "CONTINUOUS, 1, false",
        "CONTINUOUS, 3, false",
        "CONTINUOUS, 1, true",
        "DISCONTINUOUS, 1, false",
        "DISCONTINUOUS, 3, true",
        "DISCONTINUOUS, 1, true"
    })
    void aSearchByBlocksFindsWhatASearchOfAllCandidatesFinds(BreakForm form, int rowsInCell, boolean hasKnownBreak) {
        Cells cells = cells(rowsInCell);
        PiecewiseFit baseFit = new PiecewiseFit(cells, hasKnownBreak ? new double[] {6.3} : new double[0], form);
        BreakCandidates candidates = new BreakCandidates(cells, baseFit, form, form.fewestInSegment(cells, 0.1));
        int[] rowStart =
                IntStream.rangeClosed(0, CELLS).map(c -> c * rowsInCell).toArray();
        double[] residual = random.doubles(rowStart[CELLS], -1, 1).toArray();
        SignedResiduals signed = new SignedResiduals(cells, baseFit, rowStart, residual);
        SignedResiduals.Search search = signed.new Search(candidates);
        for (int replicate = 0; replicate < 200; replicate++) {
            signed.draw(new SplittableRandom(replicate));
            double[] sums = sums(new SplittableRandom(replicate), residual, rowsInCell);
            double explained = baseFit.subtractFit(sums);
            double most = candidates.largestGain(sums);
            assertThat(signed.fitDraw()).isCloseTo(explained, within(1e-9));
            assertThat(search.reaches(most * (1 - 1e-9))).isTrue();
            assertThat(search.reaches(most * (1 + 1e-9))).isFalse();
        }
    }

    private Cells cells(int rowsInCell) {
        double[] time = IntStream.range(0, CELLS).mapToDouble(c -> c / 90.0).toArray();
        // A single residual may be of all observations of a date.
        long[] count = IntStream.range(0, CELLS)
                .mapToLong(c -> rowsInCell > 1 ? rowsInCell : 1 + random.nextInt(20))
                .toArray();
        return new Cells(time, count, new double[CELLS], new double[CELLS]);
    }

    /** A sign for each row: the bits of one word after another, from the lowest on. */
    private static double[] sums(SplittableRandom signs, double[] residual, int rowsInCell) {
        double[] sums = new double[CELLS];
        long word = 0;
        for (int row = 0; row < residual.length; row++) {
            word = row % Long.SIZE == 0 ? signs.nextLong() : word >>> 1;
            sums[row / rowsInCell] += (word & 1) == 0 ? residual[row] : -residual[row];
        }
        return sums;
    }
}
