package org.computetrends.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A row's random numbers, against the JDK's SplittableRandom. */
class RowRandomTest {

    /** The JDK's SplittableRandom is the same generator, written by its authors. */
    @Test
    void numbersOfARowAreThoseOfSplitMix64() {
        RowRandom random = new RowRandom(7, "releases");
        SplittableRandom reference = new SplittableRandom(random.hash(123_456_789_012L));
        random.seek(123_456_789_012L);
        for (int i = 0; i < 1000; i++) {
            assertThat(random.nextLong()).isEqualTo(reference.nextLong());
        }
    }

    @Test
    void aRowsNumbersDoNotDependOnTheRowsBefore() {
        RowRandom random = new RowRandom(7, "releases");
        random.seek(5);
        double first = random.nextDouble();
        random.seek(6);
        assertThat(random.nextDouble()).isNotEqualTo(first);
        random.seek(5);
        assertThat(random.nextDouble()).isEqualTo(first);
    }

    @Test
    void numbersDependOnTheSeedAndTheNameOfTheRows() {
        assertThat(new RowRandom(7, "releases").hash(5)).isNotEqualTo(new RowRandom(8, "releases").hash(5));
        assertThat(new RowRandom(7, "releases").hash(5)).isNotEqualTo(new RowRandom(7, "organizations").hash(5));
    }
}
