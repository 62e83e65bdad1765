package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are shortened to the width of a terminal. Numbers are complete. */
class TextTableTest {
    private static String printed(TextTable table, Ink ink) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text), ink);
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 200, 1000})
    void numbersOfAnyLengthArePrintedWhole(int digits) {
        TextTable table = new TextTable("Metric", "Cohort", ">A year");
        table.row("training_compute", "frontier", "9".repeat(digits));
        assertThat(printed(table, Ink.PLAIN)).contains("9".repeat(digits));
    }

    @Test
    void numbersArePrintedWholeInATableWithoutNames() {
        TextTable table = new TextTable(">Releases", "~>Months");
        table.row("9".repeat(80), "8".repeat(30));
        assertThat(printed(table, Ink.PLAIN)).contains("9".repeat(80)).contains("8".repeat(30));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "4.567, 4.57", "-12.5, -12.50", "999999, 999999.00", "1e73, 1e73", "Infinity, beyond 1e308"})
    void numbersFromAMillionArePowersOfTen(double value, String shownText) {
        assertThat(TextTable.number(value, 2)).isEqualTo(shownText);
    }

    @Test
    void aShortenedNameEndsWithAnEllipsis() {
        assertThat(TextTable.shortened("frontier", 4)).isEqualTo("fro…");
    }

    @Test
    void coloursHaveNoWidthInATable() {
        TextTable table = new TextTable("Cohort", "~>Doubling");
        table.row("all", "5.7 (5.1-6.3)");
        table.row("frontier", "not growing");
        String plain = printed(table, Ink.PLAIN);
        String coloured = printed(table, Ink.COLOURED);
        assertThat(plain)
                .isEqualToNormalizingNewlines(
                        "Cohort         Doubling\nall       5.7 (5.1-6.3)\nfrontier    not growing\n\n");
        assertThat(coloured).contains("5.7 \u001b[2m(5.1-6.3)\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(plain);
    }

    @Test
    void namesAreShortenedToFitTheTerminal() {
        TextTable table = new TextTable("Metric", "Cohort", "~>Doubling");
        table.row("m".repeat(60), "c".repeat(60), "5.7 (5.1-6.3)");
        table.row("short", "brief", "-");
        // 100 less the interval's 13 and two gaps of 2 leaves 83 for both names.
        assertThat(printed(table, Ink.PLAIN).lines().toList().get(1))
                .isEqualTo("m".repeat(40) + "…  " + "c".repeat(41) + "…  5.7 (5.1-6.3)")
                .hasSize(100);
    }
}
