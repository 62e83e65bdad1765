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
 * The folds of tasks in the driver's process. A task continues the fold of a finished one, so there are only as many as
 * tasks run at once, and none is serialized: only this object's number is sent to tasks. Tasks must not be repeated.
 *
 * @param number unique in this Java process
 */
record SharedFolds<F>(long number) implements Serializable {
    private static final AtomicLong LAST = new AtomicLong();
    private static final Map<Long, Queue<Object>> IDLE = new ConcurrentHashMap<>();

    /** Begins with no fold. It must be ended. */
    static <F> SharedFolds<F> begin() {
        SharedFolds<F> folds = new SharedFolds<>(LAST.incrementAndGet());
        IDLE.put(folds.number, new ConcurrentLinkedQueue<>());
        return folds;
    }

    /** Does a task's work with an idle fold, or with a new one if there is none. If it fails, all folds are lost. */
    @SuppressWarnings("unchecked") // the caller knows the type of the folds
    void work(Supplier<F> empty, Consumer<F> work) {
        // Another task may have failed and ended the work.
        Queue<Object> idle = Objects.requireNonNullElseGet(IDLE.get(number), ConcurrentLinkedQueue::new);
        Object known = idle.poll();
        F fold = known == null ? empty.get() : (F) known;
        try {
            work.accept(fold);
        } catch (Throwable e) {
            IDLE.remove(number);
            throw e;
        }
        idle.add(fold);
    }

    /**
     * All folds, in no order, when all tasks have ended.
     *
     * @throws IllegalStateException if a task failed and Spark repeated it, so that rows of earlier tasks are lost
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
