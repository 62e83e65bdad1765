package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions and templates of Vega-Lite charts, with texts from outside. */
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
    void nothingInATextEndsTheStringOfAnExpression(String text, String quotedText) {
        assertThat(Layers.is("cohort", text)).isEqualTo("datum.cohort == " + quotedText);
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "a\", b: \"", "back\\slash\\", "$ and $", "</script>"})
    void valuesKeepTheirTypesInATemplate(String value) {
        assertThat(Layers.vega("{mark: {type: 'point', 'size': 70}, x: [$, $]}", value, 2.5))
                .isEqualTo(Map.of("mark", Map.of("type", "point", "size", 70), "x", List.of(value, 2.5)));
    }

    @Test
    void everyPlaceholderHasAValueAndEveryValueAPlaceholder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layers.vega("{x: $, y: $}", 1))
                .withMessage("not 1 times $: {x: $, y: $}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layers.vega("{x: $}", 1, 2))
                .withMessage("not 2 times $: {x: $}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layers.vega("{x: $", 1))
                .withMessage("not an object: {x: $");
    }
}
