package org.computetrends.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.table.Table;

/** The vintages of a dataset whose vintage is a column and not a folder. */
final class VintageColumn {

    private VintageColumn() {}

    /** The vintages that the column has; none where there is no such column. */
    static Set<LocalDate> vintagesIn(Dataset<Row> source) {
        if (!isIn(source)) {
            return Set.of();
        }
        return source.select(col(Table.VINTAGE.name()).cast("date")).distinct().na().drop().collectAsList().stream()
                .map(row -> row.<LocalDate>getAs(0))
                .collect(Collectors.toSet());
    }

    /** The rows of a vintage; all of them where there is no such column. */
    static Dataset<Row> ofVintage(Dataset<Row> source, LocalDate vintage) {
        return isIn(source)
                ? source.filter(col(Table.VINTAGE.name()).cast("date").equalTo(lit(vintage)))
                : source;
    }

    private static boolean isIn(Dataset<Row> source) {
        return Arrays.asList(source.columns()).contains(Table.VINTAGE.name());
    }
}
