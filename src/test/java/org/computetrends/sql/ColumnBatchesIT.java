package org.computetrends.sql;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.TestSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.immutable.Seq;

/** Which batches of columns Spark reads, and their dictionaries: properties that a new version of Spark must keep. */
class ColumnBatchesIT {
    private static final int ROWS = 70_000;

    @TempDir
    private Path folder;

    /** As for large inputs: other tests run without code generation. */
    @BeforeEach
    void generateCode() {
        TestSession.generateCode();
    }

    @AfterEach
    void generateNoCode() {
        TestSession.generateNoCode();
    }

    @Test
    void aFileHasOneDictionaryForAllOfItsBatches() {
        TestSession.get()
                .range(0, ROWS, 1, 1)
                .select(concat(lit("text "), col("id").mod(7)).as("text"))
                .write()
                .parquet(folder.toString() + "/texts");
        Dataset<Row> texts = TestSession.get().read().parquet(folder.toString() + "/texts");
        assertThat(ColumnBatches.areReadFromFiles(texts)).isTrue();
        Texts found = ColumnBatches.fold(texts, "plan", plan -> new Texts());
        assertThat(found.rows).isEqualTo(ROWS);
        // Batches of 32,768 rows.
        assertThat(found.batches).isEqualTo(3);
        assertThat(found.dictionaries).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thereAreAtMostAsManyFoldsAsTasksRunAtOnce(boolean isInProcess) {
        TestSession.get().range(0, ROWS, 1, 20).write().parquet(folder.toString() + "/parts");
        Dataset<Row> parts = TestSession.get().read().parquet(folder.toString() + "/parts");
        assertThat(parts.inputFiles()).hasSize(20);
        Parts found = ColumnBatches.fold(parts, "plan", plan -> new Parts(), isInProcess);
        assertThat(found.sum).isEqualTo((long) ROWS * (ROWS - 1) / 2);
        assertThat(found.batches).isEqualTo(20);
        assertThat(found.folds).isBetween(1, TestSession.get().sparkContext().defaultParallelism());
    }

    @Test
    void aTaskThatFailsFailsTheFold() {
        TestSession.get().range(0, ROWS, 1, 20).write().parquet(folder.toString() + "/failing");
        Dataset<Row> failing = TestSession.get().read().parquet(folder.toString() + "/failing");
        assertThatThrownBy(() -> ColumnBatches.fold(failing, "plan", plan -> new Failing(), true))
                .hasStackTraceContaining("no room for this batch");
    }

    private static final class Failing implements ColumnBatches.Fold<Failing> {
        private static final long serialVersionUID = 1L;

        @Override
        public void add(ColumnarBatch batch) {
            throw new IllegalStateException("no room for this batch");
        }

        @Override
        public Failing merge(Failing other) {
            return this;
        }
    }

    /** Sums ids, and counts batches and folds. */
    private static final class Parts implements ColumnBatches.Fold<Parts> {
        private static final long serialVersionUID = 1L;

        private long sum;
        private int batches;
        private int folds = 1;

        @Override
        public void add(ColumnarBatch batch) {
            batches++;
            for (int row = 0; row < batch.numRows(); row++) {
                sum += batch.column(0).getLong(row);
            }
        }

        @Override
        public Parts merge(Parts other) {
            sum += other.sum;
            batches += other.batches;
            folds += other.folds;
            return this;
        }
    }

    @Test
    void expressionsAreComputedFromTheBatchesOfTheFile() {
        TestSession.get()
                .range(0, ROWS, 1, 2)
                .select(col("id").cast("double").as("number"), col("id").as("unused"))
                .write()
                .parquet(folder.toString() + "/numbers");
        Dataset<Row> computedRows = TestSession.get()
                .read()
                .parquet(folder.toString() + "/numbers")
                .withColumn("unused", col("unused").cast("string"))
                .withColumn("half", col("number").divide(2))
                .selectExpr(
                        "half + number as sum", "cast(null as double) as nothing", "try_divide(1, number) as inverse");
        assertThat(ColumnBatches.areReadFromFiles(computedRows)).isTrue();
        Sums sums = ColumnBatches.fold(computedRows, "plan", plan -> new Sums());
        // 1.5 times the sum of 0 to 69,999; one number, 0, has no inverse.
        assertThat(sums.sum).isEqualTo(1.5 * ROWS * (ROWS - 1) / 2);
        assertThat(sums.nulls).isEqualTo(ROWS + 1);
    }

    @Test
    void columnsThatAreNotInTheBatchesAreNotProjected() {
        Seq<Attribute> input = newColumns();
        assertThat(BatchProjection.of(List.of(), input, input)).isPresent();
        assertThat(BatchProjection.of(List.of(), newColumns(), input)).isEmpty();
    }

    /** Each call returns other columns. */
    private static Seq<Attribute> newColumns() {
        return TestSession.get().range(1).queryExecution().executedPlan().output();
    }

    @Test
    void aFilesPathAndIndexOfRowsAreColumnsOfTheReader() {
        TestSession.get()
                .range(0, ROWS, 1, 1)
                .select(col("id").as("number"))
                .write()
                .parquet(folder.toString() + "/located");
        Dataset<Row> located = TestSession.get()
                .read()
                .parquet(folder.toString() + "/located")
                .select(
                        col("number"),
                        col("_metadata.file_path").as("file"),
                        col("_metadata.row_index").as("row"));
        assertThat(ColumnBatches.areReadFromFiles(located)).isTrue();
        RowSources sources = ColumnBatches.fold(located, "plan", plan -> new RowSources());
        assertThat(sources.columns).containsExactlyInAnyOrder(ConstantColumnVector.class, OnHeapColumnVector.class);
        assertThat(sources.wrongIndices).isZero();
        assertThat(sources.files).singleElement().asString().contains("/located/part-");
    }

    /** The classes of the columns of files and row indices, the files, and the number of wrong indices. */
    private static final class RowSources implements ColumnBatches.Fold<RowSources> {
        private static final long serialVersionUID = 1L;

        private final Set<Class<?>> columns = new HashSet<>();
        private final Set<String> files = new HashSet<>();
        private int wrongIndices;

        @Override
        public void add(ColumnarBatch batch) {
            columns.add(batch.column(1).getClass());
            columns.add(batch.column(2).getClass());
            for (int row = 0; row < batch.numRows(); row++) {
                files.add(batch.column(1).getUTF8String(row).toString());
                wrongIndices += batch.column(0).getLong(row) == batch.column(2).getLong(row) ? 0 : 1;
            }
        }

        @Override
        public RowSources merge(RowSources other) {
            throw new AssertionError("one file is one task");
        }
    }

    /** Counts rows, batches and dictionaries. A dictionary counts if it differs from that of the batch before. */
    private static final class Texts implements ColumnBatches.Fold<Texts> {
        private static final long serialVersionUID = 1L;

        private int rows;
        private int batches;
        private int dictionaries;
        private transient Optional<Object> last = Optional.empty();

        @Override
        public void add(ColumnarBatch batch) {
            rows += batch.numRows();
            batches++;
            Optional<Object> next = Dictionaries.of((WritableColumnVector) batch.column(0));
            if (next.isEmpty() || last.isEmpty() || next.get() != last.get()) {
                dictionaries++;
            }
            last = next;
        }

        @Override
        public Texts merge(Texts other) {
            rows += other.rows;
            batches += other.batches;
            dictionaries += other.dictionaries;
            return this;
        }
    }

    /** Sums the first column, and counts nulls of all. */
    private static final class Sums implements ColumnBatches.Fold<Sums> {
        private static final long serialVersionUID = 1L;

        private double sum;
        private long nulls;

        @Override
        public void add(ColumnarBatch batch) {
            for (int i = 0; i < batch.numCols(); i++) {
                ColumnVector column = batch.column(i);
                for (int row = 0; row < batch.numRows(); row++) {
                    nulls += column.isNullAt(row) ? 1 : 0;
                    sum += i == 0 ? column.getDouble(row) : 0;
                }
            }
        }

        @Override
        public Sums merge(Sums other) {
            sum += other.sum;
            nulls += other.nulls;
            return this;
        }
    }
}
