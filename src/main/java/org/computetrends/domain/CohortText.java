package org.computetrends.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits the text of a cohort into parts and values, and quotes values. Semicolons separate parts, commas separate
 * values, and quotation marks are as in CSV. {@code frontier;domain!=vision,"a,b"} has two parts: the name
 * {@code frontier}, and {@code domain} negated with the values {@code vision} and {@code a,b}.
 */
final class CohortText {
    /** A name, up to the sign after it: {@code =}, {@code !=}, {@code ;} or the end. */
    private static final Pattern NAME = Pattern.compile("\\s*([^;=]*?)\\s*(!?=|;|\\z)");
    /**
     * A value, in quotation marks or without, up to the sign after it. Possessive quantifiers make a doubled quotation
     * mark always part of the value.
     */
    private static final Pattern VALUE =
            Pattern.compile("\\s*(?:\"([^\"]*+(?:\"\"[^\"]*+)*+)\"|([^,;]*?))\\s*(,|;|\\z)");

    /** The first alternative, between {@code (?s)} and {@code |}, is the empty value. */
    private static final Pattern NEEDS_QUOTES = Pattern.compile(
            "(?s)|\\s.*|.*\\s|.*[,;\"].*|" + Pattern.quote(Cohort.WILDCARD_TEXT) + "|" + Cohort.UNCOMMON_TEXT);

    private CohortText() {}

    /**
     * A part of a cohort's text.
     *
     * @param isNegated whether the sign before the values is {@code !=}
     * @param values the values; empty for a name alone
     */
    record Part(String name, boolean isNegated, List<Value> values) {}

    /** A value in lower case, without its quotation marks. */
    record Value(String text, boolean isQuoted) {
        /**
         * Whether this is a given word of special meaning, such as {@code *}. A quoted value has no special meaning.
         */
        boolean is(String word) {
            return !isQuoted && text.equals(word);
        }
    }

    /** @throws IllegalArgumentException if a quoted value is not closed, or other text follows it */
    static List<Part> parts(String id) {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        String sign;
        do {
            Matcher name = next(NAME, id, position);
            position = name.end();
            sign = name.group(2);
            List<Value> values = new ArrayList<>();
            while (sign.endsWith("=") || sign.equals(",")) {
                Matcher value = nextValue(id, position);
                position = value.end();
                sign = value.group(3);
                String quoted = value.group(1);
                values.add(new Value(
                        LowerCase.of(quoted == null ? value.group(2) : quoted.replace("\"\"", "\"")), quoted != null));
            }
            parts.add(new Part(name.group(1), name.group(2).equals("!="), values));
        } while (sign.equals(";"));
        return parts;
    }

    private static Matcher nextValue(String id, int position) {
        Matcher matcher = next(VALUE, id, position);
        String remaining = id.substring(position).strip();
        // If the closing mark is missing, the pattern takes the opening one as part of an unquoted value.
        if (remaining.startsWith("\"") && matcher.group(1) == null) {
            throw new IllegalArgumentException("the quoted value at '" + remaining + "' must end with a quotation mark,"
                    + " before , or ; or the end; a quotation mark inside it is written twice");
        }
        return matcher;
    }

    private static Matcher next(Pattern pattern, String id, int position) {
        Matcher matcher = pattern.matcher(id).region(position, id.length());
        if (!matcher.lookingAt()) {
            throw new IllegalStateException(pattern + " must match any text");
        }
        return matcher;
    }

    static String quoteIfNeeded(String value) {
        return NEEDS_QUOTES.matcher(value).matches() ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
