package org.computetrends.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trunc;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.ValueDensity;
import org.computetrends.table.ObservationsTable;

/** Counts observations by quarter and half an order of magnitude, for inputs that are worked on row by row. */
public final class ObservationDensities {

    private ObservationDensities() {}

    /**
     * The bins, in their order.
     *
     * @param observations the columns of {@link ObservationsTable}
     */
    public static List<ValueDensity> of(Dataset<Row> observations) {
        Column largest = struct(col(ObservationsTable.VALUE), col(ObservationsTable.RELEASE_ID));
        return observations
                .groupBy(
                        col(ObservationsTable.METRIC),
                        trunc(col(ObservationsTable.PUBLISHED_ON), "quarter"),
                        floor(col(ObservationsTable.LOG10_VALUE).multiply(2)).cast("int"))
                .agg(count(lit(1)), max(largest))
                .collectAsList()
                .stream()
                .map(bin -> new ValueDensity(
                        bin.getString(0),
                        bin.getAs(1),
                        bin.getInt(2),
                        bin.getLong(3),
                        bin.getStruct(4).getDouble(0),
                        bin.getStruct(4).getString(1)))
                .sorted(ValueDensity.ORDER)
                .toList();
    }
}
