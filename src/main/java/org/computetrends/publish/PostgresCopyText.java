package org.computetrends.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Formats rows for PostgreSQL's {@code COPY} in its text format: tabs between values, and {@code \N} for null. Tabs,
 * line breaks and backslashes in values are escaped. Doubles are read back as the same doubles.
 */
record PostgresCopyText(String table, List<String> columns, String vintage) {
    /** A text that PostgreSQL cannot store. A retry does not help. */
    static final class UnwritableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnwritableException(String message) {
            super(message);
        }
    }

    /**
     * Appends the vintage and a row.
     *
     * @throws UnwritableException when a text contains the character NUL, which PostgreSQL cannot store
     */
    void append(Row row, StringBuilder to) {
        to.append(vintage);
        for (int i = 0; i < row.length(); i++) {
            to.append('\t');
            Object value = row.get(i);
            if (value == null) {
                to.append("\\N");
            } else {
                escape(text(value, i), to, i);
            }
        }
        to.append('\n');
    }

    private String text(Object value, int index) {
        if (value instanceof scala.collection.Seq<?> sequence) {
            return array(scala.jdk.javaapi.CollectionConverters.asJava(sequence));
        }
        if (value instanceof List<?> list) {
            return array(list);
        }
        if (value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof LocalDate
                || value instanceof Instant) {
            return value.toString();
        }
        throw new IllegalArgumentException(where(index) + " has a " + value.getClass());
    }

    private static String array(List<?> list) {
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

    private void escape(String text, StringBuilder to, int index) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\\' -> to.append("\\\\");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\0' ->
                    throw new UnwritableException(where(index)
                            + " contains the character NUL (U+0000), which PostgreSQL's text cannot: \""
                            + text.substring(0, Math.min(text.length(), 80)).replace("\0", "\\0") + "\"");
                default -> to.append(letter);
            }
        }
    }

    private String where(int index) {
        return "table " + table + ", column " + columns.get(index);
    }
}
