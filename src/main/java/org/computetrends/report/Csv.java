package org.computetrends.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180) that is safe to open in a spreadsheet: text that it would take for a
 * formula begins with an apostrophe, as OWASP's "CSV Injection" advises. One that begins so by itself gets another, so that a
 * reader who takes one away from such texts has them as they were. Numbers stay numbers.
 */
final class Csv {
    /** What spreadsheets take for a formula, after whatever blanks they pass over. */
    private static final Pattern FORMULA = Pattern.compile(
            "'*(?:[\\s\\p{Z}\\uFEFF]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]|[\\t\\r\\n]).*", Pattern.DOTALL);

    /** The characters for which a cell is quoted, including separators of other locales, after which a formula could begin. */
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
