package org.computetrends.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * A column, declared once: schemas, rows, dictionaries and DDL all follow from it.
 *
 * @param name snake case, with its unit where it has one
 * @param type Spark SQL's type
 * @param nullable whether a row may lack it
 * @param meaning one sentence on what it holds, its unit included, and when it is null
 */
public record Column(String name, DataType type, boolean nullable, String meaning) {

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
