package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Neighbours in a grid, and linear interpolation between them. */
class BracketTest {
    private static final double[] GRID = {1, 2, 4};

    @Test
    void aValueIsBetweenItsNeighbours() {
        assertThat(Bracket.of(GRID, 2.5, 0)).contains(new Bracket(1, 2, 0.25));
    }

    @Test
    void aPointOfTheGridIsItsOwnNeighbourOnBothSides() {
        assertThat(Bracket.of(GRID, 1, 0)).contains(new Bracket(0, 0, 0));
        assertThat(Bracket.of(GRID, 4, 0)).contains(new Bracket(2, 2, 0));
    }

    @Test
    void aValueWithinTheToleranceOfAGridPointCountsAsThatPoint() {
        assertThat(Bracket.of(GRID, 4.001, /* tolerance= */ 0.01)).contains(new Bracket(2, 2, 0));
        assertThat(Bracket.of(GRID, 1.999, /* tolerance= */ 0.01)).contains(new Bracket(1, 1, 0));
    }

    @Test
    void outsideTheGridThereIsNone() {
        assertThat(Bracket.of(GRID, 0.9, 0)).isEmpty();
        assertThat(Bracket.of(GRID, 4.1, 0)).isEmpty();
        assertThat(Bracket.of(new double[0], 1, 0)).isEmpty();
    }

    @Test
    void interpolationIsLinear() {
        Bracket quarter = new Bracket(1, 2, 0.25);
        assertThat(quarter.interpolate(0.5, 0.9)).isEqualTo(0.6);
        assertThat(quarter.interpolate(0.9, 0.5)).isEqualTo(0.8);
        assertThat(new Bracket(1, 1, 0).interpolate(0.3, 0.3)).isEqualTo(0.3);
    }

    @Test
    void aBracketWithUnorderedNeighboursIsRefused() {
        assertThatThrownBy(() -> new Bracket(2, 1, 0)).hasMessageContaining("2, 1");
        assertThatThrownBy(() -> new Bracket(1, 1, 0.5)).hasMessageContaining("0.5");
    }
}
