package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.time.LocalDate;
import org.computetrends.stats.Interval;
import org.junit.jupiter.api.Test;

/** Dates as years since 2000, and growth as doubling times. Expected values: by hand. */
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
        // 21.3 months of 30 days, in years of 365, are 21.0 months here (statistics of the paper, both conventions).
        double slope = 365 * Math.log10(2) / 21.3 / 30;
        assertThat(new TimeScale(365, 30).doublingTimeMonths(slope)).isCloseTo(21.3, within(1e-12));
        assertThat(JULIAN.doublingTimeMonths(slope)).isCloseTo(21.0, within(0.01));
    }

    @Test
    void certainGrowthHasABoundedDoublingTimeWithSwappedEnds() {
        DoublingTime time = DoublingTime.of(0.5, new Interval(0.4, 0.6), JULIAN);
        assertThat(time.status()).isEqualTo(DoublingTime.Status.BOUNDED);
        assertThat(time.low()).isEqualTo(JULIAN.doublingTimeMonths(0.6));
        assertThat(time.high()).isEqualTo(JULIAN.doublingTimeMonths(0.4));
    }

    @Test
    void uncertainGrowthHasNoUpperEnd() {
        DoublingTime time = DoublingTime.of(0.5, new Interval(-0.1, 1.1), JULIAN);
        assertThat(time.status()).isEqualTo(DoublingTime.Status.UNBOUNDED_ABOVE);
        assertThat(time.months()).isNotNull();
        assertThat(time.high()).isNull();
    }

    @Test
    void shrinkingTrendHasNoDoublingTime() {
        DoublingTime time = DoublingTime.of(-0.5, new Interval(-0.6, -0.4), JULIAN);
        assertThat(time.status()).isEqualTo(DoublingTime.Status.NOT_GROWING);
        assertThat(time.months()).isNull();
        assertThat(time.low()).isNull();
        assertThat(time.high()).isNull();
    }
}
