package org.computetrends.domain;

import java.util.regex.Pattern;

/**
 * Folds white space of Unicode. This includes no-break spaces and spaces of other widths, which Java's {@code \s}
 * lacks, and invisible characters such as a zero-width space and a byte-order mark.
 */
public final class WhiteSpace {
    /** A regular expression for a run of white space. */
    public static final String PATTERN = "[\\s\\p{IsWhite_Space}\\x{180E}\\x{200B}\\x{2060}\\x{FEFF}]+";

    private static final Pattern RUN = Pattern.compile(PATTERN);

    private WhiteSpace() {}

    /** A text with each run of white space replaced by one space, and trimmed. */
    public static String folded(String text) {
        return isFolded(text) ? text : RUN.matcher(text).replaceAll(" ").strip();
    }

    /** A text without white space. */
    public static String removed(String text) {
        return RUN.matcher(text).replaceAll("");
    }

    /**
     * Whether a text has only visible ASCII characters and single spaces between them. The pattern, which is slower,
     * would not change such a text.
     */
    private static boolean isFolded(String text) {
        char previous = ' ';
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || (character == ' ' && previous == ' ')) {
                return false;
            }
            previous = character;
        }
        return text.isEmpty() || previous != ' ';
    }
}
