package org.computetrends.ingest;

import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** The types of Parquet columns that can be read as the type of a canonical field. */
final class ColumnTypes {

    private ColumnTypes() {}

    /** A message if a column's type cannot be read as its field's type. */
    static Optional<String> fault(ColumnMapping.Binding binding, DataType found) {
        boolean isOfPresence = binding.reading() == ColumnMapping.Reading.PRESENCE;
        boolean isReadable = isOfPresence
                ? isTestable(found)
                : isReadable(found, binding.field().type());
        return isReadable
                ? Optional.empty()
                : Optional.of("column '" + binding.column() + "' should be "
                        + (isOfPresence ? "STRING" : binding.field().type().sql()) + " and is " + found.sql());
    }

    /**
     * Whether each value of a type can be compared with the texts that count as blank: any but maps, structs and lists
     * of other things than texts.
     */
    private static boolean isTestable(DataType found) {
        return found instanceof ArrayType array
                ? array.elementType() instanceof StringType
                : !(found instanceof StructType) && !(found instanceof MapType);
    }

    private static boolean isReadable(DataType found, DataType wanted) {
        if (wanted instanceof DoubleType || wanted instanceof LongType || wanted instanceof IntegerType) {
            return found instanceof NumericType;
        }
        if (wanted instanceof ArrayType) {
            return found instanceof ArrayType array && array.elementType() instanceof StringType;
        }
        if (wanted instanceof DateType) {
            return found instanceof DateType || found instanceof TimestampType || found instanceof TimestampNTZType;
        }
        if (wanted instanceof StringType) {
            return found.getClass().equals(wanted.getClass());
        }
        return found.equals(wanted);
    }
}
