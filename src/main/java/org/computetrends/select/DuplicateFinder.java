package org.computetrends.select;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.ColumnBatches;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.ReadRelease;

/**
 * Finds duplicates among releases that share a name. Spark sorts them, and spills to disk what does not fit in memory.
 */
record DuplicateFinder(ReleaseBatch.Settings settings) {
    private static final String NAME = "name";
    private static final String DATE = "date";
    private static final String ORGANIZATIONS = "organizations";
    private static final String RANK = "rank";
    private static final String NUMBER = "number";

    /** A row's comparison key, its location in Parquet files, and its row number in the published file. */
    private static final StructType KEYS = new StructType()
            .add(NAME, DataTypes.StringType)
            .add(DATE, DataTypes.DateType)
            .add(ORGANIZATIONS, DataTypes.StringType)
            .add(RANK, DataTypes.BinaryType)
            .add(ReadRelease.FILE, DataTypes.StringType)
            .add(ReadRelease.ROW_INDEX, DataTypes.LongType)
            .add(ReadRelease.STATED_ROW, DataTypes.LongType);

    private static final StructType MARKS = new StructType()
            .add(ReadRelease.FILE, DataTypes.StringType)
            .add(ReadRelease.ROW_INDEX, DataTypes.LongType)
            .add(NUMBER, DataTypes.IntegerType)
            .add(ReadRelease.STATED_ROW, DataTypes.LongType);

    /**
     * The marks of duplicates, and of releases that are not the first of their name.
     *
     * @param candidates all rows that share a name with another row, and possibly others
     */
    RowMarks marks(Dataset<Row> candidates) {
        return RowMarks.of(ColumnBatches.flatMap(
                        settings.columns().of(candidates),
                        settings,
                        (ReleaseBatch.Settings taskSettings) -> new Keys(taskSettings)::rows,
                        KEYS)
                .repartition(functions.col(NAME))
                .sortWithinPartitions(NAME, DATE, ORGANIZATIONS, RANK)
                .mapPartitions((MapPartitionsFunction<Row, Row>) DuplicateFinder::marked, Encoders.row(MARKS))
                .collectAsList()
                .stream()
                .map(row -> new RowMarks.Mark(
                        row.getString(0), row.getLong(1), row.getInt(2), row.isNullAt(3) ? null : row.getLong(3)))
                .toList());
    }

    private static final class Keys {
        private final ReleaseBatch batch;
        private final ReleaseKeys keys;
        private final int rowIndex;

        Keys(ReleaseBatch.Settings settings) {
            batch = new ReleaseBatch(settings);
            keys = new ReleaseKeys(batch);
            rowIndex = batch.columns.indexOf(ReadRelease.ROW_INDEX);
        }

        List<Row> rows(ColumnarBatch columns) {
            batch.read(columns);
            return batch.sound().mapToObj(this::row).toList();
        }

        private Row row(int row) {
            ReleaseKey key = keys.of(row);
            return RowFactory.create(
                    key.name(),
                    key.publishedOn(),
                    key.organizations(),
                    key.rank(),
                    keys.file(row),
                    batch.column(rowIndex).getLong(row),
                    keys.statedRow(row));
        }
    }

    /** The marks of rows of {@link #KEYS}, which must be sorted. Most rows need no mark and are skipped. */
    private static Iterator<Row> marked(Iterator<Row> rows) {
        ReleaseNumbers<Row> numbers = new ReleaseNumbers<>();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .flatMap(row -> {
                    Row original = numbers.original(
                            new ReleaseKey(row.getString(0), row.getAs(1), row.getString(2), row.getAs(3)), row);
                    if (original != null) {
                        return Stream.of(RowFactory.create(row.get(4), row.get(5), RowMarks.COPY, original.get(6)));
                    }
                    return numbers.number() == RowMarks.FIRST
                            ? Stream.<Row>empty()
                            : Stream.of(RowFactory.create(row.get(4), row.get(5), numbers.number(), null));
                })
                .iterator();
    }
}
