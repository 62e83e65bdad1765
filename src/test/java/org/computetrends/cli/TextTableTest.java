package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and names are shortened to the width of a terminal. */
class TextTableTest {
    @ParameterizedTest
    @ValueSource(ints = {10, 100, 200, 1000})
    void numbersOfAnyLengthArePrintedWhole(int digits) {
        TextTable table = new TextTable("Metric", "Cohort", ">A year");
        table.row("training_compute", "frontier", "9".repeat(digits));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);

        table.print(out, Ink.PLAIN);

        out.flush();
        assertThat(text.toString()).contains("9".repeat(digits));
    }

    @Test
    void numbersArePrintedWholeInATableWithoutNames() {
        TextTable table = new TextTable(">Releases", "~>Months");
        table.row("9".repeat(80), "8".repeat(30));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);

        table.print(out, Ink.PLAIN);

        out.flush();
        assertThat(text.toString()).contains("9".repeat(80)).contains("8".repeat(30));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "4.567, 4.57", "-12.5, -12.50", "999999, 999999.00", "1e73, 1e73", "Infinity, beyond 1e308"})
    void aNumberThatWouldFillTheLineIsAPowerOfTen(double value, String shownText) {
        assertThat(TextTable.number(value, 2)).isEqualTo(shownText);
    }

    @Test
    void aShortenedNameEndsWithAnEllipsis() {
        assertThat(TextTable.shortened("frontier", 4)).isEqualTo("fro…");
    }
}
