package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendMovementTest {

    @Test
    void aMovementIsAShareOfTheOldGrowthWithItsSign() {
        assertThat(movement(0.5, 0.4).shareMoved()).isCloseTo(-0.2, within(1e-15));
        assertThat(movement(-0.5, -0.4).shareMoved()).isCloseTo(0.2, within(1e-15));
        assertThat(movement(0.5, 0.4).exceeds(0.19)).isTrue();
        assertThat(movement(0.5, 0.4).exceeds(0.21)).isFalse();
    }

    @Test
    void aTrendAsItWasStaysWithinAnyBoundAndOneThatBeganToGrowWithinNone() {
        assertThat(movement(0.5, 0.5).exceeds(0)).isFalse();
        assertThat(movement(0.0, 0.0).exceeds(0)).isFalse();
        assertThat(movement(0.0, 0.1).exceeds(10)).isTrue();
    }

    @Test
    void aTrendThatDisappearedExceedsEveryBoundAndANewOneNone() {
        assertThat(movement(0.5, null).kind()).isEqualTo(TrendMovement.Kind.VANISHED);
        assertThat(movement(0.5, null).exceeds(10)).isTrue();
        assertThat(movement(null, 0.5).kind()).isEqualTo(TrendMovement.Kind.APPEARED);
        assertThat(movement(null, 0.5).exceeds(0)).isFalse();
    }

    private static TrendMovement movement(@Nullable Double before, @Nullable Double after) {
        return new TrendMovement(
                new TrendKey("training_compute", "all", "all-time", GrowthModel.EXPONENTIAL), before, after, List.of());
    }
}
