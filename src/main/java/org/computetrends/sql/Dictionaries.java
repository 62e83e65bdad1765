package org.computetrends.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.apache.parquet.column.Dictionary;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;

/**
 * Tells whether two batches of a column have the same dictionary, so that what was worked out of its entries need not be
 * again. Spark does not say so, and its fields are not open: where they are not as they were, nothing is told, and nothing
 * is lost but time.
 */
public final class Dictionaries {
    private static final Optional<Fields> FIELDS = fields();

    private Dictionaries() {}

    /** A column's dictionary of Spark's, and the one of the file in it. */
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

    /** The dictionary of the file that a batch's column is encoded by; empty where it has none or that is not known. */
    public static Optional<Object> of(WritableColumnVector column) {
        return FIELDS.flatMap(fields -> {
            Object dictionary = fields.ofColumn.get(column);
            return fields.type.isInstance(dictionary)
                    ? Optional.ofNullable(fields.ofFile.get(dictionary))
                    : Optional.empty();
        });
    }
}
