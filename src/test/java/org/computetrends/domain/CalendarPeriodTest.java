package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarPeriodTest {

    /** A span until a day excludes it. A span until a month or year includes it. */
    @ParameterizedTest
    @CsvSource({
        "2028, 2028-01-01, 2028-07-01, 2028-12-31, 2029-01-01",
        "2027, 2027-01-01, 2027-07-02, 2027-12-31, 2028-01-01",
        "2028-02, 2028-02-01, 2028-02-15, 2028-02-29, 2028-03-01",
        "2028-07, 2028-07-01, 2028-07-16, 2028-07-31, 2028-08-01",
        "2028-07-01, 2028-07-01, 2028-07-01, 2028-07-01, 2028-07-01"
    })
    void aPeriodHasFirstMiddleLastAndExclusiveEnd(
            String text, LocalDate first, LocalDate middle, LocalDate last, LocalDate end) {
        CalendarPeriod period = CalendarPeriod.parse(text);
        assertThat(period).isEqualTo(new CalendarPeriod(first, last));
        assertThat(period).hasToString(text);
        assertThat(period.middle()).isEqualTo(middle);
        assertThat(period.endOfSpanTo()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28", "2028-7", "2028-13", "2028-02-30", "next", "0000", "2028-01-", "12028-01-01"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> CalendarPeriod.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
