package org.computetrends.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** Which types of a source's columns can be read as which of the canonical schema. */
final class ColumnTypes {

    private ColumnTypes() {}

    /** A sentence for each column whose type is not one that its field can be read from. */
    static List<String> faults(StructType schema, List<ColumnMapping.Binding> bindings) {
        List<String> faults = new ArrayList<>();
        for (ColumnMapping.Binding binding : bindings) {
            DataType found = schema.apply(binding.column()).dataType();
            boolean presence = binding.reading() == ColumnMapping.Reading.PRESENCE;
            if (!presence && !isReadable(found, binding.field().type())) {
                faults.add("column '" + binding.column() + "' should be "
                        + binding.field().type().sql() + " and is " + found.sql());
            }
        }
        return faults;
    }

    private static boolean isReadable(DataType found, DataType wanted) {
        if (wanted instanceof DoubleType) {
            return found instanceof NumericType;
        }
        if (wanted instanceof LongType || wanted instanceof IntegerType) {
            return found instanceof LongType || found instanceof IntegerType || found instanceof ShortType;
        }
        if (wanted instanceof ArrayType) {
            return found instanceof ArrayType array && array.elementType() instanceof StringType;
        }
        if (wanted instanceof StringType || wanted instanceof DateType) {
            return found.getClass().equals(wanted.getClass());
        }
        return found.equals(wanted);
    }
}
