package org.computetrends.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.TrendKey;
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

        /** Makes the columns so far the key, after the run id of a log. */
        Builder<T> key() {
            columns.forEach(column -> key.add(column.name()));
            return this;
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

        Builder<T> required(String name, DataType type, Function<T, @Nullable Object> value) {
            return column(Column.required(name, type, ""), value);
        }

        Builder<T> optional(String name, DataType type, Function<T, @Nullable Object> value) {
            return column(Column.optional(name, type, ""), value);
        }

        Builder<T> text(String name, Function<T, @Nullable Object> value) {
            return required(name, DataTypes.StringType, value);
        }

        Builder<T> optionalText(String name, Function<T, @Nullable Object> value) {
            return optional(name, DataTypes.StringType, value);
        }

        Builder<T> number(String name, Function<T, @Nullable Object> value) {
            return optional(name, DataTypes.DoubleType, value);
        }

        Builder<T> requiredNumber(String name, Function<T, @Nullable Object> value) {
            return required(name, DataTypes.DoubleType, value);
        }

        Builder<T> count(String name, Function<T, @Nullable Object> value) {
            return required(name, DataTypes.LongType, value);
        }

        Builder<T> wholeNumber(String name, Function<T, @Nullable Object> value) {
            return required(name, DataTypes.IntegerType, value);
        }

        Builder<T> date(String name, Function<T, @Nullable Object> value) {
            return optional(name, DataTypes.DateType, value);
        }

        Builder<T> requiredDate(String name, Function<T, @Nullable Object> value) {
            return required(name, DataTypes.DateType, value);
        }

        Builder<T> flag(String name, Function<T, @Nullable Object> value) {
            return required(name, DataTypes.BooleanType, value);
        }

        /** A number of a part of a record; null where the record lacks the part. */
        <P> Builder<T> number(
                String name, Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
            return number(name, ofPart(part, value));
        }

        /** A date of a part of a record; null where the record lacks the part. */
        <P> Builder<T> date(
                String name, Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
            return date(name, ofPart(part, value));
        }

        /** A text of a part of a record; null where the record lacks the part. */
        <P> Builder<T> optionalText(
                String name, Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
            return optionalText(name, ofPart(part, value));
        }

        /** A constant by its name. */
        <E extends Enum<E>> Builder<T> oneOf(String name, Function<T, @Nullable Object> value, E[] constants) {
            return text(name, value).oneOf(constants);
        }

        /** A constant by its name in tables. */
        <E> Builder<T> oneOf(
                String name, Function<T, @Nullable Object> value, E[] constants, Function<? super E, String> naming) {
            return text(name, value).oneOf(constants, naming);
        }

        /** Sets the meaning of the last column. */
        Builder<T> meaning(String meaning) {
            return change(last ->
                    new Column(last.name(), last.type(), last.nullable(), meaning, last.accepted(), last.target()));
        }

        /** Restricts the last column to the names of constants. */
        <E extends Enum<E>> Builder<T> oneOf(E[] constants) {
            return change(last -> last.oneOf(constants));
        }

        /** Restricts the last column to constants, by their names in tables. */
        <E> Builder<T> oneOf(E[] constants, Function<? super E, String> naming) {
            Map<Object, String> names = new HashMap<>();
            for (E constant : constants) {
                names.put(constant, naming.apply(constant));
            }
            int last = values.size() - 1;
            values.set(last, values.get(last).andThen(names::get));
            return change(column -> column.oneOf(constants, naming));
        }

        /** Restricts the last column to these values. */
        Builder<T> oneOf(List<String> accepted) {
            return change(last -> last.oneOf(accepted));
        }

        /** Restricts the last column to the values of a column of another table in the same vintage. */
        Builder<T> in(String table, String column) {
            return change(last -> last.in(table, column));
        }

        private Builder<T> change(UnaryOperator<Column> change) {
            int last = columns.size() - 1;
            columns.set(last, change.apply(columns.get(last)));
            return this;
        }

        /** Metric, cohort and era of a trend. */
        Builder<T> trend(Function<T, TrendKey> trend) {
            return text("metric", row -> trend.apply(row).metric())
                    .meaning("The metric's id.")
                    .text("cohort", row -> trend.apply(row).cohort())
                    .meaning("The cohort's id.")
                    .text("era", row -> trend.apply(row).era())
                    .meaning("The era's id.");
        }

        /**
         * The seven quantiles of a forecast.
         *
         * @param meaning their meaning, with {@code PERCENT} for the quantile's probability
         * @param scale converts log10 of a value to the table's unit
         */
        Builder<T> quantiles(
                String meaning, Function<T, @Nullable ForecastQuantiles> forecast, DoubleUnaryOperator scale) {
            Map<String, ToDoubleFunction<ForecastQuantiles>> quantiles = new LinkedHashMap<>();
            quantiles.put("2.5", ForecastQuantiles::p025);
            quantiles.put("10", ForecastQuantiles::p10);
            quantiles.put("25", ForecastQuantiles::p25);
            quantiles.put("50", ForecastQuantiles::median);
            quantiles.put("75", ForecastQuantiles::p75);
            quantiles.put("90", ForecastQuantiles::p90);
            quantiles.put("97.5", ForecastQuantiles::p975);
            quantiles.forEach((percent, quantile) -> number(
                            (percent.equals("2.5") ? "p0" : "p") + percent.replace('.', '_'),
                            ofPart(forecast, found -> scale.applyAsDouble(quantile.applyAsDouble(found))))
                    .meaning(meaning.replace("PERCENT", percent)));
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
