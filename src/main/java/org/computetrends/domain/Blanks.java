package org.computetrends.domain;

import java.io.Serializable;
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
 * @param textsEverywhere the texts that are blank in every column
 * @param textsExceptInNames further texts, which are blank except in columns of names
 */
public record Blanks(Set<String> textsEverywhere, Set<String> textsExceptInNames) implements Serializable {

    private static final String OPTIONAL_SPACE = "(?:" + WhiteSpace.PATTERN + ")?";

    public Blanks {
        textsEverywhere = normalized(textsEverywhere);
        textsExceptInNames = normalized(textsExceptInNames);
    }

    /** Whether a text is blank in a column of names. */
    public boolean isBlankName(String text) {
        return isBlankEverywhere(normalized(text));
    }

    /** Whether a text is blank in a column other than names. */
    public boolean isBlank(String text) {
        String normalized = normalized(text);
        return isBlankEverywhere(normalized) || textsExceptInNames.contains(normalized);
    }

    private boolean isBlankEverywhere(String normalized) {
        return normalized.isEmpty() || textsEverywhere.contains(normalized);
    }

    /** A regular expression for blank texts in columns other than names. Equal settings give equal patterns. */
    public String pattern() {
        return Stream.concat(textsEverywhere.stream(), textsExceptInNames.stream())
                .sorted()
                .map(Blanks::patternOf)
                .collect(Collectors.joining("|", "(?iu)\\A" + OPTIONAL_SPACE + "(?:", ")?" + OPTIONAL_SPACE + "\\z"));
    }

    /** A pattern for one blank text, in which each space matches a run of white space. */
    private static String patternOf(String text) {
        return Stream.of(text.split(" ")).map(Pattern::quote).collect(Collectors.joining(WhiteSpace.PATTERN));
    }

    /** An upper bound of the UTF-8 length of blank texts after trimming: longer texts are certainly not blank. */
    public int longestBytes() {
        return Stream.concat(textsEverywhere.stream(), textsExceptInNames.stream())
                .mapToInt(Blanks::longestBytesOf)
                .max()
                .orElse(0);
    }

    private static int longestBytesOf(String text) {
        if (text.contains(" ")) {
            return Integer.MAX_VALUE; // The space matches a run of white space of any length.
        }
        // A character outside ASCII takes up to three bytes. So does k: it is also the lower case of the Kelvin sign.
        return text.chars()
                .map(character -> character < 128 && character != 'k' ? 1 : 3)
                .sum();
    }

    private static Set<String> normalized(Collection<String> texts) {
        return texts.stream().map(Blanks::normalized).collect(Collectors.toUnmodifiableSet());
    }

    private static String normalized(String text) {
        return WhiteSpace.folded(text).toLowerCase(Locale.ROOT);
    }
}
