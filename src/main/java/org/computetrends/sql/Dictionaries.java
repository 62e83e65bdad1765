package org.computetrends.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.apache.parquet.column.Dictionary;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;

/**
 * Identifies the Parquet dictionary that encodes a batch's column, so that what was computed for an entry is reused
 * while the dictionary stays the same. Spark does not expose dictionaries, so this class reads private fields. If a
 * version of Spark changes the fields, the result is empty, which costs only time.
 */
public final class Dictionaries {
    private static final Optional<Fields> FIELDS = fields();

    private Dictionaries() {}

    /** The private fields: a column's dictionary in Spark, and the file's dictionary inside it. */
    private record Fields(VarHandle ofColumn, Class<?> type, VarHandle ofFile) {}

    private static Optional<Fields> fields() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> type = Class.forName("org.apache.spark.sql.execution.datasources.parquet.ParquetDictionary");
            return Optional.of(new Fields(
                    MethodHandles.privateLookupIn(WritableColumnVector.class, lookup)
                            .findVarHandle(
                                    WritableColumnVector.class,
                                    "dictionary",
                                    org.apache.spark.sql.execution.vectorized.Dictionary.class),
                    type,
                    MethodHandles.privateLookupIn(type, lookup).findVarHandle(type, "dictionary", Dictionary.class)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The file's dictionary that encodes a column, for comparison by identity; empty if there is none or it is unknown.
     */
    public static Optional<Object> of(WritableColumnVector column) {
        return FIELDS.flatMap(fields -> {
            Object dictionary = fields.ofColumn.get(column);
            return fields.type.isInstance(dictionary)
                    ? Optional.ofNullable(fields.ofFile.get(dictionary))
                    : Optional.empty();
        });
    }
}
