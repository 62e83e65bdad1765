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
 * Reads datasets in Spark's columnar batches: folds them, converts them to rows, or filters them. All access to the
 * batches of datasets is here, because the classes used are internal to Spark. It is for scans of so many rows that an
 * object or copy for each row would cost more than the processing.
 *
 * <p>If the columns of a dataset come from Parquet files, or are computed from such columns, batches come directly from
 * Spark's vectorized reader, dictionaries included. Otherwise Spark creates rows by generated code, and batches from
 * the rows. A fold has as many partial results as the cluster runs tasks at once, so their memory does not grow with
 * files or rows.
 */
public final class ColumnBatches {
    private static final String ROWS_OF_A_BATCH = "spark.sql.parquet.columnarReaderBatchSize";

    /**
     * Rows per batch of a fold. In a large batch, rows sorted by day return to the sums of a day while these are in the
     * processor's cache. Spark's default of 4,096 suits the conversion of batches to rows.
     */
    private static final String FOLDED_ROWS = "32768";

    /** The least number of partitions of files; by default the number of tasks that run at once. */
    private static final String PARTITIONS_OF_FILES = "spark.sql.files.minPartitionNum";

    /** Partitions per task that runs at once, for tasks in this process. Small ones keep all cores busy to the end. */
    private static final int LOCAL_PARTITIONS = 8;

    private ColumnBatches() {}

    /** The accumulator of a task, merged with the accumulators of other tasks. */
    public interface Fold<F extends Fold<F>> extends Serializable {

        /** Adds a batch. It is refilled afterwards, so copy what is kept. */
        void add(ColumnarBatch batch);

        /**
         * Merges another fold into this one. Neither is used afterwards, except the result. The result must not depend
         * on the order of merges.
         */
        F merge(F other);
    }

    /**
     * Creates what a task needs from the plan that all tasks share.
     *
     * @param <F> the result, such as an empty fold
     */
    @FunctionalInterface
    public interface Beginning<P, F> extends Serializable {
        F begin(P plan);
    }

    /**
     * Folds the rows of a dataset.
     *
     * @param rows the rows, projected to the columns that the fold reads; batches have these columns in this order
     * @param plan shared by all tasks; sent to each executor once
     * @param beginning creates an empty fold
     */
    public static <P extends Serializable, F extends Fold<F>> F fold(
            Dataset<Row> rows, P plan, Beginning<P, F> beginning) {
        SparkContext context = rows.sparkSession().sparkContext();
        // With local[n, failures] Spark repeats failed tasks, which folds in this process do not support.
        boolean isInProcess = context.isLocal() && !context.master().contains(",");
        return fold(rows, plan, beginning, isInProcess);
    }

    /** @param isInProcess whether all tasks run in this process, and none is repeated */
    static <P extends Serializable, F extends Fold<F>> F fold(
            Dataset<Row> rows, P plan, Beginning<P, F> beginning, boolean isInProcess) {
        Source source = Source.of(rows.queryExecution().executedPlan());
        @Nullable BatchProjection projection = source.projection;
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
        int tasks = tasksAtOnce(rows);
        JavaRDD<ColumnarBatch> batches =
                toFold(rows.sparkSession(), source.plan, isInProcess ? LOCAL_PARTITIONS * tasks : tasks);
        Broadcast<P> broadcast = context.broadcast(plan);
        F nothing = beginning.begin(plan);
        try {
            if (batches.getNumPartitions() == 0) {
                return nothing;
            }
            if (isInProcess) {
                return foldInProcess(batches, projection, beginning, broadcast, nothing);
            }
            return (batches.getNumPartitions() > tasks ? batches.coalesce(tasks) : batches)
                    .mapPartitions(each -> List.of(folded(each, projection, beginning.begin(broadcast.value())))
                            .iterator())
                    .treeReduce(Fold::merge);
        } finally {
            broadcast.destroy();
        }
    }

