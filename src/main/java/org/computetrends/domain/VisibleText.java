package org.computetrends.domain;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Texts of data, files, settings and servers as a reader sees them, and a terminal does not obey them. Control characters
 * (of C0, C1 and DEL), separators of lines and paragraphs, and the controls of writing direction are written as their
 * numbers, such as <code>&#92;u{1b}</code>. All other letters stay as they are.
 */
public final class VisibleText {

    private VisibleText() {}

    /** A text for one line: its line ends are written as numbers too. */
    public static String line(String text) {
        return escaped(text, VisibleText::isObeyed, VisibleText::number);
    }

    /**
     * A text that may have several lines, such as a server's message. Those after the first are indented, so that none of
     * them looks like a message of its own.
     */
    public static String lines(String text) {
        return escaped(
                        text.replace("\r\n", "\n").stripTrailing(),
                        letter -> letter != '\n' && letter != '\t' && isObeyed(letter),
                        VisibleText::number)
                .replaceAll("\n(?! )", "\n  ");
    }

    /**
     * A document of JSON. Outside its texts it has no such letters but line ends and tabs. So each of the others is inside a
     * text, where JSON lets a letter be written as its number.
     */
    public static String json(String document) {
        return escaped(document, letter -> letter > ' ' && isObeyed(letter), VisibleText::unit);
    }

    /** Whether a terminal, or whatever shows a text, may obey a letter instead of showing it. */
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

    /** A letter by four digits, as JSON, YAML, Spark SQL and PostgreSQL write it inside a text. */
    public static String unit(int letter) {
        return String.format(Locale.ROOT, "\\u%04x", letter);
    }

    private static String number(int letter) {
        return "\\u{" + Integer.toHexString(letter) + "}";
    }

    /** A text with some of its letters written otherwise; itself where it has none of them. */
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
