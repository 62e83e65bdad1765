package org.computetrends.select;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReleasesTable;
import org.jspecify.annotations.Nullable;

/**
 * Converts the sound releases of a batch to rows of {@link CuratedRelease#schema}. Not thread-safe.
 *
 * @param schema the schema of curated releases with the metrics of the batch
 */
record CuratedRows(ReleaseBatch batch, StructType schema) {
    /** The number of canonical columns. In the schema, they precede the metrics. */
    private static final int CANONICAL = CanonicalRelease.COLUMNS.size();

    /** Creates a task's function from a batch to rows of {@link #schemaWithId}. Marked duplicates are left out. */
    static Function<ColumnarBatch, List<Row>> newReader(ReleaseBatch.Settings settings, StructType schema) {
        ReleaseBatch batch = new ReleaseBatch(settings);
        CuratedRows rows = new CuratedRows(batch, schema);
        return columns -> {
            batch.read(columns);
            return batch.soundRows().mapToObj(rows::rowWithId).toList();
        };
    }

    /** The schema with {@code release_id} before the other columns. */
    static StructType schemaWithId(StructType schema) {
        StructField id = DataTypes.createStructField(ReleasesTable.RELEASE_ID, DataTypes.StringType, false);
        return new StructType(
                Stream.concat(Stream.of(id), Arrays.stream(schema.fields())).toArray(StructField[]::new));
    }

    private Row rowWithId(int row) {
        @Nullable Object[] cells = new Object[1 + schema.size()];
        cells[0] = ReleaseNames.id(batch.name(row));
        fill(cells, 1, row);
        return RowFactory.create(cells);
    }

    Row row(int row) {
        @Nullable Object[] cells = new Object[schema.size()];
        fill(cells, 0, row);
        return new GenericRowWithSchema(cells, schema);
    }

    private void fill(@Nullable Object[] cells, int from, int row) {
        for (int column = 0; column < CANONICAL; column++) {
            cells[from + column] = batch.cells.normalized(column, row);
        }
        for (int metric = 0; metric < schema.size() - CANONICAL; metric++) {
            cells[from + CANONICAL + metric] = batch.values.curatedValue(metric, row);
        }
    }
}
