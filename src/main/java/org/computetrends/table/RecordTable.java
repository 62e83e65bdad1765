package org.computetrends.table;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** A table whose rows are created from records: a {@link Table} with a function for each column. */
public final class RecordTable<T> {
    private static final Map<DataType, Class<?>> TYPES = Map.of(
            DataTypes.LongType, Long.class,
            DataTypes.IntegerType, Integer.class,
            DataTypes.DoubleType, Double.class,
            DataTypes.BooleanType, Boolean.class,
            DataTypes.StringType, String.class,
            DataTypes.DateType, LocalDate.class,
            DataTypes.TimestampType, Instant.class);

    private final Table table;
    private final List<Function<T, @Nullable Object>> values;

    RecordTable(Table table, List<Function<T, @Nullable Object>> values) {
        this.table = table;
        this.values = List.copyOf(values);
    }

    /** The declaration. */
    public Table table() {
        return table;
    }

    /**
     * Converts a record to a row of {@linkplain #cell cells}, with the run id as the last column.
     *
     * @throws IllegalStateException if a required column is null, or a value does not have the type of its column
     */
    public Row toRow(T item, String runId) {
        Object[] cells = new Object[values.size() + 1];
        for (int i = 0; i < values.size(); i++) {
            cells[i] = cell(values.get(i).apply(item));
            if (cells[i] == null && !table.columns().get(i).nullable()) {
                throw new IllegalStateException("table " + table.name() + ", column "
                        + table.columns().get(i).name() + ": no value for " + item);
            }
            requireType(table.columns().get(i), cells[i]);
        }
        cells[values.size()] = runId;
        return RowFactory.create(cells);
    }

    /**
     * A value as a table's cell. A number that is absent or not finite becomes null, and an enum constant becomes its
     * name.
     */
    public static @Nullable Object cell(@Nullable Object value) {
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? cell(number.getAsDouble()) : null;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    /** Checks the type here, to name table and column. Spark would fail later, when rows are written. */
    private void requireType(Column column, @Nullable Object value) {
        Class<?> type = TYPES.getOrDefault(column.type(), Object.class);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalStateException("table " + table.name() + ", column " + column.name() + ": "
                    + value.getClass().getSimpleName() + " " + value + " must be a " + type.getSimpleName());
        }
    }

    /** A function for a value that belongs to a part of the record; null if the record lacks the part. */
    static <T, P> Function<T, @Nullable Object> ofPart(
            Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
        return row -> {
            P partOfRow = part.apply(row);
            return partOfRow == null ? null : value.apply(partOfRow);
        };
    }

    /** A builder of a table without columns yet. */
    static <T> TableBuilder<T> named(String name, String meaning) {
        return new TableBuilder<>(name, meaning);
    }
}
