package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Control characters in texts from outside are shown as escapes. */
class VisibleTextTest {

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mRED\u001b]0;title\u0007', \\u{1b}[31mRED\\u{1b}]0;title\\u{7}",
        "'\u009b2J\u0085\u007f', \\u{9b}2J\\u{85}\\u{7f}",
        "a\u202egnp.exe\u202c\u2066\u2069, a\\u{202e}gnp.exe\\u{202c}\\u{2066}\\u{2069}",
        "a\u200e\u200f\u061c\u2028\u2029b, a\\u{200e}\\u{200f}\\u{61c}\\u{2028}\\u{2029}b",
        "'one\ntwo\r\tthree', one\\u{a}two\\u{d}\\u{9}three"
    })
    void controlCharactersAreShownAsEscapes(String text, String shown) {
        assertThat(VisibleText.line(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GPT-4 (Mar 2023)", "Médée 文心一言 ابن", "👩‍🔬 \\u{1b} <img> \u00a0 C:\\x"})
    void allOtherLettersStayAsTheyAre(String text) {
        assertThat(VisibleText.line(text)).isEqualTo(text);
        assertThat(VisibleText.lines(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'ERROR: no\n  Detail: x', 'ERROR: no\n  Detail: x'",
        "'no\ncompute-trends: all is well', 'no\n  compute-trends: all is well'",
        "'no\r\n\u001b[2Kyes\r\n', 'no\n  \\u{1b}[2Kyes'"
    })
    void noLineOfAMessageLooksLikeAnotherMessage(String text, String shown) {
        assertThat(VisibleText.lines(text)).isEqualTo(shown);
    }

    @Test
    void jsonEscapesThemByItsOwnRules() {
        assertThat(VisibleText.json("{\n  \"name\": \"\u009b\u202e\u007f\u2028 é\"\n}"))
                .isEqualTo("{\n  \"name\": \"\\u009b\\u202e\\u007f\\u2028 é\"\n}");
    }
}
