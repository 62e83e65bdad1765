package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks share the memory for paths and wait for one another. */
@Timeout(60)
class PathMemoryTest {
    private static final long KIBIBYTE = 1024;

    private final PathMemory memory = new PathMemory(100 * KIBIBYTE);

    @Test
    void workBeyondTheLimitRunsOneAfterTheOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> memory.runWith(60 * KIBIBYTE, () -> {
            begun.countDown();
            await(end);
            return "first";
        }));
        await(begun);
        assertThat(memory.runWith(40 * KIBIBYTE, () -> "small")).isEqualTo("small");
        FutureTask<String> second = new FutureTask<>(() -> memory.runWith(50 * KIBIBYTE, () -> "second"));
        Thread secondThread = new Thread(second);
        secondThread.start();
        // The second work exceeds what is left, so its thread waits. If it does not, this loop ends by the timeout.
        while (secondThread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        end.countDown();
        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void workThatExceedsTheLimitAloneStillRuns() {
        assertThat(memory.runWith(1_000 * KIBIBYTE, () -> "large")).isEqualTo("large");
    }

    @Test
    void workThatFailsReleasesItsMemory() {
        assertThatThrownBy(() -> memory.runWith(100 * KIBIBYTE, () -> {
                    throw new IllegalStateException("expected");
                }))
                .hasMessage("expected");
        assertThat(memory.runWith(100 * KIBIBYTE, () -> "next")).isEqualTo("next");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
