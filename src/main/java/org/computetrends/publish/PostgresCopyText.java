package org.computetrends.publish;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.computetrends.table.Table;

/**
 * Formats rows in the text format of PostgreSQL's {@code COPY}: tabs between values, and {@code \N} for null. Tabs,
 * line breaks and backslashes in values are escaped. Doubles are read back as the same doubles.
 *
 * @param table the table's name, for messages
 * @param columns the names of the rows' columns, in the order of values
 * @param vintage the vintage of all rows, an ISO date
 */
record PostgresCopyText(String table, List<String> columns, String vintage) implements Serializable {
    static PostgresCopyText of(Table table, LocalDate vintage) {
        return new PostgresCopyText(table.name(), List.of(table.schema().fieldNames()), vintage.toString());
    }

    /** Thrown for a text that PostgreSQL cannot store. A retry does not help. */
    static final class UnwritableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnwritableException(String message) {
            super(message);
        }
    }

    /**
     * Appends a line with the vintage and the row's values.
     *
     * @throws UnwritableException when a text contains the character NUL, which PostgreSQL cannot store
     */
    void append(Row row, StringBuilder lines) {
        lines.append(vintage);
        for (int i = 0; i < row.length(); i++) {
            lines.append('\t');
            Object value = row.get(i);
            if (value == null) {
                lines.append("\\N");
            } else {
                appendEscaped(text(value, i), lines, i);
            }
        }
        lines.append('\n');
    }

    private String text(Object value, int column) {
        if (value instanceof scala.collection.Seq<?> sequence) {
            return arrayText(scala.jdk.javaapi.CollectionConverters.asJava(sequence));
        }
        if (value instanceof List<?> list) {
            return arrayText(list);
        }
        if (value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof LocalDate
                || value instanceof Instant) {
            return value.toString();
        }
        throw new IllegalArgumentException(columnName(column) + " has a " + value.getClass());
    }

    private static String arrayText(List<?> list) {
        StringBuilder text = new StringBuilder("{");
        for (Object element : list) {
            if (text.length() > 1) {
                text.append(',');
            }
            if (element == null) {
                text.append("NULL");
            } else {
                text.append('"')
                        .append(element.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }

    private void appendEscaped(String text, StringBuilder lines, int column) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\\' -> lines.append("\\\\");
                case '\t' -> lines.append("\\t");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                case '\0' ->
                    throw new UnwritableException(columnName(column)
                            + " contains the character NUL (U+0000), which PostgreSQL cannot store: \""
                            + text.substring(0, Math.min(text.length(), 80)).replace("\0", "\\0") + "\"");
                default -> lines.append(character);
            }
        }
    }

    private String columnName(int column) {
        return "table " + table + ", column " + columns.get(column);
    }
}
