package org.computetrends.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a column, from which schemas, rows, documentation and DDL are derived.
 *
 * @param name snake case, with the unit if there is one
 * @param type the Spark SQL type
 * @param meaning the content in a few sentences, with the unit and the cases in which the value is null
 * @param accepted the values that the column can have, except null; empty for any value of the type
 * @param target the foreign key's target: a column of another table that has every value of this column in the same
 *     vintage; null for none
 */
public record Column(
        String name,
        DataType type,
        boolean nullable,
        String meaning,
        List<String> accepted,
        @Nullable Target target) {

    /** The target of a foreign key. */
    public record Target(String table, String column) {}

    public Column {
        accepted = List.copyOf(accepted);
    }

    /** A column that can have any value of its type. */
    public Column(String name, DataType type, boolean nullable, String meaning) {
        this(name, type, nullable, meaning, List.of(), null);
    }

    /** This column, restricted to these values. */
    Column oneOf(List<String> values) {
        return new Column(name, type, nullable, meaning, values, target);
    }

    /** This column, restricted to the names of enum constants. */
    <E extends Enum<E>> Column oneOf(E[] constants) {
        return oneOf(constants, Enum::name);
    }

    /**
     * This column, restricted to enum constants.
     *
     * @param name gives the name of a constant in tables
     */
    <E> Column oneOf(E[] constants, Function<? super E, String> name) {
        return oneOf(Arrays.stream(constants).<String>map(name).toList());
    }

    /** This column, restricted to the values of a column of another table in the same vintage. */
    Column references(String table, String column) {
        return new Column(name, type, nullable, meaning, accepted, new Target(table, column));
    }

    /** A constant's name in lower case. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Column required(String name, DataType type, String meaning) {
        return new Column(name, type, false, meaning);
    }

    static Column optional(String name, DataType type, String meaning) {
        return new Column(name, type, true, meaning);
    }

    static Column text(String name, String meaning) {
        return required(name, DataTypes.StringType, meaning);
    }

    static Column optionalNumber(String name, String meaning) {
        return optional(name, DataTypes.DoubleType, meaning);
    }

    static Column count(String name, String meaning) {
        return required(name, DataTypes.LongType, meaning);
    }

    static Column optionalDate(String name, String meaning) {
        return optional(name, DataTypes.DateType, meaning);
    }

    /** The schema of columns. */
    static StructType schema(List<Column> columns) {
        return new StructType(columns.stream().map(Column::field).toArray(StructField[]::new));
    }

    /** Spark's field. */
    public StructField field() {
        return DataTypes.createStructField(name, type, nullable);
    }
}
