package org.computetrends.select;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Function;
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
import org.computetrends.table.ReadColumns;
import org.jspecify.annotations.Nullable;

/**
 * Finds duplicates among releases that share a name, and numbers the other releases of each name. Spark sorts the
 * releases, and spills to disk what does not fit in memory.
 *
 * @param settings how rows are read and checked; with all columns
 */
record DuplicateFinder(ReleaseBatch.Settings settings) {
    private static final String NAME = "name";
    private static final String DATE = "date";
    private static final String ORGANIZATIONS = "organizations";
    private static final String RANK = "rank";
    private static final String NUMBER = "number";

    /** A row to compare: its key, its location in Parquet files, and its row number in the published file. */
    private static final StructType KEYS = new StructType()
            .add(NAME, DataTypes.StringType)
            .add(DATE, DataTypes.DateType)
            .add(ORGANIZATIONS, DataTypes.StringType)
            .add(RANK, DataTypes.BinaryType)
            .add(ReadColumns.FILE, DataTypes.StringType)
            .add(ReadColumns.ROW_INDEX, DataTypes.LongType)
            .add(ReadColumns.STATED_ROW, DataTypes.LongType);

    /** The columns of a {@link RowMarks.Mark}. The row number in the published file is that of the kept row. */
    private static final StructType MARKS = new StructType()
            .add(ReadColumns.FILE, DataTypes.StringType)
            .add(ReadColumns.ROW_INDEX, DataTypes.LongType)
            .add(NUMBER, DataTypes.IntegerType)
            .add(ReadColumns.STATED_ROW, DataTypes.LongType);

    /**
     * The marks of duplicates, and of releases that are not the first of their name.
     *
     * @param candidates all rows that share a name with another row, and possibly further rows
     */
    RowMarks marks(Dataset<Row> candidates) {
        return RowMarks.of(ColumnBatches.flatMap(
                        settings.columns().selectFrom(candidates), settings, DuplicateFinder::newReader, KEYS)
                .repartition(functions.col(NAME))
                .sortWithinPartitions(NAME, DATE, ORGANIZATIONS, RANK)
                .mapPartitions((MapPartitionsFunction<Row, Row>) DuplicateFinder::marks, Encoders.row(MARKS))
                .collectAsList()
                .stream()
                .map(row -> new RowMarks.Mark(
                        row.getString(0), row.getLong(1), row.getInt(2), row.isNullAt(3) ? null : row.getLong(3)))
                .toList());
    }

    /** Creates a task's function from a batch to rows of {@link #KEYS}. */
    private static Function<ColumnarBatch, List<Row>> newReader(ReleaseBatch.Settings settings) {
        ReleaseBatch batch = new ReleaseBatch(settings);
        ReleaseKeys keys = new ReleaseKeys(batch);
        int rowIndex = batch.columns.indexOf(ReadColumns.ROW_INDEX);
        return columns -> {
            batch.read(columns);
            return batch.soundRows()
                    .mapToObj(row -> {
                        ReleaseKey key = keys.key(row);
                        return RowFactory.create(
                                key.name(),
                                key.publishedOn(),
                                key.organizations(),
                                key.rank(),
                                keys.file(row),
                                batch.column(rowIndex).getLong(row),
                                keys.statedRow(row));
                    })
                    .toList();
        };
    }

    /**
     * The marks of sorted rows, as rows of {@link #MARKS}. Most rows need no mark.
     *
     * @param rows rows of {@link #KEYS}, sorted by {@link ReleaseKey#ORDER}
     */
    private static Iterator<Row> marks(Iterator<Row> rows) {
        ReleaseNumbers<Row> numbers = new ReleaseNumbers<>();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .flatMap(row -> Stream.ofNullable(mark(row, numbers)))
                .iterator();
    }

    /** The mark of the next row; null for the first row of a name, which needs no mark. */
    private static @Nullable Row mark(Row row, ReleaseNumbers<Row> numbers) {
        ReleaseKey key =
                new ReleaseKey(row.getAs(NAME), row.getAs(DATE), row.getAs(ORGANIZATIONS), row.<byte[]>getAs(RANK));
        Row keptRow = numbers.keptInsteadOf(key, row);
        if (keptRow == null && numbers.number() == RowMarks.FIRST) {
            return null;
        }
        return RowFactory.create(
                row.getAs(ReadColumns.FILE),
                row.getAs(ReadColumns.ROW_INDEX),
                keptRow == null ? numbers.number() : RowMarks.DUPLICATE,
                keptRow == null ? null : keptRow.getAs(ReadColumns.STATED_ROW));
    }
}
