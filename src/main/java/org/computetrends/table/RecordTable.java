package org.computetrends.table;

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

/**
 * A table of records.
 *
 * @param <T> the record
 */
public final class RecordTable<T> {
    private static final Map<DataType, Class<?>> TYPES = Map.of(
            DataTypes.LongType, Long.class,
            DataTypes.DoubleType, Double.class,
            DataTypes.BooleanType, Boolean.class,
            DataTypes.StringType, String.class,
            DataTypes.DateType, LocalDate.class);

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

    /** A record's row, with the run's id last. A number that is not finite, or not present, becomes null, if the
     * column allows it; a constant becomes its name. */
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

    private static @Nullable Object cell(@Nullable Object value) {
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? cell(number.getAsDouble()) : null;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    /** Spark would reject a value of another type only when rows are written, without naming table and column. */
    private void requireType(Column column, @Nullable Object value) {
        Class<?> type = TYPES.getOrDefault(column.type(), Object.class);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalStateException("table " + table.name() + ", column " + column.name() + ": "
                    + value.getClass().getSimpleName() + " " + value + " must be a " + type.getSimpleName());
        }
    }

    /** A value of a part of a record; null where the record lacks the part. */
    static <T, P> Function<T, @Nullable Object> ofPart(
            Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
        return row -> {
            P found = part.apply(row);
            return found == null ? null : value.apply(found);
        };
    }

    static <T> TableBuilder<T> named(String name, String meaning) {
        return new TableBuilder<>(name, meaning);
    }
}
