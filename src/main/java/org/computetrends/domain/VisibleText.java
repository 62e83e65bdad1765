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
        return escaped(text, VisibleText::isObeyed, VisibleText::number);
    }

    /**
     * A text that may have several lines, such as a server's message. Lines after the first are indented, so that they do
     * not look like separate messages.
     */
    public static String lines(String text) {
        return escaped(
                        text.replace("\r\n", "\n").stripTrailing(),
                        letter -> letter != '\n' && letter != '\t' && isObeyed(letter),
                        VisibleText::number)
                .replaceAll("\n(?! )", "\n  ");
    }

    /**
     * A JSON document. Outside strings, its only control characters are line ends and tabs, which stay. Inside strings
     * JSON allows escapes.
     */
    public static String json(String document) {
        return escaped(document, letter -> letter > ' ' && isObeyed(letter), VisibleText::unit);
    }

    /** Whether a terminal may interpret a character instead of displaying it. */
    public static boolean isObeyed(int letter) {
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
    public static String unit(int letter) {
        return String.format(Locale.ROOT, "\\u%04x", letter);
    }

    private static String number(int letter) {
        return "\\u{" + Integer.toHexString(letter) + "}";
    }

    /** A text with some of its characters replaced; the same object if it has none of them. */
    public static String escaped(String text, IntPredicate which, IntFunction<String> otherwise) {
        if (text.chars().noneMatch(which)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(letter -> {
            if (which.test(letter)) {
                escaped.append(otherwise.apply(letter));
            } else {
                escaped.append((char) letter);
            }
        });
        return escaped.toString();
    }
}
