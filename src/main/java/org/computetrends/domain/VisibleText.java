package org.computetrends.domain;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Makes texts of data, files, settings and servers safe to display in a terminal. Control characters (C0, C1 and DEL),
 * separators of lines and paragraphs, and controls of writing direction are escaped, such as <code>&#92;u{1b}</code>.
 * All other characters are unchanged.
 */
public final class VisibleText {

    private VisibleText() {}

    /** A text for one line: line ends are escaped too. */
    public static String line(String text) {
        return escape(text, VisibleText::isControl, VisibleText::bracedEscape);
    }

    /**
     * A text of several lines. Lines after the first begin with a space, so that they do not look like other messages.
     */
    public static String lines(String text) {
        return escape(
                        text.replace("\r\n", "\n").stripTrailing(),
                        character -> character != '\n' && character != '\t' && isControl(character),
                        VisibleText::bracedEscape)
                .replaceAll("\n(?! )", "\n  ");
    }

    /** A JSON document. Line ends and tabs, which JSON has only outside strings, stay; others get JSON's escapes. */
    public static String json(String document) {
        return escape(document, character -> character > ' ' && isControl(character), VisibleText::unicodeEscape);
    }

    /** Whether a terminal may interpret a character instead of displaying it. */
    public static boolean isControl(int character) {
        return Character.getType(character) == Character.CONTROL
                || character == '\u2028'
                || character == '\u2029'
                || character == '\u061c'
                || character == '\u200e'
                || character == '\u200f'
                || (character >= '\u202a' && character <= '\u202e')
                || (character >= '\u2066' && character <= '\u2069');
    }

    /** A character as a four-digit escape of JSON, YAML, Spark SQL and PostgreSQL strings. */
    public static String unicodeEscape(int character) {
        return String.format(Locale.ROOT, "\\u%04x", character);
    }

    private static String bracedEscape(int character) {
        return "\\u{" + Integer.toHexString(character) + "}";
    }

    /** A text with some characters replaced by their escapes; the same object if it has no such character. */
    public static String escape(String text, IntPredicate isEscaped, IntFunction<String> escapeOf) {
        if (text.chars().noneMatch(isEscaped)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(character -> {
            if (isEscaped.test(character)) {
                escaped.append(escapeOf.apply(character));
            } else {
                escaped.append((char) character);
            }
        });
        return escaped.toString();
    }
}
