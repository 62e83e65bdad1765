package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns texts into HTML. Text is always escaped; only the program's own scripts, its style sheet and its JSON are written
 * unescaped. j2html's own {@code join} and {@code rawHtml} do not escape, so no other class may call them: {@code
 * HouseRulesTest} checks that.
 */
final class Markup {
    /** Texts that end an element of code early, or that make a browser look for another end. */
    private static final Pattern END_OF_CODE = Pattern.compile("</(?:script|style)|<!--", Pattern.CASE_INSENSITIVE);

    private Markup() {}

    /**
     * Joins parts of a sentence with spaces, except before a full stop, a comma or a semicolon.
     *
     * @param parts texts and elements
     * @throws IllegalArgumentException if a part is of another type
     */
    static DomContent join(Object... parts) {
        return join(Stream.of(parts).map(Markup::content).toList());
    }

    /** The same for elements. */
    static DomContent join(List<? extends DomContent> parts) {
        List<DomContent> spaced = new ArrayList<>();
        for (DomContent part : parts) {
            String start = part.render();
            if (start.isEmpty()) {
                continue;
            }
            if (!spaced.isEmpty() && ".,;".indexOf(start.charAt(0)) < 0) {
                spaced.add(text(" "));
            }
            spaced.add(part);
        }
        return each(spaced, part -> part);
    }

    private static DomContent content(Object part) {
        if (part instanceof DomContent content) {
            return content;
        }
        if (part instanceof String words) {
            return text(words.strip());
        }
        throw new IllegalArgumentException("neither a text nor an element: " + part);
    }

    /** Lets readers scroll an element wider than the screen, also by keyboard. Screen readers announce it by its label. */
    static <T extends Tag<T>> T scrolling(T element, String label) {
        return element.withClass("scrolls").attr("tabindex", "0").attr("role", "region").attr("aria-label", label);
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
