package org.computetrends.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.RowToColumnarExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;

/**
 * Reads datasets in Spark's columnar batches: folds them, converts them to rows, or filters them. Use it for so many
 * rows that an object or copy for each row would cost more than the processing. Only this class reads the batches of
 * datasets, because it needs internal classes of Spark.
 *
 * <p>If the columns of a dataset come from Parquet files, or are computed from such columns, batches come directly from
 * Spark's vectorized reader, dictionaries included. Otherwise Spark creates rows by generated code, and batches from
 * the rows. A fold has at most as many partial results as the cluster runs tasks at once, so memory does not grow with
 * files or rows.
 */
public final class ColumnBatches {
    private static final String ROWS_OF_A_BATCH = "spark.sql.parquet.columnarReaderBatchSize";

    /**
     * Rows per batch of a fold. Folds sort a batch by day, so in a large batch the sums of a day stay in the
     * processor's cache. Spark's default of 4,096 suits the conversion of batches to rows.
     */
    private static final String FOLDED_ROWS = "32768";

    /** Spark's setting of the least number of partitions of files. */
    private static final String PARTITIONS_OF_FILES = "spark.sql.files.minPartitionNum";

    /** Partitions per concurrent task, for tasks in this process. Small partitions keep all cores busy to the end. */
    private static final int LOCAL_PARTITIONS = 8;

    private ColumnBatches() {}

    /** An accumulator of batches. Each task adds to a fold of its own; then the folds of all tasks are merged. */
    public interface Fold<F extends Fold<F>> extends Serializable {

        /** Adds a batch. The caller reuses the batch afterwards, so copy the values to keep. */
        void add(ColumnarBatch batch);

        /**
         * Merges this fold and another. Both may be modified, because only the result is used afterwards. The result
         * must not depend on the order of merges.
         */
        F merge(F other);
    }

    /**
     * Creates an object for each task, such as an empty fold.
     *
     * @param <P> the plan, which all tasks share
     * @param <T> the task's object
     */
    @FunctionalInterface
    public interface TaskFactory<P, T> extends Serializable {
        T create(P plan);
    }

    /**
     * Folds the rows of a dataset.
     *
     * @param rows the rows, projected to the columns that the fold reads; batches have these columns in this order
     * @param plan the factory's argument, sent to each executor once
     * @param factory creates an empty fold
     */
    public static <P extends Serializable, F extends Fold<F>> F fold(
            Dataset<Row> rows, P plan, TaskFactory<P, F> factory) {
        SparkContext context = rows.sparkSession().sparkContext();
        // With local[n, failures] Spark repeats failed tasks, which folds in this process do not support.
        boolean isInProcess = context.isLocal() && !context.master().contains(",");
        return fold(rows, plan, factory, isInProcess);
    }

    /**
     * Folds the rows of a dataset.
     *
     * @param isInProcess whether all tasks run in this process and Spark never repeats a task
     */
    static <P extends Serializable, F extends Fold<F>> F fold(
            Dataset<Row> rows, P plan, TaskFactory<P, F> factory, boolean isInProcess) {
        Source source = Source.of(rows.queryExecution().executedPlan());
        @Nullable BatchProjection projection = source.projection;
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
        int tasks = tasksAtOnce(rows);
        JavaRDD<ColumnarBatch> batches =
                batchesToFold(rows.sparkSession(), source.plan, isInProcess ? LOCAL_PARTITIONS * tasks : tasks);
        Broadcast<P> broadcast = context.broadcast(plan);
        F empty = factory.create(plan);
        try {
            if (batches.getNumPartitions() == 0) {
                return empty;
            }
            if (isInProcess) {
                return foldInProcess(batches, projection, factory, broadcast, empty);
            }
            return (batches.getNumPartitions() > tasks ? batches.coalesce(tasks) : batches)
                    .mapPartitions(
                            partition -> List.of(folded(partition, projection, factory.create(broadcast.value())))
                                    .iterator())
                    .treeReduce(Fold::merge);
        } finally {
            broadcast.destroy();
        }
    }

    /**
     * The batches of a plan. Those from files have {@link #FOLDED_ROWS} rows, in at least a given number of partitions
     * if the files allow it. Spark reads the settings for rows and partitions in {@code executeColumnar}, so the
     * session's settings are replaced only during this call. Synchronized, because parallel calls would mix up the old
     * settings.
     */
    private static synchronized JavaRDD<ColumnarBatch> batchesToFold(
            SparkSession session, SparkPlan plan, int partitions) {
        Map<String, String> settings =
                Map.of(ROWS_OF_A_BATCH, FOLDED_ROWS, PARTITIONS_OF_FILES, Integer.toString(partitions));
        RuntimeConfig conf = session.conf();
        Map<String, Option<String>> oldSettings = new HashMap<>();
        settings.forEach((key, value) -> {
            oldSettings.put(key, conf.getOption(key));
            conf.set(key, value);
        });
        try {
            return plan.executeColumnar().toJavaRDD();
        } finally {
            oldSettings.forEach((key, value) -> {
                if (value.isDefined()) {
                    conf.set(key, value.get());
                } else {
                    conf.unset(key);
                }
            });
        }
    }

    /** How many tasks the session of a dataset runs at once; at least 1. */
    public static int tasksAtOnce(Dataset<Row> rows) {
        return Math.max(1, rows.sparkSession().sparkContext().defaultParallelism());
    }

