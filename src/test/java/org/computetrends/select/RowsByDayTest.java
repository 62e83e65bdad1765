package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Order of the rows of a batch by day. */
class RowsByDayTest {
    private final RowsByDay sorted = new RowsByDay();

    @Test
    void soundRowsAreInOrderOfDayAndThenOfTheBatch() {
        Random random = new Random(3);
        // One object sorts batches of different sizes, of days before and after 1970.
        for (int size : new int[] {1, 7, 1000, 40, 5000}) {
            int[] fault = random.ints(size, 0, 3).toArray();
            int[] day = random.ints(size, -40 * size, 60 * size).toArray();
            sorted.sort(size, fault, day);
            assertThat(rows())
                    .containsExactly(IntStream.range(0, size)
                            .filter(row -> fault[row] == 0)
                            .boxed()
                            .sorted(Comparator.comparingInt(row -> day[row]))
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
    }

    @Test
    void aBatchOfFaultyRowsHasNoSoundRows() {
        sorted.sort(2, new int[] {0, 0}, new int[] {5, 5});
        assertThat(rows()).containsExactly(0, 1);
        sorted.sort(3, new int[] {1, 2, 1}, new int[] {5, 4, 3});
        assertThat(rows()).isEmpty();
        sorted.sort(0, new int[0], new int[0]);
        assertThat(rows()).isEmpty();
    }

    private int[] rows() {
        return IntStream.range(0, sorted.size()).map(sorted::row).toArray();
    }
}
