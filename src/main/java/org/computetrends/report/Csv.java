package org.computetrends.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180) that is safe to open in a spreadsheet. A text that a spreadsheet would evaluate as a formula
 * gets a leading apostrophe, as OWASP's "CSV Injection" advises. A formula that already follows apostrophes gets one
 * more, so that removing one apostrophe restores every such text. Numbers remain numbers.
 */
final class Csv {
    /** A formula: an operator (ASCII or full-width), maybe after blanks, U+FEFF or apostrophes; a leading tab or newline. */
    private static final Pattern FORMULA = Pattern.compile(
            "'*(?:[\\s\\p{Z}\\uFEFF]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]|[\\t\\r\\n]).*", Pattern.DOTALL);

    /** What makes quotes necessary. In some locales {@code ;} and tab separate cells: a formula could follow one. */
    private static final Pattern SEPARATOR = Pattern.compile("[,;\t\"\\r\\n]");

    private Csv() {}

    static String write(List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {
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
