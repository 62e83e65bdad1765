package org.computetrends.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.apache.parquet.column.Dictionary;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;

/**
 * Finds the Parquet dictionary that encodes a batch's column. Successive batches often share one dictionary, so a
 * result computed for one of its entries can be reused. Spark does not expose dictionaries, so this class reads private
 * fields. If a version of Spark changes the fields, no dictionary is found, which costs only time.
 */
public final class Dictionaries {
    private static final Optional<Fields> FIELDS = fields();

    private Dictionaries() {}

    /**
     * Two private fields, read one after the other. The first leads from the column to Spark's wrapper of a dictionary,
     * the second from the wrapper to Parquet's dictionary.
     */
    private record Fields(VarHandle columnToWrapper, Class<?> wrapperClass, VarHandle wrapperToDictionary) {}

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

    /** Parquet's dictionary of a column, to be compared by identity only; empty if it has none, or none was found. */
    public static Optional<Object> of(WritableColumnVector column) {
        return FIELDS.flatMap(fields -> {
            Object dictionary = fields.columnToWrapper.get(column);
            return fields.wrapperClass.isInstance(dictionary)
                    ? Optional.ofNullable(fields.wrapperToDictionary.get(dictionary))
                    : Optional.empty();
        });
    }
}
