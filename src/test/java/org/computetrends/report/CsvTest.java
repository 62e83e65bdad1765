package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void cellsAreQuotedAsRfc4180Asks() {
        assertThat(Csv.write(
                        List.of("name", "value", "day"),
                        List.of(
                                Arrays.asList("a, \"b\"\nc", -1.5, LocalDate.of(2024, 2, 29)),
                                Arrays.asList("plain", null, null))))
                .isEqualTo("name,value,day\n\"a, \"\"b\"\"\nc\",-1.5,2024-02-29\nplain,,\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "\u00a0=1", "'=1", "''\u3000@x"})
    void textThatASpreadsheetTakesForAFormulaIsMadeText(String formula) {
        assertThat(Csv.write(List.of("name"), List.of(List.of(formula))))
                .startsWith("name\n")
                .contains("'" + formula);
    }

    /** A spreadsheet that separates cells by semicolons or tabs would see a formula after one. */
    @ParameterizedTest
    @ValueSource(strings = {"a;=1+1", "a\t=1+1", "a,=1+1"})
    void aSeparatorOfAnotherLocaleIsQuoted(String text) {
        assertThat(Csv.write(List.of("name"), List.of(List.of(text)))).isEqualTo("name\n\"" + text + "\"\n");
    }

    @Test
    void numbersBelowZeroStayNumbers() {
        assertThat(Csv.write(List.of("n"), List.of(List.of(-3)))).isEqualTo("n\n-3\n");
    }
}
