package org.computetrends.domain;

import java.util.regex.Pattern;

/**
 * White space as Unicode has it, of which Java's {@code \s} knows a part: no-break spaces and those of other widths. Characters
 * that look like nothing at all, such as a zero-width space and a byte-order mark, count as white space too.
 */
public final class WhiteSpace {
    /** A regular expression of a run of it. */
    public static final String PATTERN = "[\\s\\p{IsWhite_Space}\\x{180E}\\x{200B}\\x{2060}\\x{FEFF}]+";

    private static final Pattern RUN = Pattern.compile(PATTERN);

    private WhiteSpace() {}

    /** A text with a space for each run of white space, and none at either end. */
    public static String folded(String text) {
        return isFolded(text) ? text : RUN.matcher(text).replaceAll(" ").strip();
    }

    /** A text without any. */
    public static String removed(String text) {
        return RUN.matcher(text).replaceAll("");
    }

    /** Whether a text consists of ASCII letters, figures and signs, parted by single spaces: most do. */
    private static boolean isFolded(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter > '~' || (letter == ' ' && before == ' ')) {
                return false;
            }
            before = letter;
        }
        return text.isEmpty() || before != ' ';
    }
}
