package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where texts become markup. Text is always escaped; only the program's own scripts, its style sheet and its JSON are
 * written as they are. j2html's {@code join} takes texts for HTML, and {@code rawHtml} takes everything for it, so no
 * other class may call them.
 */
final class Markup {
    /** What ends an element of code early, or makes a browser look for another end. */
    private static final Pattern END_OF_CODE = Pattern.compile("</(?:script|style)|<!--", Pattern.CASE_INSENSITIVE);

    private Markup() {}

    /**
     * Parts of a sentence with a space between them, but none before a full stop, a comma or a semicolon.
     *
     * @param parts texts and elements
     * @throws IllegalArgumentException for a part that is neither
     */
    static DomContent join(Object... parts) {
        return join(Stream.of(parts).map(Markup::content).toList());
    }

    /** Sentences, or parts of one, with a space between them. */
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

    /**
     * Code of the program's own, or JSON of {@link Json}, inside an element {@code script} or {@code style}.
     *
     * @throws IllegalArgumentException for code that could end its element
     */
    static DomContent code(String code) {
        if (END_OF_CODE.matcher(code).find()) {
            throw new IllegalArgumentException("code that could end its element");
        }
        return TagCreator.rawHtml(code);
    }
}
