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
 * Runs independent tasks on all cores. A free core takes the largest task left, so all cores finish at about the same
 * time. Parallel streams assign whole ranges instead; with unequal sizes, one core gets most of the work.
 */
public final class ParallelTasks {

    private ParallelTasks() {}

    /** The results of a task for each item, in the order of the items. Tasks are started in this order too. */
    public static <S, T> List<T> map(List<S> items, Function<S, T> task) {
        return map(items.size(), index -> 1, index -> task.apply(items.get(index)));
    }

    /**
     * Runs tasks. The calling thread runs tasks too, and then blocks until the others are done, where a parallel stream
     * would spin.
     *
     * @param tasks the number of tasks
     * @param size how long each takes, in any unit; tasks of equal size are started in order
     * @param task runs a task by its number, from zero
     * @return the results, in order of task number
     */
    public static <T> List<T> map(int tasks, IntToLongFunction size, IntFunction<T> task) {
        int[] order = IntStream.range(0, tasks)
                .boxed()
                .sorted(Comparator.comparingLong((Integer number) -> size.applyAsLong(number))
                        .reversed())
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
