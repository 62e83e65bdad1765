package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The N largest values so far. The entry is the least value with a rank of at most N. */
class RunningTopTest {

    @Test
    void keepsTheLargestInDescendingOrder() {
        RunningTop top = new RunningTop(3);
        top.add(new double[] {1, 5});
        assertThat(top.values()).containsExactly(5, 1);
        assertThat(top.entry()).isEqualTo(Double.NEGATIVE_INFINITY);
        top.add(new double[] {3, 4});
        assertThat(top.values()).containsExactly(5, 4, 3);
        assertThat(top.entry()).isEqualTo(3);
        assertThat(top.largest()).isEqualTo(5);
    }

    @Test
    void equalValuesFillTheTop() {
        RunningTop top = new RunningTop(2);
        top.add(new double[] {7, 7, 7});
        assertThat(top.values()).containsExactly(7, 7);
        assertThat(top.entry()).isEqualTo(7);
    }

    @Test
    void nothingIsLargestBeforeTheFirst() {
        assertThat(new RunningTop(1).largest()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aTopOfNoValuesIsRefused() {
        assertThatThrownBy(() -> new RunningTop(0))
                .hasMessage("the number of largest values must be at least 1, got 0");
    }
}
