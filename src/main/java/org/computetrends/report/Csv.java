package org.computetrends.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180) that is safe to open in a spreadsheet. A text that a spreadsheet would evaluate as a formula gets a
 * leading apostrophe, as OWASP's "CSV Injection" advises. So does such a text that already has apostrophes: to restore the
 * texts, a reader removes one apostrophe from each. Numbers remain numbers.
 */
final class Csv {
    /** Texts that spreadsheets evaluate: an operator, possibly after blanks or apostrophes, or a leading tab or line break. */
    private static final Pattern FORMULA = Pattern.compile(
            "'*(?:[\\s\\p{Z}\\uFEFF]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]|[\\t\\r\\n]).*", Pattern.DOTALL);

    /** Characters that make quotes necessary. Separators of other locales are included: a formula could begin after one. */
    private static final Pattern SEPARATOR = Pattern.compile("[,;\t\"\\r\\n]");

    private Csv() {}

    static String of(List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {
        StringBuilder text = new StringBuilder(line(columns));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String text = FORMULA.matcher(value.toString()).matches() ? "'" + value : value.toString();
        return SEPARATOR.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
