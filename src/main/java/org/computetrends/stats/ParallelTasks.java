package org.computetrends.stats;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Runs independent tasks on all cores. A free core takes the largest remaining task, so all cores finish at about the
 * same time. Parallel streams assign whole ranges instead: one core may get most of the work.
 */
public final class ParallelTasks {

    private ParallelTasks() {}

    /** Runs a task for each item. Tasks start, and results are returned, in the order of the items. */
    public static <S, T> List<T> map(List<S> items, Function<S, T> task) {
        return map(items.size(), index -> 1, index -> task.apply(items.get(index)));
    }

    /**
     * Runs numbered tasks. The calling thread runs tasks too, and then waits without spinning for the others.
     *
     * @param tasks the number of tasks
     * @param size about how long each task takes, in any unit; the longest task starts first, equal tasks in order
     * @param task runs a task by its number, from zero
     * @return the results, in order of task number
     */
    public static <T> List<T> map(int tasks, IntToLongFunction size, IntFunction<T> task) {
        int[] order = IntStream.range(0, tasks)
                .boxed()
                .sorted(Comparator.comparingLong(number -> -size.applyAsLong(number)))
                .mapToInt(Integer::intValue)
                .toArray();
        List<FutureTask<T>> futures = IntStream.range(0, tasks)
                .mapToObj(number -> new FutureTask<>(() -> task.apply(number)))
                .toList();
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int k = next.getAndIncrement(); k < tasks; k = next.getAndIncrement()) {
                futures.get(order[k]).run();
            }
        };
        for (int helper = 1; helper < Math.min(tasks, ForkJoinPool.getCommonPoolParallelism() + 1); helper++) {
            ForkJoinPool.commonPool().execute(worker);
        }
        worker.run();
        return futures.stream().map(ParallelTasks::result).toList();
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tasks were running", e);
        }
    }
}
