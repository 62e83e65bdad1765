package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitPrinterTest {

    /** Rounded by hand. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3.9412   | 3.94
                    20.46    | 20.5
                    999.4    | 999
                    999.6    | 1,000
                    1500     | 1,500
                    -123456  | -123,456
                    2500000  | 2.5e6
                    """)
    void numbersHaveThreeDigitsAreWholeFromAThousandAndPowersFromAMillion(double value, String writtenText) {
        assertThat(FitPrinter.number(value)).isEqualTo(writtenText);
    }
}
