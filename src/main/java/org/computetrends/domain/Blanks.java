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
 * Texts that count as blank: white space, and words such as {@code N/A} that programs write for a missing value.
 * Comparison ignores case, and counts each run of white space as one space.
 *
 * @param texts the texts that are blank in every column
 * @param textsButNames further texts, which are blank in all columns except those of names
 */
public record Blanks(Set<String> texts, Set<String> textsButNames) implements Serializable {

    private static final String OPTIONAL_SPACE = "(?:" + WhiteSpace.PATTERN + ")?";

    public Blanks {
        texts = normalized(texts);
        textsButNames = normalized(textsButNames);
    }

    /** Whether a text is blank in a column of names. */
    public boolean isBlankName(String text) {
        return isBlankAnywhere(normalized(text));
    }

    /** Whether a text is blank in a column other than names. */
    public boolean isBlank(String text) {
        String normalized = normalized(text);
        return isBlankAnywhere(normalized) || textsButNames.contains(normalized);
    }

    private boolean isBlankAnywhere(String normalized) {
        return normalized.isEmpty() || texts.contains(normalized);
    }

    /** A regular expression for blank texts in columns other than names. */
    public String pattern() {
        return Stream.concat(texts.stream(), textsButNames.stream())
                .sorted()
                .map(text ->
                        Stream.of(text.split(" ")).map(Pattern::quote).collect(Collectors.joining(WhiteSpace.PATTERN)))
                .collect(Collectors.joining("|", "(?iu)\\A" + OPTIONAL_SPACE + "(?:", ")?" + OPTIONAL_SPACE + "\\z"));
    }

    /**
     * The greatest UTF-8 length of a blank text after trimming: longer texts are certainly not blank. It is
     * {@code Integer.MAX_VALUE} if a blank text contains a space, because the space matches a run of white space of any
     * length.
     */
    public int longestBytes() {
        return Stream.concat(texts.stream(), textsButNames.stream())
                .mapToInt(text -> text.contains(" ") ? Integer.MAX_VALUE : text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
    }

    private static Set<String> normalized(Collection<String> texts) {
        return texts.stream().map(Blanks::normalized).collect(Collectors.toUnmodifiableSet());
    }

    private static String normalized(String text) {
        return WhiteSpace.folded(text).toLowerCase(Locale.ROOT);
    }
}
