package org.computetrends.sql;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;

/** What a row says of its release, wherever it stands. */
public final class ReleaseContent {

    /** Between the elements of an array, where they are hashed. */
    public static final String BETWEEN_TEXTS = "\u0001";

    private ReleaseContent() {}

    /**
     * A hash of everything in a canonical row but its place in its file. Spark's hash passes over nulls and runs the
     * elements of arrays together, so arrays are joined first, and which values are null is hashed too.
     */
    public static org.apache.spark.sql.Column hash() {
        List<org.apache.spark.sql.Column> values = new ArrayList<>();
        List<org.apache.spark.sql.Column> nulls = new ArrayList<>();
        for (Column column : CanonicalRelease.content()) {
            org.apache.spark.sql.Column value = col(column.name());
            values.add(column.type() instanceof ArrayType ? concat_ws(BETWEEN_TEXTS, value) : value);
            nulls.add(value.isNull().cast("int").cast("string"));
        }
        values.add(concat_ws("", nulls.toArray(org.apache.spark.sql.Column[]::new)));
        return xxhash64(values.toArray(org.apache.spark.sql.Column[]::new));
    }
}
