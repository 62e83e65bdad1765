package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks run once each, and results are in the order of task numbers. */
class ParallelTasksTest {

    @Test
    void everyTaskRunsOnceAndResultsAreInOrder() {
        // Sizes differ, so tasks start in an order other than that of results.
        ConcurrentLinkedQueue<Integer> begun = new ConcurrentLinkedQueue<>();
        List<Integer> results = ParallelTasks.map(100, /* size= */ task -> task % 7, task -> {
            begun.add(task);
            return task * task;
        });
        assertThat(results)
                .isEqualTo(IntStream.range(0, 100).mapToObj(task -> task * task).toList());
        assertThat(begun)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).boxed().toList());
        assertThat(ParallelTasks.map(0, task -> 1, task -> task)).isEmpty();
    }

    @Test
    void theFailureOfATaskIsThrown() {
        assertThatThrownBy(() -> ParallelTasks.map(10, task -> 1, task -> {
                    if (task == 6) {
                        throw new IllegalStateException("task 6 failed");
                    }
                    return task;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("task 6 failed");
    }
}
