package org.computetrends.stats;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
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
     * Runs tasks.
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
        AtomicReferenceArray<T> results = new AtomicReferenceArray<>(tasks);
        AtomicInteger next = new AtomicInteger();
        int workers = Math.min(tasks, ForkJoinPool.getCommonPoolParallelism() + 1);
        IntStream.range(0, workers).parallel().forEach(worker -> {
            for (int k = next.getAndIncrement(); k < tasks; k = next.getAndIncrement()) {
                results.set(order[k], task.apply(order[k]));
            }
        });
        return IntStream.range(0, tasks).mapToObj(results::get).toList();
    }
}
