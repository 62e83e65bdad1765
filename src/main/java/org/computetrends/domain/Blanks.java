package org.computetrends.domain;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts that stand for nothing: white space, and words such as {@code N/A} that programs write where a value is missing. They
 * are compared without regard to case and white space.
 *
 * @param texts those that stand for nothing wherever they are
 * @param textsButNames those that may be a name, and stand for nothing elsewhere
 */
public record Blanks(Set<String> texts, Set<String> textsButNames) implements Serializable {

    private static final String ANY_SPACE = "(?:" + WhiteSpace.PATTERN + ")?";

    /** Only white space. */
    public static final Blanks WHITE_SPACE = new Blanks(Set.of(), Set.of());

    public Blanks {
        texts = compared(texts);
        textsButNames = compared(textsButNames);
    }

    /** Whether a text stands for nothing where names are. */
    public boolean isBlankName(String text) {
        String compared = compared(text);
        return compared.isEmpty() || texts.contains(compared);
    }

    /** Whether a text stands for nothing where no names are. */
    public boolean isBlank(String text) {
        return isBlankName(text) || textsButNames.contains(compared(text));
    }

    /** A regular expression of what stands for nothing where no names are. */
    public String pattern() {
        return Stream.concat(texts.stream(), textsButNames.stream())
                .sorted()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?iu)\\A" + ANY_SPACE + "(?:", ")?" + ANY_SPACE + "\\z"));
    }

    /**
     * How many bytes of UTF-8 a blank text has at most, but for white space at its ends: without bound where one has a space, which
     * stands for white space of any length.
     */
    public int longestBytes() {
        return Stream.concat(texts.stream(), textsButNames.stream())
                .mapToInt(text -> text.contains(" ") ? Integer.MAX_VALUE : text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
    }

    private static Set<String> compared(Collection<String> texts) {
        return texts.stream().map(Blanks::compared).collect(Collectors.toUnmodifiableSet());
    }

    private static String compared(String text) {
        return WhiteSpace.folded(text).toLowerCase(Locale.ROOT);
    }
}
