package org.computetrends.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.computetrends.domain.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of bad rows, against examining every row. */
class BadRowsTest {
    private static final Map<RejectReason, Integer> KINDS =
            Map.of(RejectReason.DUPLICATE_RELEASE, 3, RejectReason.NON_FINITE, 1, RejectReason.MISSING_DATE, 2);

    @ParameterizedTest
    @CsvSource({"0, 10000, 0", "0.01, 9999, 99", "0.01, 10000, 100", "0.333333, 100000, 33333", "0.5, 9, 4"})
    void countsEqualThoseOfAllRows(double share, long rows, long badCount) {
        BadRows badRows = new BadRows(share, KINDS);
        Map<RejectReason, Long> expected = new EnumMap<>(RejectReason.class);
        // The first row is valid, and bad rows are not adjacent: a duplicate repeats the row before it.
        boolean wasBad = true;
        for (long row = 0; row < rows; row++) {
            RejectReason fault = badRows.faultOf(row);
            if (fault != null) {
                assertThat(wasBad).as("the row before bad row " + row).isFalse();
                expected.merge(fault, 1L, Long::sum);
            }
            wasBad = fault != null;
        }
        assertThat(badRows.counts(rows)).isEqualTo(expected);
        assertThat(expected.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(badCount);
    }

    @Test
    void faultsFollowOneAnotherInACycle() {
        BadRows badRows = new BadRows(0.25, Map.of(RejectReason.MISSING_NAME, 2, RejectReason.MISSING_DATE, 1));
        assertThat(LongStream.of(3, 7, 11, 15).mapToObj(badRows::faultOf))
                .containsExactly(
                        RejectReason.MISSING_NAME,
                        RejectReason.MISSING_NAME,
                        RejectReason.MISSING_DATE,
                        RejectReason.MISSING_NAME);
    }

    @Test
    void countsAreExactForATrillionRows() {
        // 6% of a trillion rows, as 2 : 3 : 1.
        assertThat(new BadRows(0.06, KINDS).counts(1_000_000_000_000L))
                .isEqualTo(Map.of(
                        RejectReason.MISSING_DATE, 20_000_000_000L,
                        RejectReason.DUPLICATE_RELEASE, 30_000_000_000L,
                        RejectReason.NON_FINITE, 10_000_000_000L));
    }

    @Test
    void impossibleSharesAndKindsAreRefused() {
        assertThatThrownBy(() -> new BadRows(0.51, KINDS)).hasMessageContaining("from 0 to 0.5, but is 0.51");
        assertThatThrownBy(() -> new BadRows(0.1, Map.of()))
                .hasMessageContaining("need a fault with a frequency above 0");
    }
}
