package org.computetrends.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.TrendKey;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A builder of {@link RecordTable}: it pairs each column with the function that gives its value. A method for a column
 * leaves its meaning empty: call {@link #meaning} next. Methods that take a {@link Column} or a text for the meaning,
 * and {@code metric}, {@code scenario} and {@code trend}, set it.
 *
 * <p>Columns of {@code interval}, {@code quantiles} and {@code optional...} can be null, and so can a nullable {@code
 * column}. Columns of all other methods cannot.
 */
final class TableBuilder<T> {
    private final String name;
    private final String meaning;
    private final List<String> key = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Function<T, @Nullable Object>> values = new ArrayList<>();
    private final List<RetiredColumn> retiredColumns = new ArrayList<>();
    private boolean isLog;

    TableBuilder(String name, String meaning) {
        this.name = name;
        this.meaning = meaning;
    }

    /** Makes the columns declared so far the key; in a log they follow the run id. */
    TableBuilder<T> key() {
        columns.forEach(column -> key.add(column.name()));
        return this;
    }

    /** Makes the run id the first column of the key. */
    TableBuilder<T> keyedByRunId() {
        key.add(Table.RUN_ID.name());
        return this;
    }

    /** Declares a {@linkplain Table#isLog log}, and makes the run id the first column of its key. */
    TableBuilder<T> log() {
        isLog = true;
        return keyedByRunId();
    }

    TableBuilder<T> column(Column column, Function<T, @Nullable Object> value) {
        columns.add(column);
        values.add(value);
        return this;
    }

    TableBuilder<T> required(String name, DataType type, Function<T, @Nullable Object> value) {
        return column(Column.required(name, type, ""), value);
    }

    TableBuilder<T> optional(String name, DataType type, Function<T, @Nullable Object> value) {
        return column(Column.optional(name, type, ""), value);
    }

    TableBuilder<T> text(String name, Function<T, @Nullable Object> value) {
        return required(name, DataTypes.StringType, value);
    }

    TableBuilder<T> optionalText(String name, Function<T, @Nullable Object> value) {
        return optional(name, DataTypes.StringType, value);
    }

    TableBuilder<T> optionalNumber(String name, Function<T, @Nullable Object> value) {
        return optional(name, DataTypes.DoubleType, value);
    }

    TableBuilder<T> number(String name, Function<T, @Nullable Object> value) {
        return required(name, DataTypes.DoubleType, value);
    }

    TableBuilder<T> count(String name, Function<T, @Nullable Object> value) {
        return required(name, DataTypes.LongType, value);
    }

    TableBuilder<T> wholeNumber(String name, Function<T, @Nullable Object> value) {
        return required(name, DataTypes.IntegerType, value);
    }

    TableBuilder<T> optionalDate(String name, Function<T, @Nullable Object> value) {
        return optional(name, DataTypes.DateType, value);
    }

    TableBuilder<T> date(String name, Function<T, @Nullable Object> value) {
        return required(name, DataTypes.DateType, value);
    }

    TableBuilder<T> flag(String name, Function<T, @Nullable Object> value) {
        return required(name, DataTypes.BooleanType, value);
    }

    /** A number that belongs to a part of the record; null if the record lacks the part. */
    <P> TableBuilder<T> optionalNumber(
            String name, Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
        return optionalNumber(name, RecordTable.ofPart(part, value));
    }

    /** A date that belongs to a part of the record; null if the record lacks the part. */
    <P> TableBuilder<T> optionalDate(
            String name, Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
        return optionalDate(name, RecordTable.ofPart(part, value));
    }

    /** A text that belongs to a part of the record; null if the record lacks the part. */
    <P> TableBuilder<T> optionalText(
            String name, Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
        return optionalText(name, RecordTable.ofPart(part, value));
    }

    /** A flag that belongs to a part of the record; null if the record lacks the part. */
    <P> TableBuilder<T> optionalFlag(
            String name, Function<T, ? extends @Nullable P> part, Function<P, ? extends @Nullable Object> value) {
        return optional(name, DataTypes.BooleanType, RecordTable.ofPart(part, value));
    }

    /** An enum constant, by its Java name. */
    <E extends Enum<E>> TableBuilder<T> oneOf(String name, Function<T, @Nullable Object> value, E[] constants) {
        return text(name, value).oneOf(constants);
    }

    /**
     * An enum constant, by a name that it has in tables.
     *
     * @param naming gives the name in tables
     */
    <E> TableBuilder<T> oneOf(
            String name, Function<T, @Nullable Object> value, E[] constants, Function<? super E, String> naming) {
        return text(name, value).oneOf(constants, naming);
    }

    /** Sets the meaning of the last column. */
    TableBuilder<T> meaning(String meaning) {
        return change(
                last -> new Column(last.name(), last.type(), last.nullable(), meaning, last.accepted(), last.target()));
    }

    /** Restricts the last column to the names of enum constants. */
    <E extends Enum<E>> TableBuilder<T> oneOf(E[] constants) {
        return change(last -> last.oneOf(constants));
    }

    /** Restricts the last column to enum constants, by their names in tables. Values are converted to these names. */
    <E> TableBuilder<T> oneOf(E[] constants, Function<? super E, String> naming) {
        Map<Object, String> names = new HashMap<>();
        for (E constant : constants) {
            names.put(constant, naming.apply(constant));
        }
        int lastIndex = values.size() - 1;
        values.set(lastIndex, values.get(lastIndex).andThen(names::get));
        return change(column -> column.oneOf(constants, naming));
    }

    /** Restricts the last column to these values. */
    TableBuilder<T> oneOf(List<String> accepted) {
        return change(last -> last.oneOf(accepted));
    }

    /** Restricts the last column to the values of a column of another table in the same vintage. */
    TableBuilder<T> references(String table, String column) {
        return change(last -> last.references(table, column));
    }

    private TableBuilder<T> change(UnaryOperator<Column> change) {
        int lastIndex = columns.size() - 1;
        columns.set(lastIndex, change.apply(columns.get(lastIndex)));
        return this;
    }

    /**
     * The ends of an interval, in columns whose names end in {@code _low} and {@code _high}; null if there is no
     * interval.
     *
     * @param meaning what the interval is; the meanings add which end it is
     */
    TableBuilder<T> interval(String name, String meaning, Function<T, ? extends @Nullable Interval> interval) {
        return optionalNumber(name + "_low", interval, Interval::low)
                .meaning(meaning + ", lower end.")
                .optionalNumber(name + "_high", interval, Interval::high)
                .meaning(meaning + ", upper end.");
    }

    TableBuilder<T> metric(Function<T, @Nullable Object> value) {
        return text("metric", value).meaning("The metric's id.");
    }

    TableBuilder<T> scenario(Function<T, @Nullable Object> value) {
        return text("scenario", value).meaning("The scenario's id.");
    }

    /** The columns that identify a trend: metric, cohort and era. */
    TableBuilder<T> trend(Function<T, TrendKey> trend) {
        return metric(row -> trend.apply(row).metric())
                .text("cohort", row -> trend.apply(row).cohort())
                .meaning("The cohort's id.")
                .text("era", row -> trend.apply(row).era())
                .meaning("The era's id.");
    }

    /**
     * The seven quantiles of a forecast; null if there is no forecast.
     *
     * @param meaning the meaning of each column, with {@code PERCENT} for the quantile's probability
     * @param scale converts log10 of a value to the unit of the table
     */
    TableBuilder<T> quantiles(
            String meaning, Function<T, @Nullable ForecastQuantiles> forecast, DoubleUnaryOperator scale) {
        Map<String, ToDoubleFunction<ForecastQuantiles>> quantiles = new LinkedHashMap<>();
        quantiles.put("2.5", ForecastQuantiles::p025);
        quantiles.put("10", ForecastQuantiles::p10);
        quantiles.put("25", ForecastQuantiles::p25);
        quantiles.put("50", ForecastQuantiles::median);
        quantiles.put("75", ForecastQuantiles::p75);
        quantiles.put("90", ForecastQuantiles::p90);
        quantiles.put("97.5", ForecastQuantiles::p975);
        // 2.5 becomes p02_5, with two digits before the point like p10 and p97_5.
        quantiles.forEach((percent, quantile) -> optionalNumber(
                        (percent.equals("2.5") ? "p0" : "p") + percent.replace('.', '_'),
                        RecordTable.ofPart(forecast, row -> scale.applyAsDouble(quantile.applyAsDouble(row))))
                .meaning(meaning.replace("PERCENT", percent)));
        return this;
    }

    /** Declares a former column. Sinks that have it keep it for old rows. */
    TableBuilder<T> retired(String column, String since, String advice) {
        retiredColumns.add(new RetiredColumn(column, since, advice));
        return this;
    }

    RecordTable<T> build() {
        return new RecordTable<>(new Table(name, meaning, key, columns, retiredColumns, isLog), values);
    }
}
