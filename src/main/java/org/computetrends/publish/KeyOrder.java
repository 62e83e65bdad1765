package org.computetrends.publish;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Orders rows by a key as Spark does: nulls first, texts by code points, NaN last. The rows are of Spark's external
 * types; Spark itself can only sort rows in its internal form ({@link RowWriteSupport}).
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
            // Adding zero makes minus zero equal to zero, as they are for Spark.
            return Double.compare(number + 0.0, (Double) second + 0.0);
        }
        return ((Comparable<Object>) first).compareTo(second);
    }

    /** Orders texts by code points, as UTF-8 does. Java puts surrogates, which encode the largest ones, too low. */
    private static int compareCodePoints(String first, String second) {
        int length = Math.min(first.length(), second.length());
        for (int i = 0; i < length; i++) {
            char one = first.charAt(i);
            char other = second.charAt(i);
            if (one != other) {
                // Code points from 65,536 are pairs of surrogates, which must come last.
                int order = Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other));
                return order == 0 ? Character.compare(one, other) : order;
            }
        }
        return Integer.compare(first.length(), second.length());
    }
}
