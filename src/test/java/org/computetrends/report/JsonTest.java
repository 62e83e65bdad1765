package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is safe inside a script element. */
class JsonTest {

    private record Point(
            String name, double value, @Nullable String note) {}

    @Test
    void recordsAreObjectsWithoutTheirNulls() {
        assertThat(Json.write(
                        Json.object("points", List.of(new Point("a", 1e26, null)), "on", LocalDate.of(2024, 1, 2))))
                .isEqualTo("{\"points\":[{\"name\":\"a\",\"value\":1.0E26}],\"on\":\"2024-01-02\"}");
    }

    private record Measured(double primitive, Double boxed) {}

    @Test
    void aNumberOfARecordThatIsNotFiniteIsNull() {
        assertThat(Json.write(new Measured(Double.NaN, Double.NEGATIVE_INFINITY)))
                .isEqualTo("{\"primitive\":null,\"boxed\":null}");
    }

    @Test
    void lettersOfOtherScriptsAreNotEscaped() {
        assertThat(Json.write("Médée 模型")).isEqualTo("\"Médée 模型\"");
    }

    @Test
    void noTextEndsItsScript() {
        assertThat(Json.write("</script><!--&\u2028\"\\\n\u0001"))
                .isEqualTo("\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\\"\\\\\\n\\u0001\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"</script>", "\u202egnp.exe\u2069", "\u009b\u007f\r\t\b", "a\\u0041\"\\n{}", "Médée 👩‍🔬"})
    void textsAreReadBackAsWritten(String text) {
        String json = Json.write(text);
        assertThat(json).matches("[^\\p{Cc}<>&\u202e\u2069]*");
        assertThat(Json.read(json).asText()).isEqualTo(text);
    }

    @Test
    void infiniteAndUndefinedNumbersAreNull() {
        assertThat(Json.write(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, null, true)))
                .isEqualTo("[null,null,null,true]");
    }
}
