package org.computetrends.domain;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Makes texts of data, files, settings and servers safe to display in a terminal. Control characters (C0, C1 and DEL),
 * separators of lines and paragraphs, and controls of writing direction are escaped, such as <code>&#92;u{1b}</code>. All
 * other characters are unchanged.
 */
public final class VisibleText {

    private VisibleText() {}

    /** A text for one line: line ends are escaped too. */
    public static String line(String text) {
        return escape(text, VisibleText::isControl, VisibleText::bracedEscape);
    }

    /**
     * A text that may have several lines, such as a server's message. Lines after the first are indented, so that they do
     * not look like separate messages.
     */
    public static String lines(String text) {
        return escape(
                        text.replace("\r\n", "\n").stripTrailing(),
                        letter -> letter != '\n' && letter != '\t' && isControl(letter),
                        VisibleText::bracedEscape)
                .replaceAll("\n(?! )", "\n  ");
    }

    /**
     * A JSON document. Outside strings, its only control characters are line ends and tabs, which stay. Inside strings
     * JSON allows escapes.
     */
    public static String json(String document) {
        return escape(document, letter -> letter > ' ' && isControl(letter), VisibleText::unicodeEscape);
    }

    /** Whether a terminal may interpret a character instead of displaying it. */
    public static boolean isControl(int letter) {
        return Character.getType(letter) == Character.CONTROL
                || letter == '\u2028'
                || letter == '\u2029'
                || letter == '\u061c'
                || letter == '\u200e'
                || letter == '\u200f'
                || (letter >= '\u202a' && letter <= '\u202e')
                || (letter >= '\u2066' && letter <= '\u2069');
    }

    /** A character as a four-digit escape of JSON, YAML, Spark SQL and PostgreSQL strings. */
    public static String unicodeEscape(int letter) {
        return String.format(Locale.ROOT, "\\u%04x", letter);
    }

    private static String bracedEscape(int letter) {
        return "\\u{" + Integer.toHexString(letter) + "}";
    }

    /** A text with some characters replaced by their escapes; the same object if it has no such character. */
    public static String escape(String text, IntPredicate isEscaped, IntFunction<String> escapeOf) {
        if (text.chars().noneMatch(isEscaped)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(letter -> {
            if (isEscaped.test(letter)) {
                escaped.append(escapeOf.apply(letter));
            } else {
                escaped.append((char) letter);
            }
        });
        return escaped.toString();
    }
}
