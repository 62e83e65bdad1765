package org.computetrends.sql;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A pool of folds for tasks that run in the driver's process, for {@link ColumnBatches}. A task continues the fold of a
 * finished task, so there are only as many folds as tasks run at once. Folds are not serialized: tasks get only the
 * number of the pool, and look up its folds in a static map. Failed tasks must not be repeated, because a failure
 * discards the pool, and with it the rows of earlier tasks.
 *
 * @param number the number of the pool, unique in this Java process
 */
record SharedFolds<F>(long number) implements Serializable {
    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    /** By the number of a pool: its idle folds, which no task is using. */
    private static final Map<Long, Queue<Object>> IDLE = new ConcurrentHashMap<>();

    /** Creates an empty pool. Call {@link #end} afterwards, to release the memory. */
    static <F> SharedFolds<F> begin() {
        SharedFolds<F> folds = new SharedFolds<>(LAST_NUMBER.incrementAndGet());
        IDLE.put(folds.number, new ConcurrentLinkedQueue<>());
        return folds;
    }

    /**
     * Runs the work of a task with an idle fold, or with a new fold if none is idle. If the work fails, the pool is
     * discarded.
     *
     * @param newFold creates an empty fold
     * @param work adds the task's rows to a fold
     */
    @SuppressWarnings("unchecked") // the caller knows the type of the folds
    void useFold(Supplier<F> newFold, Consumer<F> work) {
        // If another task failed, the pool was discarded, and the result of this task will not be used.
        Queue<Object> idle = Objects.requireNonNullElseGet(IDLE.get(number), ConcurrentLinkedQueue::new);
        Object idleFold = idle.poll();
        F fold = idleFold == null ? newFold.get() : (F) idleFold;
        try {
            work.accept(fold);
        } catch (Throwable e) {
            IDLE.remove(number);
            throw e;
        }
        idle.add(fold);
    }

    /**
     * All folds. Call this after all tasks have ended, when all folds are idle.
     *
     * @throws IllegalStateException if a task failed and Spark repeated it, because the rows of earlier tasks are lost
     */
    @SuppressWarnings("unchecked") // the caller knows the type of the folds
    List<F> all() {
        Queue<Object> idle = IDLE.get(number);
        if (idle == null) {
            throw new IllegalStateException("a task failed and was repeated: the rows of earlier tasks are lost");
        }
        return (List<F>) List.copyOf(idle);
    }

    void end() {
        IDLE.remove(number);
    }
}
