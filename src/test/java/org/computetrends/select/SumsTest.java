package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums by pairs and by days, and the largest values by index, against maps and literals. */
class SumsTest {
    @Test
    void eachPairOfFeaturesAndNumberHasItsOwnSums() {
        Random random = new Random(3);
        FeatureSums first = new FeatureSums(2);
        FeatureSums second = new FeatureSums(2);
        Map<List<Long>, Long> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // Features with high bits, or with almost all bits. Numbers up to 4,059 need several pages of 256.
            long features = ((long) random.nextInt(40) << 57) - random.nextInt(2);
            int number = random.nextInt(100) * 41;
            FeatureSums sums = i % 3 == 0 ? first : second;
            int index = sums.index(features, number);
            sums.sums()[sums.offset(index) + 1] += i;
            expected.merge(List.of(features, (long) number), (long) i, Long::sum);
        }
        for (int index = 0; index < second.size(); index++) {
            first.merge(second, index, second.features(index));
        }
        assertThat(first.size()).isEqualTo(expected.size());
        for (int index = 0; index < first.size(); index++) {
            assertThat(first.sum(index, 1))
                    .isEqualTo(expected.get(List.of(first.features(index), (long) first.number(index))));
            assertThat(first.sum(index, 0)).isZero();
        }
    }

    @Test
    void eachDayHasItsOwnSumsInAnyOrderOfDays() {
        IndexedSums first = new IndexedSums(2);
        IndexedSums second = new IndexedSums(2);
        for (int day : new int[] {5, -300, 5, 4_000, 6}) {
            int index = first.index(day);
            first.sums()[first.offset(index) + 1] += 1;
            int next = second.index(day + 1);
            second.sums()[second.offset(next) + 1] += 10;
        }
        first.merge(second);
        Map<Integer, Long> sums = new HashMap<>();
        for (int index = 0; index < first.size(); index++) {
            sums.put(first.key(index), first.sum(index, 1));
        }
        assertThat(sums).isEqualTo(Map.of(5, 2L, -300, 1L, 4_000, 1L, 6, 21L, -299, 10L, 4_001, 10L, 7, 10L));
    }

    @Test
    void theLargestValuesOfAnIndexAreKeptIncludingTies() {
        TopValues top = new TopValues(5);
        for (double value : new double[] {3, 9, 1, 9, 4, 2, 7, 9, 4, 8}) {
            top.add(200, value);
        }
        top.add(2, 6);
        assertThat(top.descending(200)).containsExactly(9, 9, 9, 8, 7);
        assertThat(top.descending(2)).containsExactly(6);
        assertThat(top.descending(3)).isEmpty();
        assertThat(top.descending(100_000)).isEmpty();
    }
}
