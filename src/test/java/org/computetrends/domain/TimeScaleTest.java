package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Dates as years since 2000, and slopes as doubling times. Expected values: by hand. */
class TimeScaleTest {

    @Test
    void yearsCountFromTheStartOf2000() {
        assertThat(JULIAN.yearsSince2000(LocalDate.of(2000, 1, 1))).isZero();
        assertThat(JULIAN.yearsSince2000(LocalDate.of(2004, 1, 1))).isEqualTo(4);
        assertThat(JULIAN.yearsSince2000(LocalDate.of(1999, 12, 31))).isEqualTo(-1 / 365.25);
    }

    @Test
    void aTimeBecomesTheDateItFallsOn() {
        assertThat(JULIAN.dateAt(0.5 / 365.25)).isEqualTo(LocalDate.of(2000, 1, 1));
        assertThat(JULIAN.dateAt(-0.5 / 365.25)).isEqualTo(LocalDate.of(1999, 12, 31));
        assertThat(JULIAN.dateAt(4)).isEqualTo(LocalDate.of(2004, 1, 1));
    }

    @Test
    void everyDateSurvivesTheWayToYearsAndBack() {
        for (LocalDate date = LocalDate.of(1940, 1, 1); date.getYear() < 2100; date = date.plusDays(1)) {
            assertThat(JULIAN.dateAt(JULIAN.yearsSince2000(date))).isEqualTo(date);
        }
    }

    @Test
    void datesEndWithTheYear9999() {
        assertThat(JULIAN.isInCalendar(7999)).isTrue();
        assertThat(JULIAN.isInCalendar(8001)).isFalse();
        assertThat(JULIAN.isInCalendar(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(JULIAN.isInCalendar(Double.NaN)).isFalse();
        assertThatThrownBy(() -> JULIAN.dateAt(8001))
                .hasMessage("8001.0 years since 2000 is outside the years 1 to 9999 of a calendar date");
    }

    @Test
    void aTenfoldYearDoublesInTwelveTimesLog10Of2Months() {
        assertThat(JULIAN.doublingTimeMonths(1)).isCloseTo(12 * Math.log10(2), within(1e-14));
    }

    @Test
    void theMonthsOfThe2022PaperAre30Days() {
        // The paper has months of 30 days and years of 365. 21.3 * 30 / 365 years, times 12, are 21.008 months.
        double slope = 365 * Math.log10(2) / 21.3 / 30;
        assertThat(new TimeScale(365, 30).doublingTimeMonths(slope)).isCloseTo(21.3, within(1e-12));
        assertThat(JULIAN.doublingTimeMonths(slope)).isCloseTo(21.0, within(0.01));
    }
}
