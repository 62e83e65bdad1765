package org.computetrends.sql;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructType;

/**
 * The one door to Spark's internal rows: a fold over every row of a dataset, without an object for any of them, for scans
 * of so many rows that {@link Row}s would cost more than all that is done with them.
 *
 * <p>Spark reads and projects with generated code; the fold sees each row in Spark's binary format, which is good only
 * until the next. Tasks are as many as the cluster runs at once, whatever the files, so that what they hold and send to
 * the driver does not grow with the rows.
 */
public final class InternalRows {

    private InternalRows() {}

    /** What a task makes of its rows, to be merged with what others made of theirs. */
    public interface Fold<F extends Fold<F>> extends Serializable {

        /** Adds a row, of which nothing may be kept but copies. */
        void add(UnsafeRow row);

        /** This one with another's rows added; neither is used any more. The order of merges must not matter. */
        F merge(F other);
    }

    /** Makes the fold that a task begins with, of what all tasks share. */
    @FunctionalInterface
    public interface Beginning<P, F> extends Serializable {
        F begin(P plan);
    }

    /**
     * Folds the rows of a dataset.
     *
     * @param rows the rows, projected to what the fold reads
     * @param plan what all tasks share; it is sent to each machine once
     * @param beginning makes a fold of no rows
     */
    public static <P extends Serializable, F extends Fold<F>> F fold(
            Dataset<Row> rows, P plan, Beginning<P, F> beginning) {
        StructType schema = rows.schema();
        JavaRDD<InternalRow> internal = rows.queryExecution().toRdd().toJavaRDD();
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
        Broadcast<P> shared = context.broadcast(plan);
        int tasks = Math.max(1, context.defaultParallelism());
        JavaRDD<InternalRow> grouped = internal.getNumPartitions() > tasks ? internal.coalesce(tasks) : internal;
        JavaRDD<F> folded = grouped.mapPartitions(each -> folded(each, schema, beginning.begin(shared.value())));
        F result = folded.getNumPartitions() == 0 ? beginning.begin(plan) : folded.treeReduce(Fold::merge);
        shared.destroy();
        return result;
    }

    private static <F extends Fold<F>> Iterator<F> folded(Iterator<InternalRow> rows, StructType schema, F fold) {
        UnsafeProjection unsafe = null;
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            if (row instanceof UnsafeRow already) {
                fold.add(already);
            } else {
                unsafe = unsafe == null ? UnsafeProjection.create(schema) : unsafe;
                fold.add(unsafe.apply(row));
            }
        }
        return List.of(fold).iterator();
    }

    /** A hash of everything in a row. */
    public static long hash(UnsafeRow row) {
        return XXH64.hashUnsafeWords(row.getBaseObject(), row.getBaseOffset(), row.getSizeInBytes(), 0);
    }
}