    /**
     * The batches of a plan, with {@link #FOLDED_ROWS} rows each, in at least a given number of partitions if the files
     * allow it. A plan reads both settings when its execution begins, so they are set for that moment.
     */
    private static synchronized JavaRDD<ColumnarBatch> toFold(SparkSession session, SparkPlan plan, int partitions) {
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

    /** How many tasks run at once where a dataset is read; at least 1. */
    public static int tasksAtOnce(Dataset<Row> rows) {
        return Math.max(1, rows.sparkSession().sparkContext().defaultParallelism());
    }

    /**
     * Converts the rows of a dataset to other rows, batch by batch. The order of the result is not defined. For the parameters
     * see {@link #fold(Dataset, Serializable, Beginning)}; each task has a function from a batch to its rows.
     */
    public static <P extends Serializable> Dataset<Row> flatMap(
            Dataset<Row> rows, P plan, Beginning<P, Function<ColumnarBatch, List<Row>>> beginning, StructType schema) {
        Source source = Source.of(rows.queryExecution().executedPlan());
        @Nullable BatchProjection projection = source.projection;
        Broadcast<P> broadcast = JavaSparkContext.fromSparkContext(
                        rows.sparkSession().sparkContext())
                .broadcast(plan);
        JavaRDD<Row> flat = source.plan.executeColumnar().toJavaRDD().mapPartitions(batches -> {
            Function<ColumnarBatch, List<Row>> toRows = beginning.begin(broadcast.value());
            UnaryOperator<ColumnarBatch> projected = projected(projection);
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(batches, 0), false)
                    .flatMap(batch -> toRows.apply(projected.apply(batch)).stream())
                    .iterator();
        });
        return rows.sparkSession().createDataFrame(flat, schema);
    }

    /** Selects rows of a batch. */
    @FunctionalInterface
    public interface Choice {
        boolean isWanted(ColumnarBatch batch, int row);
    }

    /** The rows of a dataset that each task's choice accepts. They should be few: each becomes a row object. */
    public static <P extends Serializable> Dataset<Row> filter(
            Dataset<Row> rows, P plan, Beginning<P, Choice> beginning) {
        StructType schema = rows.schema();
        return flatMap(
                rows,
                plan,
                shared -> {
                    Choice choice = beginning.begin(shared);
                    Function1<Object, Object> toRow = CatalystTypeConverters.createToScalaConverter(schema);
                    return batch -> IntStream.range(0, batch.numRows())
                            .filter(row -> choice.isWanted(batch, row))
                            .mapToObj(row -> (Row) toRow.apply(batch.getRow(row)))
                            .toList();
                },
                schema);
    }

    /** Folds in tasks of this process. Folds are not serialized, and there are as many as tasks run at once. */
    private static <P, F extends Fold<F>> F foldInProcess(
            JavaRDD<ColumnarBatch> batches,
            @Nullable BatchProjection projection,
            Beginning<P, F> beginning,
            Broadcast<P> broadcast,
            F nothing) {
        SharedFolds<F> folds = SharedFolds.begin();
        try {
            batches.foreachPartition(each -> {
                // Of the parts of a Parquet file, only the parts that contain the middle of a row group have rows.
                if (each.hasNext()) {
                    folds.work(() -> beginning.begin(broadcast.value()), fold -> folded(each, projection, fold));
                }
            });
            return folds.all().stream().reduce(Fold::merge).orElse(nothing);
        } finally {
            folds.end();
        }
    }

    /** Whether the batches of a dataset come directly from the reader of its files. */
    public static boolean areRead(Dataset<Row> rows) {
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
     * A plan that produces batches.
     *
     * @param projection computes the wanted columns from the batches; null if the batches have these columns
     */
    private record Source(SparkPlan plan, @Nullable BatchProjection projection) {

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
            // Columns of other sources may be of classes that are not supported here.
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
