package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A seam is between two vintages if its change may have happened between them. */
class SeamTest {
    private static final Seam SPAN = new Seam("span", LocalDate.of(2023, 3, 3), LocalDate.of(2023, 12, 14), true);
    private static final Seam DAY = new Seam("day", LocalDate.of(2024, 12, 1), null, false);

    /** The change of a span happened at an unknown day in it. */
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "2022-06-30, 2023-03-03, ",
        "2023-03-03, 2023-12-14, span",
        "2023-03-03, 2023-06-01, span",
        "2023-06-01, 2023-12-14, span",
        "2022-06-30, 2024-02-05, span",
        "2023-12-14, 2024-02-05, ",
        "2024-11-30, 2024-12-01, day",
        "2024-12-01, 2024-12-24, ",
        "2022-06-30, 2026-08-19, 'span, day'"
    })
    void seamsAreListedIfTheirChangeMayHaveHappenedBetweenVintages(LocalDate earlier, LocalDate later, String ids) {
        assertThat(Seam.idsBetween(List.of(SPAN, DAY), earlier, later)).isEqualTo(ids);
    }

    @Test
    void aSeamBeginsBeforeItEnds() {
        LocalDate day = LocalDate.of(2024, 12, 1);
        assertThatThrownBy(() -> new Seam("none", day, day, true))
                .hasMessage("a seam must begin before it ends, but none is from 2024-12-01 to 2024-12-01");
    }
}
