package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The two points that replace a year's cells in a regression. Expected values: by hand. */
class LinePointsTest {

    /** The year's times have mean 1.5 and variance 1/32. Its line rises by 4 a year and is at 3 at the mean time. */
    @Test
    void twoPointsOnTheYearsLineReplaceItsCells() {
        LinePoints points = LinePoints.perYear(
                new Cells(new double[] {1.25, 1.5, 1.75}, new long[] {2, 4, 2}, new double[] {2, 3, 4}, new double[3]));
        double sd = 0.25 / Math.sqrt(2);
        assertThat(points.time()).containsExactly(new double[] {1.5 - sd, 1.5 + sd}, within(1e-15));
        assertThat(points.weight()).containsExactly(4, 4);
        assertThat(points.value()).containsExactly(new double[] {3 - 4 * sd, 3 + 4 * sd}, within(1e-15));
    }

    @Test
    void yearsOfOneCellAndOfTwoKeepThem() {
        Cells cells = new Cells(
                new double[] {-1.5, -0.75, -0.25, 0.25},
                new long[] {3, 1, 2, 5},
                new double[] {1, 7, 2, 4},
                new double[4]);
        LinePoints points = LinePoints.perYear(cells);
        assertThat(points.time()).containsExactly(cells.time());
        assertThat(points.weight()).containsExactly(3, 1, 2, 5);
        assertThat(points.value()).containsExactly(cells.mean());
    }

    @Test
    void fewPointsReplaceManyDays() {
        double[] time = new double[3652];
        double[] value = new double[time.length];
        for (int i = 0; i < time.length; i++) {
            time[i] = 10 + i / 365.25;
            value[i] = Math.sin(i);
        }
        assertThat(LinePoints.perYear(Cells.ofRows(time, value)).size()).isEqualTo(20); // two in each of ten years
    }
}
