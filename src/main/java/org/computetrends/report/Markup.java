package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns texts into HTML. All text is escaped, except the program's own scripts, style sheet and JSON. No other class
 * may call j2html's {@code join} and {@code rawHtml}, which do not escape: {@code HouseRulesTest} checks that.
 */
final class Markup {
    /** Texts that end a {@code script} or {@code style} element early, or make a browser look for another end. */
    private static final Pattern END_OF_CODE = Pattern.compile("</(?:script|style)|<!--", Pattern.CASE_INSENSITIVE);

    private Markup() {}

    /** Elements with spaces between them; empty ones are left out. */
    static DomContent join(DomContent... parts) {
        return join(List.of(parts));
    }

    static DomContent join(List<? extends DomContent> parts) {
        return join(" ", parts);
    }

    /** Elements with a separator between them; empty ones are left out. */
    static DomContent join(String separator, List<? extends DomContent> parts) {
        List<DomContent> separated = new ArrayList<>();
        for (DomContent part : parts) {
            if (!part.render().isEmpty()) {
                separated.add(text(separated.isEmpty() ? "" : separator));
                separated.add(part);
            }
        }
        return each(separated.stream());
    }

    /**
     * A sentence, or a part of one.
     *
     * @param template each {@code $} in it is replaced by the next value
     * @param values texts and elements, in order. A text with a {@code $} of its own must be a value
     * @throws IllegalArgumentException if there are more or fewer values than {@code $}
     */
    static DomContent phrase(String template, Object... values) {
        String[] texts = template.split("\\$", -1);
        if (texts.length != values.length + 1) {
            throw new IllegalArgumentException(
                    values.length + " values for a template with " + (texts.length - 1) + " placeholders: " + template);
        }
        List<DomContent> parts = new ArrayList<>(List.of(text(texts[0])));
        for (int i = 0; i < values.length; i++) {
            parts.add(values[i] instanceof DomContent element ? element : text(String.valueOf(values[i])));
            parts.add(text(texts[i + 1]));
        }
        return each(parts.stream());
    }

    /** Lets readers scroll a wide element, also by keyboard. Screen readers announce the label. */
    static <T extends Tag<T>> T scrolling(T element, String label) {
        return element.withClass("scrolls")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", label);
    }

    /**
     * The content of an element {@code script} or {@code style}: the program's own code, or JSON from {@link Json}.
     *
     * @throws IllegalArgumentException if the code could end its element
     */
    static DomContent unescapedCode(String code) {
        if (END_OF_CODE.matcher(code).find()) {
            throw new IllegalArgumentException("code that could end its element");
        }
        return TagCreator.rawHtml(code);
    }
}
