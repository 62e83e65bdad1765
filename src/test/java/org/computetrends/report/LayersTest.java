package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`it's`, `\"it's\"`",
                "`a\" || true || \"`, `\"a\\\" || true || \\\"\"`",
                "`back\\slash\\`, `\"back\\\\slash\\\\\"`",
                "`</script>\u2028`, `\"\\u003c/script\\u003e\\u2028\"`"
            })
    void nothingInATextEndsTheStringOfAnExpression(String text, String quoted) {
        assertThat(Layers.is("cohort", text)).isEqualTo("datum.cohort == " + quoted);
    }
}
