package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VegaLiteTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`it's`, `\"it's\"`",
                "`a\" || true || \"`, `\"a\\\" || true || \\\"\"`",
                "`back\\slash\\`, `\"back\\\\slash\\\\\"`",
                "`</script>\u2028`, `\"\\u003c/script\\u003e\\u2028\"`"
            })
    void nothingInATextEndsTheStringOfAnExpression(String text, String quotedText) {
        assertThat(VegaLite.columnIs("cohort", text)).isEqualTo("datum.cohort == " + quotedText);
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "a\", b: \"", "back\\slash\\", "$ and $", "</script>"})
    void aValueIsInsertedUnchanged(String value) {
        assertThat(VegaLite.vega("{mark: {type: 'point', 'size': 70}, x: [$, $]}", value, 2.5))
                .isEqualTo(Map.of("mark", Map.of("type", "point", "size", 70), "x", List.of(value, 2.5)));
    }

    @Test
    void everyPlaceHasAValueAndEveryValueAPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VegaLite.vega("{x: $, y: $}", 1))
                .withMessage("1 values for another number of $: {x: $, y: $}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VegaLite.vega("{x: $}", 1, 2))
                .withMessage("2 values for another number of $: {x: $}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VegaLite.vega("{x: $", 1))
                .withMessage("not a JSON object: {x: $");
    }
}
