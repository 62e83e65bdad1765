package org.computetrends.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private RecordTable(Table table, List<Function<T, @Nullable Object>> values) {
        this.table = table;
        this.values = List.copyOf(values);
    }

    /** The declaration. */
    public Table table() {
        return table;
    }

    /** A record's row, with the run's id last. A number that is not finite becomes null, if the column allows it. */
    public Row toRow(T item, String runId) {
        Object[] cells = new Object[values.size() + 1];
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i).apply(item);
            cells[i] = value instanceof Double number && !Double.isFinite(number) ? null : value;
            if (cells[i] == null && !table.columns().get(i).nullable()) {
                throw new IllegalStateException("table " + table.name() + ", column "
                        + table.columns().get(i).name() + ": no value for " + item);
            }
            requireType(table.columns().get(i), cells[i]);
        }
        cells[values.size()] = runId;
        return RowFactory.create(cells);
    }

    /** Spark would reject a value of another type only when rows are written, without naming table and column. */
    private void requireType(Column column, @Nullable Object value) {
        Class<?> type = TYPES.getOrDefault(column.type(), Object.class);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalStateException("table " + table.name() + ", column " + column.name() + ": "
                    + value.getClass().getSimpleName() + " " + value + " must be a " + type.getSimpleName());
        }
    }

    static <T> Builder<T> named(String name, String meaning) {
        return new Builder<>(name, meaning);
    }

    /** Collects columns with the functions that give their values. */
    static final class Builder<T> {
        private final String name;
        private final String meaning;
        private final List<String> key = new ArrayList<>();
        private final List<Column> columns = new ArrayList<>();
        private final List<Function<T, @Nullable Object>> values = new ArrayList<>();
        private final List<RetiredColumn> retired = new ArrayList<>();
        private boolean isLog;

        private Builder(String name, String meaning) {
            this.name = name;
            this.meaning = meaning;
        }

        Builder<T> key(Column column, Function<T, @Nullable Object> value) {
            key.add(column.name());
            return column(column, value);
        }

        /** For the table of runs, with the run id as its key. */
        Builder<T> keyedByRunId() {
            key.add(Table.RUN_ID.name());
            return this;
        }

        /** For a log, with the run id as the first column of its key. */
        Builder<T> log() {
            isLog = true;
            return keyedByRunId();
        }

        Builder<T> column(Column column, Function<T, @Nullable Object> value) {
            columns.add(column);
            values.add(value);
            return this;
        }

        /**
         * Declares a former column. Sinks that have it keep it for old rows.
         *
         * @param column its name
         * @param since the version that first published without it
         * @param replacement a sentence on what replaces it
         */
        Builder<T> retired(String column, String since, String replacement) {
            retired.add(new RetiredColumn(column, since, replacement));
            return this;
        }

        RecordTable<T> build() {
            return new RecordTable<>(new Table(name, meaning, key, columns, retired, isLog), values);
        }
    }
}
