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
 * The folds of tasks that run in the driver's process, for {@link ColumnBatches}. A task continues the fold of a finished
 * one, so there are only as many folds as tasks run at once. Folds are not serialized: only the number of this object is
 * sent to tasks, which look up the folds in a static map. Failed tasks must not be repeated.
 *
 * @param number unique in this Java process
 */
record SharedFolds<F>(long number) implements Serializable {
    private static final AtomicLong LAST = new AtomicLong();
    private static final Map<Long, Queue<Object>> IDLE = new ConcurrentHashMap<>();

    /** Begins without folds. Call {@link #end} afterwards, to release the memory. */
    static <F> SharedFolds<F> begin() {
        SharedFolds<F> folds = new SharedFolds<>(LAST.incrementAndGet());
        IDLE.put(folds.number, new ConcurrentLinkedQueue<>());
        return folds;
    }

    /**
     * Runs the work of a task with an idle fold, or with a new one if there is none. If the work fails, all folds are
     * discarded.
     *
     * @param empty creates a fold
     * @param work adds the task's rows to a fold
     */
    @SuppressWarnings("unchecked") // the caller knows the type of the folds
    void work(Supplier<F> empty, Consumer<F> work) {
        // If another task failed, there are no folds any more, and the result of this task will not be used.
        Queue<Object> idle = Objects.requireNonNullElseGet(IDLE.get(number), ConcurrentLinkedQueue::new);
        Object idleFold = idle.poll();
        F fold = idleFold == null ? empty.get() : (F) idleFold;
        try {
            work.accept(fold);
        } catch (Throwable e) {
            IDLE.remove(number);
            throw e;
        }
        idle.add(fold);
    }

    /**
     * All folds. Call it when all tasks have ended.
     *
     * @throws IllegalStateException if a task failed and Spark repeated it, because the rows of earlier tasks are lost
     */
    @SuppressWarnings("unchecked") // the caller knows the type of the folds
    List<F> all() {
        Queue<Object> idle = IDLE.get(number);
        if (idle == null) {
            throw new IllegalStateException("a task failed and was repeated: within one process its rows are lost");
        }
        return (List<F>) List.copyOf(idle);
    }

    void end() {
        IDLE.remove(number);
    }
}
