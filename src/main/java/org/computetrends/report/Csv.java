package org.computetrends.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values, as RFC 4180 has them, that a spreadsheet can be trusted with: text that it would take for a
 * formula begins with an apostrophe.
 */
final class Csv {
    /** What spreadsheets take for a formula, after whatever blanks they pass over. */
    private static final Pattern FORMULA =
            Pattern.compile("^\\s*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*|^[\\t\\r\\n].*", Pattern.DOTALL);

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
        return text.matches("(?s).*[,\"\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
