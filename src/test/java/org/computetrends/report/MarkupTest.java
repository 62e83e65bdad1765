package org.computetrends.report;

import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML with escaped texts. */
class MarkupTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"<img src=x onerror=alert(1)>", "</script><svg onload=alert(1)>", "\" onclick=\"x", "&lt;b&gt;"})
    void aPartOfASentenceIsTextWhateverItIs(String part) {
        String escapedText = part.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        assertThat(Markup.phrase("Above $ $.", part, span(part)).render())
                .isEqualTo("Above " + escapedText + " <span>" + escapedText + "</span>.");
    }

    @Test
    void partsAreSpacedUnlessEmpty() {
        assertThat(Markup.join(List.of(text("One."), text(""), text("Two."))).render())
                .isEqualTo("One. Two.");
        assertThat(Markup.join("; ", List.of(text("one"), text(""), text("two")))
                        .render())
                .isEqualTo("one; two");
    }

    @Test
    void aPhraseHasAValueForEachPlaceholder() {
        assertThat(Markup.phrase("Growth of $ is $.", "A$B", span("4×")).render())
                .isEqualTo("Growth of A$B is <span>4×</span>.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Markup.phrase("Growth is $.", 4, 5))
                .withMessage("2 values for a template with 1 placeholders: Growth is $.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x = '</script>'", "/* </STYLE > */", "x <!-- y"})
    void codeThatCouldEndItsElementIsRefused(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> Markup.unescapedCode(code));
    }
}
