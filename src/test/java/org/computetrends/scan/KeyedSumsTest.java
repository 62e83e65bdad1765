package org.computetrends.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedSumsTest {

    @Test
    void sumsStandUnderTheirKeysHoweverManyThereAre() {
        Random random = new Random(3);
        KeyedSums first = new KeyedSums(2);
        KeyedSums second = new KeyedSums(2);
        Map<List<Long>, Long> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            List<Long> key = List.of((long) random.nextInt(40) << 32, (long) random.nextInt(100) - 50);
            KeyedSums sums = i % 3 == 0 ? first : second;
            int place = sums.place(key.get(0), key.get(1));
            sums.sums()[sums.at(place) + 1] += i;
            expected.merge(key, (long) i, Long::sum);
        }
        first.merge(second);
        assertThat(first.size()).isEqualTo(expected.size());
        for (int place = 0; place < first.size(); place++) {
            assertThat(first.sum(place, 1))
                    .isEqualTo(expected.get(List.of(first.firstKey(place), first.secondKey(place))));
            assertThat(first.sum(place, 0)).isZero();
        }
    }

    @Test
    void theLargestValuesOfAPlaceAreKeptTiesIncluded() {
        TopValues top = new TopValues(5);
        for (double value : new double[] {3, 9, 1, 9, 4, 2, 7, 9, 4, 8}) {
            top.add(200, value);
        }
        top.add(2, 6);
        assertThat(top.of(200)).containsExactly(9, 9, 9, 8, 7);
        assertThat(top.of(2)).containsExactly(6);
        assertThat(top.of(3)).isEmpty();
        assertThat(top.of(100_000)).isEmpty();
    }

    @Test
    void idsAreNamesInLowerCaseWithoutNeedlessBlanks() {
        assertThat(id("  GPT-4 \t (Mar  2023)\n")).isEqualTo("gpt-4 (mar 2023)");
        assertThat(id(" \u00c9T\u00c9  v2 ")).isEqualTo("\u00e9t\u00e9 v2");
        assertThat(ReleaseNames.compareIds(bytes("b"), bytes("A "))).isPositive();
        assertThat(ReleaseNames.compareIds(bytes("\u00e9"), bytes("Z"))).isPositive();
    }

    private static String id(String name) {
        return ReleaseNames.id(bytes(name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
