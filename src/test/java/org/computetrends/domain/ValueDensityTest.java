package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts of releases by quarter and half an order of magnitude. */
class ValueDensityTest {

    /** Bins start at whole powers of the square root of ten. */
    @Test
    void binsContainTheirStartAndNotTheirEnd() {
        List<ValueDensity> bins = ValueDensity.of(List.of(
                observation("a", "2023-01-01", 1e24),
                observation("b", "2023-03-31", 3.16e24),
                observation("c", "2023-03-31", 3.17e24),
                observation("d", "2023-04-01", 1e24),
                observation("e", "2022-12-31", 0.5)));
        assertThat(bins.stream()
                        .map(bin ->
                                bin.quarter() + " " + bin.halfOrders() + " " + bin.n() + " " + bin.largestReleaseId()))
                .containsExactly("2022-10-01 -1 1 e", "2023-01-01 48 2 b", "2023-01-01 49 1 c", "2023-04-01 48 1 d");
        assertThat(bins.get(1).valueFrom()).isEqualTo(1e24);
        assertThat(bins.get(2).valueTo()).isEqualTo(1e25);
    }

    /** In the order of UTF-8 bytes the emoji is last. In Java's order of strings U+FFE6 would be. */
    @Test
    void theLastOfEqualValuesByIdIsNamed() {
        assertThat(ValueDensity.of(List.of(
                        observation("b", "2023-01-01", 10),
                        observation("\ud83d\ude00", "2023-01-02", 10),
                        observation("\uffe6", "2023-01-03", 10))))
                .singleElement()
                .satisfies(bin -> assertThat(bin.largestReleaseId()).isEqualTo("\ud83d\ude00"));
    }

    private static LabelledObservation observation(String id, String day, double value) {
        return new LabelledObservation(
                id,
                "compute",
                LocalDate.parse(day),
                0,
                value,
                Math.log10(value),
                null,
                null,
                Scale.REGULAR,
                null,
                false);
    }
}
