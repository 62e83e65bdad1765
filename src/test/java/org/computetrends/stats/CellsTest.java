package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Rows grouped by time. */
class CellsTest {

    @Test
    void rowsOfOneTimeBecomeOneCell() {
        Cells cells = Cells.ofRows(new double[] {2, 1, 2}, new double[] {10, 7, 14});
        assertThat(cells.time()).containsExactly(1, 2);
        assertThat(cells.count()).containsExactly(1, 2);
        assertThat(cells.mean()).containsExactly(7, 12);
        assertThat(cells.withinSumOfSquares()).containsExactly(0, 8);
        assertThat(cells.observations()).isEqualTo(3);
        assertThat(cells.meanTime()).isEqualTo(5.0 / 3);
    }

    @Test
    void unorderedTimesAreRefused() {
        assertThatThrownBy(() -> new Cells(new double[] {2, 1}, new long[] {1, 1}, new double[2], new double[2]))
                .hasMessage("cells must be ordered by strictly increasing time, but cell 1 at 1.0 follows 2.0");
    }

    @Test
    void emptyCellsAreRefused() {
        assertThatThrownBy(() -> new Cells(new double[] {1}, new long[] {0}, new double[1], new double[1]))
                .hasMessage("cell 0 contains 0 observations, below 1");
    }

    @Test
    void unequalColumnsAreRefused() {
        assertThatThrownBy(() -> new Cells(new double[] {1, 2}, new long[1], new double[2], new double[2]))
                .hasMessage("cells need columns of equal length, got 2, 1, 2 and 2");
    }
}
