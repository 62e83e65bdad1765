package org.computetrends.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * A column, declared once: schemas, rows, dictionaries and DDL all follow from it.
 *
 * @param name snake case, with its unit where it has one
 * @param type Spark SQL's type
 * @param nullable whether a row may lack it
 * @param meaning one sentence on what it holds, its unit included, and when it is null
 * @param accepted the values it can have beside null; empty where they are no closed list
 * @param target the table whose column of the same vintage has its values, or null for none
 */
public record Column(
        String name,
        DataType type,
        boolean nullable,
        String meaning,
        List<String> accepted,
        @Nullable Target target) {

    /**
     * A column that others refer to.
     *
     * @param table its table
     * @param column its name
     */
    public record Target(String table, String column) {}

    public Column {
        accepted = List.copyOf(accepted);
    }

    /** A column that can have any value of its type. */
    public Column(String name, DataType type, boolean nullable, String meaning) {
        this(name, type, nullable, meaning, List.of(), null);
    }

    /** This column, with no other values than these. */
    Column oneOf(List<String> values) {
        return new Column(name, type, nullable, meaning, values, target);
    }

    /** This column, with no other values than the names of constants. */
    <E extends Enum<E>> Column oneOf(E[] constants) {
        return oneOf(constants, Enum::name);
    }

    /** This column, with no other values than what constants are called in tables. */
    <E> Column oneOf(E[] constants, Function<? super E, String> name) {
        return oneOf(Arrays.stream(constants).<String>map(name).toList());
    }

    /** This column, whose values a column of another table has in the same vintage. */
    Column in(String table, String column) {
        return new Column(name, type, nullable, meaning, accepted, new Target(table, column));
    }

    /** A constant's name in tables that write names in lower case. */
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

    static Column number(String name, String meaning) {
        return optional(name, DataTypes.DoubleType, meaning);
    }

    static Column count(String name, String meaning) {
        return required(name, DataTypes.LongType, meaning);
    }

    static Column date(String name, String meaning) {
        return optional(name, DataTypes.DateType, meaning);
    }

    /** Spark's field. */
    public StructField field() {
        return DataTypes.createStructField(name, type, nullable);
    }
}
