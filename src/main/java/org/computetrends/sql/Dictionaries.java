package org.computetrends.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.apache.parquet.column.Dictionary;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;

/**
 * Identifies the dictionary of a column's batch, so that results per entry are reused while it stays the same. Spark
 * does not expose it, so private fields are read. If a Spark version changes them, the result is empty, which costs
 * only time.
 */
public final class Dictionaries {
    private static final Optional<Fields> FIELDS = fields();

    private Dictionaries() {}

    /** Spark's dictionary of a column, and the file's dictionary inside it. */
    private record Fields(VarHandle ofColumn, Class<?> type, VarHandle ofFile) {}

    private static Optional<Fields> fields() {
        try {
            MethodHandles.Lookup own = MethodHandles.lookup();
            Class<?> type = Class.forName("org.apache.spark.sql.execution.datasources.parquet.ParquetDictionary");
            return Optional.of(new Fields(
                    MethodHandles.privateLookupIn(WritableColumnVector.class, own)
                            .findVarHandle(
                                    WritableColumnVector.class,
                                    "dictionary",
                                    org.apache.spark.sql.execution.vectorized.Dictionary.class),
                    type,
                    MethodHandles.privateLookupIn(type, own).findVarHandle(type, "dictionary", Dictionary.class)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The file's dictionary that encodes a batch's column; empty if there is none or it is unknown. */
    public static Optional<Object> of(WritableColumnVector column) {
        return FIELDS.flatMap(fields -> {
            Object dictionary = fields.ofColumn.get(column);
            return fields.type.isInstance(dictionary)
                    ? Optional.ofNullable(fields.ofFile.get(dictionary))
                    : Optional.empty();
        });
    }
}
