package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.domain.TimeScale.JULIAN;

import org.computetrends.stats.Interval;
import org.junit.jupiter.api.Test;

/** The interval of a doubling time has the ends of the slope's interval in the opposite order. */
class DoublingTimeTest {

    @Test
    void certainGrowthHasABoundedDoublingTimeWithSwappedEnds() {
        DoublingTime time = DoublingTime.of(0.5, new Interval(0.4, 0.6), JULIAN);
        assertThat(time.status()).isEqualTo(DoublingTime.Status.BOUNDED);
        assertThat(time.low()).isEqualTo(JULIAN.doublingTimeMonths(0.6));
        assertThat(time.high()).isEqualTo(JULIAN.doublingTimeMonths(0.4));
    }

    @Test
    void uncertainGrowthHasNoUpperEnd() {
        DoublingTime time = DoublingTime.of(0.5, new Interval(-0.1, 1.1), JULIAN);
        assertThat(time.status()).isEqualTo(DoublingTime.Status.UNBOUNDED_ABOVE);
        assertThat(time.months()).isNotNull();
        assertThat(time.high()).isNull();
    }

    @Test
    void shrinkingTrendHasNoDoublingTime() {
        DoublingTime time = DoublingTime.of(-0.5, new Interval(-0.6, -0.4), JULIAN);
        assertThat(time.status()).isEqualTo(DoublingTime.Status.NOT_GROWING);
        assertThat(time.months()).isNull();
        assertThat(time.low()).isNull();
        assertThat(time.high()).isNull();
    }
}
