package org.computetrends;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Metric;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReadColumns;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;

/** Literal releases in the canonical schema: what is not given is null. */
public final class TestReleases {
    private final List<Row> rows = new ArrayList<>();

    /** Adds a release. Other columns are null. Rows are numbered from 2, as below the header of a CSV file. */
    public TestReleases add(String model, String date, Object... columnsAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(CanonicalRelease.MODEL, model);
        values.put(CanonicalRelease.PUBLISHED_ON, date == null ? null : LocalDate.parse(date));
        values.put(CanonicalRelease.SOURCE_ROW, rows.size() + 2L);
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            values.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        List<Object> cells = new ArrayList<>();
        for (Column column : CanonicalRelease.COLUMNS) {
            cells.add(values.remove(column.name()));
        }
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("not in the canonical schema: " + values.keySet());
        }
        cells.add("test");
        rows.add(RowFactory.create(cells.toArray()));
        return this;
    }

    /** The releases in the canonical schema. */
    public Dataset<Row> dataset() {
        return TestSession.get()
                .createDataFrame(
                        rows, CanonicalRelease.schema().add(RejectsTable.SOURCE_FILE, DataTypes.StringType, false));
    }

    /** The releases with the columns that the reader adds. */
    public Dataset<Row> asRead() {
        return asRead(dataset());
    }

    /** Releases of the canonical schema with the columns that the reader adds. */
    public static Dataset<Row> asRead(Dataset<Row> releases) {
        return placed(releases).withColumn(ReadColumns.STATED_ROW, col(CanonicalRelease.SOURCE_ROW));
    }

    /** Releases with file, row index and unreadable cells, as the reader adds them. */
    public static Dataset<Row> placed(Dataset<Row> releases) {
        return releases.withColumn(ReadColumns.FILE, lit("test.parquet"))
                .withColumn(ReadColumns.ROW_INDEX, monotonically_increasing_id())
                .withColumn(ReadColumns.UNREADABLE, lit(null).cast(ReadColumns.UNREADABLE_TYPE));
    }

    /** The releases as if curation had kept all. Ids are the names. */
    public Dataset<Row> curated(List<Metric> metrics) {
        Dataset<Row> curated = dataset()
                .withColumn(ReleasesTable.RELEASE_ID, col(CanonicalRelease.MODEL))
                .withColumn(
                        CanonicalRelease.DATE_PRECISION, coalesce(col(CanonicalRelease.DATE_PRECISION), lit("DAY")));
        for (Metric metric : metrics) {
            curated = curated.withColumn(CuratedRelease.metricColumn(metric), expr(metric.expression()));
        }
        return curated;
    }
}
