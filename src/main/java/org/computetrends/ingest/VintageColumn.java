package org.computetrends.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.computetrends.table.Table;

/** The vintages of a dataset whose vintage is a column and not a folder. */
final class VintageColumn {

    private VintageColumn() {}

    /** Whether there is such a column. */
    static boolean isIn(StructType schema) {
        return Arrays.asList(schema.fieldNames()).contains(Table.VINTAGE.name());
    }

    /** The vintages that the column has. */
    static Set<LocalDate> vintagesIn(Dataset<Row> source) {
        return source.select(col(Table.VINTAGE.name()).cast("date")).distinct().na().drop().collectAsList().stream()
                .map(row -> row.<LocalDate>getAs(0))
                .collect(Collectors.toSet());
    }

    /** The rows of a vintage. */
    static Dataset<Row> ofVintage(Dataset<Row> source, LocalDate vintage) {
        return source.filter(col(Table.VINTAGE.name()).cast("date").equalTo(lit(vintage)));
    }
}
