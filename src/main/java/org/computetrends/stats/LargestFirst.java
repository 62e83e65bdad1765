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
 * Runs tasks that depend on nothing but their number on all cores: each core takes the largest task left as soon as it
 * is free, so that none waits for another for longer than a small task lasts. Parallel streams hand out whole ranges
 * instead, and where sizes are unequal, one core is left with most of the work.
 */
public final class LargestFirst {

    private LargestFirst() {}

    /**
     * Runs a task for each of some items, begun in order.
     *
     * @return what each task returned, in the order of the items
     */
    public static <S, T> List<T> map(List<S> items, Function<S, T> task) {
        return map(items.size(), index -> 1, index -> task.apply(items.get(index)));
    }

    /**
     * Runs tasks. The thread that asks takes tasks too, and only then waits for those that others are still at; asleep,
     * where a parallel stream waits for its end by looking again and again.
     *
     * @param tasks how many
     * @param size how long each takes, in any unit; equal ones are begun in order
     * @param task a task by its number, from zero
     * @return what each task returned, in order of their numbers
     */
    public static <T> List<T> map(int tasks, IntToLongFunction size, IntFunction<T> task) {
        int[] order = IntStream.range(0, tasks)
                .boxed()
                .sorted(Comparator.comparingLong((Integer number) -> size.applyAsLong(number))
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        List<FutureTask<T>> all = IntStream.range(0, tasks)
                .mapToObj(number -> new FutureTask<>(() -> task.apply(number)))
                .toList();
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int k = next.getAndIncrement(); k < tasks; k = next.getAndIncrement()) {
                all.get(order[k]).run();
            }
        };
        for (int helper = 1; helper < Math.min(tasks, ForkJoinPool.getCommonPoolParallelism() + 1); helper++) {
            ForkJoinPool.commonPool().execute(worker);
        }
        worker.run();
        return all.stream().map(LargestFirst::result).toList();
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
            throw new IllegalStateException("interrupted while tasks were under way", e);
        }
    }
}
