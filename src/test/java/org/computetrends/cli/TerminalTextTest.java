package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Control characters in texts of data, files and settings are shown on a terminal, not executed. */
class TerminalTextTest {

    /** Texts and how they are shown: colour and title of a window, C1 and DEL, writing direction. */
    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mRED\u001b]0;t\u0007', '\\u{1b}[31mRED\\u{1b}]0;t\\u{7}'",
        "'\u009b2J\u007f', '\\u{9b}2J\\u{7f}'",
        "'a\u202egnp.exe\u2069', 'a\\u{202e}gnp.exe\\u{2069}'",
        "'line\r\u001b[Kline', 'line\\u{d}\\u{1b}[Kline'"
    })
    void namesInTablesAreShown(String text, String shownText) {
        StringWriter out = new StringWriter();
        TextTable table = new TextTable("Name", ">" + text, "~Of");
        table.row(text, "1", text);
        table.note(text);
        table.print(new PrintWriter(out), Ink.PLAIN);
        TextTable.printFolded(new PrintWriter(out), text);
        String padding = " ".repeat(shownText.length());
        assertThat(out.toString().lines())
                .containsExactly(
                        "Name" + padding.substring(4) + "  " + shownText + "  Of",
                        shownText + "  " + padding.substring(1) + "1  " + shownText,
                        shownText,
                        "",
                        shownText);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mRED\u001b]0;t\u0007', '\\u{1b}[31mRED\\u{1b}]0;t\\u{7}'",
        "'\u009b2J\u007f', '\\u{9b}2J\\u{7f}'",
        "'a\u202egnp.exe\u2069', 'a\\u{202e}gnp.exe\\u{2069}'"
    })
    void settingsErrorsPlansAndStagesAreShown(String text, String shownText) {
        assertThat(Outcome.of("run", "--dry-run", "--output", "out/" + text).out())
                .contains("in out/" + shownText + ".")
                .doesNotContain(text);
        assertThat(Outcome.of("report", "--output", "nowhere/" + text).err())
                .contains("nowhere/" + shownText)
                .doesNotContain(text);
        assertThat(Outcome.of("run", "--set", "no-key=" + text, "--vintage", text)
                        .err())
                .startsWith("compute-trends: ")
                .contains(shownText)
                .doesNotContain(text);
        StringWriter err = new StringWriter();
        new LoggedProgress(new PrintWriter(err), Clock.systemUTC()).ended(text, Duration.ZERO);
        LiveProgress live = new LiveProgress(new PrintWriter(err), Ink.PLAIN, Clock.systemUTC());
        live.began(text);
        live.ended(text, Duration.ZERO);
        assertThat(err.toString()).contains(shownText).doesNotContain(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mRED\u0007', '\\u001B[31mRED\\u0007'",
        "'\u009b2J\u007f', '\\u009b2J\\u007f'",
        "'a\u202egnp.exe\u2069', 'a\\u202egnp.exe\\u2069'"
    })
    void settingsAsJsonHaveThemByJsonsRules(String text, String escapedText) throws IOException {
        String out = Outcome.of("config", "--json", "--set", "output=" + text).out();
        assertThat(out).contains(escapedText).doesNotContain(text);
        assertThat(new ObjectMapper().readTree(out).at("/settings/output/value").asText())
                .isEqualTo(text);
    }
}
