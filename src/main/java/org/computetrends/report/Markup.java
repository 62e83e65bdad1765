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
 * Turns texts into HTML. Text is always escaped; only the program's own scripts, its style sheet and its JSON are written
 * unescaped. j2html's own {@code join} and {@code rawHtml} do not escape, so no other class may call them: {@code
 * HouseRulesTest} checks that.
 */
final class Markup {
    /** Texts that end an element of code early, or that make a browser look for another end. */
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
     * @param values texts and elements, in order. Data belong here, because a template may not have a {@code $} of its own
     * @throws IllegalArgumentException if there are more or fewer values than {@code $}
     */
    static DomContent phrase(String template, Object... values) {
        String[] words = template.split("\\$", -1);
        if (words.length != values.length + 1) {
            throw new IllegalArgumentException("not " + values.length + " times $: " + template);
        }
        List<DomContent> parts = new ArrayList<>(List.of(text(words[0])));
        for (int i = 0; i < values.length; i++) {
            parts.add(values[i] instanceof DomContent element ? element : text(String.valueOf(values[i])));
            parts.add(text(words[i + 1]));
        }
        return each(parts.stream());
    }

    /** Lets readers scroll an element wider than the screen, also by keyboard. Screen readers announce it by its label. */
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
    static DomContent code(String code) {
        if (END_OF_CODE.matcher(code).find()) {
            throw new IllegalArgumentException("code that could end its element");
        }
        return TagCreator.rawHtml(code);
    }
}
