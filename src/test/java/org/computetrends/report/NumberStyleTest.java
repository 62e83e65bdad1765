package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberStyleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FACTOR|4.7251|4.73×",
                "TENTHS|5.352|5.4",
                "SIGNED|-0.3244|−0.32",
                "SIGNED|0.38|+0.38",
                "PERCENT|0.6667|67%",
                "PERCENT|-0.348|−35%",
                "PROBABILITY|0.8371|84%",
                "PROBABILITY|0.0049|<1%",
                "PROBABILITY|0.9951|>99%",
                "SMALL_PERCENT|0.0037|0.4%",
                "COUNT|1007|1,007",
                "P_VALUE|0.0004|<0.001",
                "P_VALUE|0.032|0.032",
                "MAGNITUDE|1.2E26|1.2 × 10²⁶",
                "MAGNITUDE|1E27|10²⁷",
                "MAGNITUDE|1E-4|10⁻⁴",
                "MAGNITUDE|2500|2,500",
                "MONEY|140200000|$140 million",
                "MONEY|3.28E9|$3.28 billion",
                "MONEY|12500|$12,500",
                "MONEY|999600000|$1.00 billion",
                "MONEY|999.6E9|$1.00 trillion",
                "MONEY|1.5E15|$1,500 trillion",
                "MEGAWATTS|19944368|20 MW",
                "MEGAWATTS|8209521|8.2 MW",
                "MEGAWATTS|99600000|100 MW",
                "MEGAWATTS|9960000|10 MW",
                // Below 0.1 MW, one significant digit.
                "MEGAWATTS|50|5e−05 MW",
                "MEGAWATTS|3343862357|3.3 GW",
                "MEGAWATTS|17715000000|18 GW"
            })
    void numbersAreRoundedForPeople(NumberStyle style, double value, String text) {
        assertThat(style.formatNumber(value)).isEqualTo(text);
    }

    @Test
    void datesAreMonths() {
        assertThat(NumberStyle.TENTHS.formatValue(LocalDate.of(2026, 12, 25))).isEqualTo("Dec 2026");
    }
}
