package org.computetrends.publish;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Orders rows by a key as Spark does: nulls first, texts by code points, NaN last. {@link RowWriteSupport} explains
 * why Spark's own order is not used.
 */
final class KeyOrder implements Comparator<Row> {
    private final int[] indices;

    KeyOrder(StructType schema, List<String> key) {
        this.indices = key.stream().mapToInt(schema::fieldIndex).toArray();
    }

    @Override
    public int compare(Row first, Row second) {
        for (int index : indices) {
            int order = compareValues(first.get(index), second.get(index));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked") // a column has values of one type
    private static int compareValues(@Nullable Object first, @Nullable Object second) {
        if (first == second) {
            return 0;
        }
        if (first == null || second == null) {
            return Boolean.compare(first != null, second != null);
        }
        if (first instanceof String text) {
            return compareCodePoints(text, (String) second);
        }
        if (first instanceof Double number) {
            // Minus zero equals zero.
            return Double.compare(number + 0.0, (Double) second + 0.0);
        }
        return ((Comparable<Object>) first).compareTo(second);
    }

    /** The order of UTF-8 bytes. Java's chars are ordered differently beyond the first 65,536 code points. */
    private static int compareCodePoints(String first, String second) {
        int length = Math.min(first.length(), second.length());
        for (int i = 0; i < length; i++) {
            char one = first.charAt(i);
            char other = second.charAt(i);
            if (one != other) {
                // Surrogates are halves of these code points.
                int order = Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other));
                return order == 0 ? Character.compare(one, other) : order;
            }
        }
        return Integer.compare(first.length(), second.length());
    }
}