    /**
     * Converts the rows of a dataset to other rows, batch by batch. The order of the result is not defined.
     *
     * @param rows the rows, projected to the columns of batches, as for {@link #fold(Dataset, Serializable,
     *     TaskFactory)}
     * @param plan the factory's argument, sent to each executor once
     * @param factory creates a task's function from a batch to the rows of the result
     * @param schema the schema of the result
     */
    public static <P extends Serializable> Dataset<Row> flatMap(
            Dataset<Row> rows, P plan, TaskFactory<P, Function<ColumnarBatch, List<Row>>> factory, StructType schema) {
        Source source = Source.of(rows.queryExecution().executedPlan());
        @Nullable BatchProjection projection = source.projection;
        Broadcast<P> broadcast = JavaSparkContext.fromSparkContext(
                        rows.sparkSession().sparkContext())
                .broadcast(plan);
        JavaRDD<Row> flat = source.plan.executeColumnar().toJavaRDD().mapPartitions(batches -> {
            Function<ColumnarBatch, List<Row>> toRows = factory.create(broadcast.value());
            UnaryOperator<ColumnarBatch> projected = projected(projection);
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(batches, 0), false)
                    .flatMap(batch -> toRows.apply(projected.apply(batch)).stream())
                    .iterator();
        });
        return rows.sparkSession().createDataFrame(flat, schema);
    }

    /** Decides for each row of a batch, by its index, whether it is in the result of {@link #filter}. */
    @FunctionalInterface
    public interface RowFilter {
        boolean accepts(ColumnarBatch batch, int row);
    }

    /** The rows of a dataset that a filter accepts. They should be few, because each becomes a row object. */
    public static <P extends Serializable> Dataset<Row> filter(
            Dataset<Row> rows, P plan, TaskFactory<P, RowFilter> factory) {
        StructType schema = rows.schema();
        return flatMap(
                rows,
                plan,
                shared -> {
                    RowFilter filter = factory.create(shared);
                    Function1<Object, Object> toRow = CatalystTypeConverters.createToScalaConverter(schema);
                    return batch -> IntStream.range(0, batch.numRows())
                            .filter(row -> filter.accepts(batch, row))
                            .mapToObj(row -> (Row) toRow.apply(batch.getRow(row)))
                            .toList();
                },
                schema);
    }

    /** Folds in tasks of this process, without serializing folds: see {@link SharedFolds}. */
    private static <P, F extends Fold<F>> F foldInProcess(
            JavaRDD<ColumnarBatch> batches,
            @Nullable BatchProjection projection,
            TaskFactory<P, F> factory,
            Broadcast<P> broadcast,
            F empty) {
        SharedFolds<F> folds = SharedFolds.begin();
        try {
            batches.foreachPartition(partition -> {
                // A partition of a Parquet file has rows only if it contains the middle of a row group.
                if (partition.hasNext()) {
                    folds.useFold(() -> factory.create(broadcast.value()), fold -> folded(partition, projection, fold));
                }
            });
            return folds.all().stream().reduce(Fold::merge).orElse(empty);
        } finally {
            folds.end();
        }
    }

    /** For tests: whether the batches of a dataset come directly from Spark's reader of Parquet files. */
    public static boolean areReadFromFiles(Dataset<Row> rows) {
        return Source.of(rows.queryExecution().executedPlan()).plan instanceof FileSourceScanExec;
    }

    private static <F extends Fold<F>> F folded(
            Iterator<ColumnarBatch> batches, @Nullable BatchProjection projection, F fold) {
        UnaryOperator<ColumnarBatch> projected = projected(projection);
        while (batches.hasNext()) {
            fold.add(projected.apply(batches.next()));
        }
        return fold;
    }

    private static UnaryOperator<ColumnarBatch> projected(@Nullable BatchProjection projection) {
        return projection == null ? UnaryOperator.identity() : projection.projector()::apply;
    }

    /**
     * The source of a dataset's batches.
     *
     * @param plan produces batches
     * @param projection computes the dataset's columns from the batches; null if the batches have exactly its columns
     */
    private record Source(SparkPlan plan, @Nullable BatchProjection projection) {

        /** Uses the batches of a scan of files if the plan only projects their columns; otherwise the plan's rows. */
        static Source of(SparkPlan root) {
            List<ProjectExec> projects = new ArrayList<>();
            SparkPlan plan = root;
            while (!(plan instanceof ColumnarToRowExec)) {
                if (plan instanceof WholeStageCodegenExec || plan instanceof InputAdapter) {
                    plan = plan.children().head();
                } else if (plan instanceof ProjectExec project) {
                    projects.add(project);
                    plan = project.child();
                } else {
                    return ofRows(root);
                }
            }
            SparkPlan child = ((ColumnarToRowExec) plan).child();
            SparkPlan columnar = child instanceof InputAdapter adapter ? adapter.child() : child;
            // The column classes of other sources may lack methods that the folds call.
            return columnar instanceof FileSourceScanExec
                    ? BatchProjection.of(projects, root.output(), columnar.output())
                            .map(projection -> new Source(columnar, projection))
                            .orElseGet(() -> ofRows(root))
                    : ofRows(root);
        }

        private static Source ofRows(SparkPlan root) {
            return new Source(new RowToColumnarExec(root), null);
        }
    }
}
