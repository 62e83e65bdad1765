package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.ingest.CellParser.PartialDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, dates and lists in cells of CSV files. */
class CellParserTest {
    private final CellParser parser = new CellParser(
            new Blanks(Set.of("N/A", "nan"), Set.of("NA")),
            List.of("uuuu-MM-dd", "d/M/uuuu"),
            List.of("uuuu-MM", "M/uuuu"),
            List.of("uuuu"),
            ",;",
            List.of("University of California, Berkeley"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4.00E+01 | 40",
                "1e+24 | 1e24",
                "$6,770,000.00 | 6770000",
                "$6770000.00 | 6770000",
                "188.0 | 188",
                "39782379000000000000 | 39782379000000000000",
                "-3 | -3",
                "0.3 | 0.3",
                ".5 | 0.5",
                "1,234 | 1234"
            })
    void readsNumbersAsPublished(String cell, double value) throws Exception {
        assertThat(parser.number(cell)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e24-3e24",
                "~1e24",
                "2260275840,2290000001",
                "12,34",
                "about 5",
                "Infinity",
                "e5",
                "$",
                ".",
                "1 000",
                "0x10",
                "5%"
            })
    void refusesWhatIsNoNumber(String cell) {
        assertThatThrownBy(() -> parser.number(cell)).hasMessage("is not a number");
    }

    @Test
    void refusesNumbersTooLargeToHold() {
        assertThatThrownBy(() -> parser.number("1e400")).hasMessage("is beyond the largest number, 1.8e308");
    }

    @ParameterizedTest
    @CsvSource({
        "1952, 1952-01-01, YEAR",
        "09/1973, 1973-09-01, MONTH",
        "9/1973, 1973-09-01, MONTH",
        "2012-09, 2012-09-01, MONTH",
        "08/01/1952, 1952-01-08, DAY",
        "1/2/1990, 1990-02-01, DAY",
        "01/01/1957, 1957-01-01, DAY",
        "2026-05-02, 2026-05-02, DAY"
    })
    void readsDatesWithTheirPrecision(String cell, LocalDate day, DatePrecision precision) throws Exception {
        assertThat(parser.date(cell)).isEqualTo(new PartialDate(day, precision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forthcoming", "31/02/2020", "2020-13-01", "12/31/2020", "20"})
    void refusesWhatIsNoDate(String cell) {
        assertThatThrownBy(() -> parser.date(cell))
                .hasMessage("is not a date of the form uuuu-MM-dd, d/M/uuuu, uuuu-MM, M/uuuu, uuuu");
    }

    @Test
    void naIsANameInNamesAndBlankElsewhere() throws Exception {
        assertThat(parser.name("NA")).isEqualTo("NA");
        assertThat(parser.list("NA, MIT", true)).containsExactly("NA", "MIT");
        assertThat(parser.list("NA, MIT", false)).containsExactly("MIT");
        assertThat(parser.text(" na ")).isNull();
        assertThat(parser.number("NA")).isNull();
        assertThat(parser.confidence("Unknown")).isEqualTo(Confidence.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "N/A", "\n", " n/a ", "NaN", "\u00a0nan\u202f", "\u200b"})
    void blankCellsAreNull(String cell) throws Exception {
        assertThat(parser.number(cell)).isNull();
        assertThat(parser.date(cell)).isNull();
        assertThat(parser.text(cell)).isNull();
        assertThat(parser.list(cell, true)).isNull();
        assertThat(parser.flag(cell)).isNull();
        assertThat(parser.confidence(cell)).isNull();
    }

    @Test
    void whiteSpaceInNamesIsFolded() {
        assertThat(parser.text(" Cosmos-1.0-\nDiffusion\t\t14B ")).isEqualTo("Cosmos-1.0- Diffusion 14B");
    }

    @Test
    void cellsListNamesInOrderAndOnce() {
        assertThat(parser.list("Google, University of California, Berkeley;\nMIT,Google", true))
                .containsExactly("Google", "University of California, Berkeley", "MIT");
    }

    @ParameterizedTest
    @CsvSource({"Confident, CONFIDENT", "Unverified, UNVERIFIED", "Wrong, WRONG", "likely, LIKELY"})
    void readsConfidenceLabels(String cell, Confidence confidence) throws Exception {
        assertThat(parser.confidence(cell)).isEqualTo(confidence);
    }

    @Test
    void refusesUnknownConfidence() {
        assertThatThrownBy(() -> parser.confidence("Sure"))
                .hasMessage("is none of [CONFIDENT, LIKELY, SPECULATIVE, UNKNOWN, UNVERIFIED, WRONG]");
    }
}
