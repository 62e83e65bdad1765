package org.computetrends.publish;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** The Parquet schema that Spark writes for the types that tables have. */
final class ParquetSchema {

    /** What Spark calls the schema, and a list's parts. */
    private static final String ROOT = "spark_schema";

    static final String LIST = "list";
    static final String ELEMENT = "element";

    private ParquetSchema() {}

    /**
     * The schema.
     *
     * @throws IllegalArgumentException for a type that no table has
     */
    static MessageType of(StructType schema) {
        List<Type> fields = new ArrayList<>();
        for (StructField field : schema.fields()) {
            fields.add(type(field.name(), field.dataType(), repetition(field.nullable())));
        }
        return new MessageType(ROOT, fields);
    }

    private static Type.Repetition repetition(boolean nullable) {
        return nullable ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    }

    private static Type type(String name, DataType type, Type.Repetition repetition) {
        if (type instanceof ArrayType array) {
            return Types.buildGroup(repetition)
                    .as(LogicalTypeAnnotation.listType())
                    .addField(Types.repeatedGroup()
                            .addField(type(ELEMENT, array.elementType(), repetition(array.containsNull())))
                            .named(LIST))
                    .named(name);
        }
        if (type instanceof StringType) {
            return Types.primitive(PrimitiveTypeName.BINARY, repetition)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
        }
        if (type instanceof DateType) {
            return Types.primitive(PrimitiveTypeName.INT32, repetition)
                    .as(LogicalTypeAnnotation.dateType())
                    .named(name);
        }
        return Types.primitive(primitive(type), repetition).named(name);
    }

    private static PrimitiveTypeName primitive(DataType type) {
        if (type instanceof DoubleType) {
            return PrimitiveTypeName.DOUBLE;
        }
        if (type instanceof LongType) {
            return PrimitiveTypeName.INT64;
        }
        if (type instanceof IntegerType) {
            return PrimitiveTypeName.INT32;
        }
        if (type instanceof BooleanType) {
            return PrimitiveTypeName.BOOLEAN;
        }
        if (type instanceof TimestampType) {
            return PrimitiveTypeName.INT96;
        }
        throw new IllegalArgumentException("no table has a column of type " + type.sql());
    }
}
