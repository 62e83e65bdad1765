package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlanksTest {
    private static final Blanks BLANKS = new Blanks(Set.of("N/A", "Not  known"), Set.of("NA"));

    @ParameterizedTest
    @CsvSource({
        "'n/a', true, true",
        "' N/A\u00a0', true, true",
        "'not\u2003 KNOWN', true, true",
        "'na', true, false",
        "'', true, true",
        "' ', true, true",
        "'n / a', false, false",
        "'not', false, false",
        "'known', false, false"
    })
    void blankTextsAreThoseThatThePatternMatches(String text, boolean isBlank, boolean isBlankName) {
        assertThat(BLANKS.isBlank(text)).isEqualTo(isBlank);
        assertThat(BLANKS.isBlankName(text)).isEqualTo(isBlankName);
        assertThat(Pattern.compile(BLANKS.pattern()).matcher(text).find()).isEqualTo(isBlank);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "UNKNOWN", "un\u212anown", "\u212b", "\u00e5"})
    void noBlankTextIsLongerThanTheLongest(String text) {
        Blanks blanks = new Blanks(Set.of("unknown"), Set.of("\u00e5"));
        assertThat(blanks.isBlank(text)).isTrue();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(blanks.longestBytes());
        assertThat(new Blanks(Set.of("N/A"), Set.of("nan")).longestBytes()).isEqualTo(3);
    }
}
