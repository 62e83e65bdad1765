package org.computetrends.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Runs stages one after another or concurrently, logs their beginnings and ends, and records how long each took. This
 * is wall-clock time from a stage's beginning to its end, and includes waiting for other stages. A stage that fails
 * logs no end.
 */
final class StageClock implements AutoCloseable {
    /** Milliseconds between two attempts to cancel a stage. */
    private static final long PATIENCE_MILLIS = 200;

    /** Marks the log lines of stages. {@code conf/log4j2.properties} hides them where the terminal shows progress. */
    private static final Marker STAGE = MarkerFactory.getMarker("STAGE");

    /** The innermost stage that a thread is running. Stages may be nested. */
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private static final Logger LOG = LoggerFactory.getLogger(StageClock.class);

    private final Clock clock;
    private final StageListener progress;
    private final Runnable cancellation;
    private final Consumer<@Nullable String> naming;
    private final Map<String, Double> seconds = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<Concurrent> concurrent = new ArrayList<>();

    /**
     * @param progress is notified when a stage begins or ends
     * @param cancellation cancels what running stages wait for
     * @param naming sets the description of Spark's jobs: it is called on a stage's thread with the stage that it works
     *     on, or null for none
     */
    StageClock(Clock clock, StageListener progress, Runnable cancellation, Consumer<@Nullable String> naming) {
        this.clock = clock;
        this.progress = progress;
        this.cancellation = cancellation;
        this.naming = naming;
    }

    /** A stage that runs concurrently. */
    static final class Ongoing<T> {
        private final CompletableFuture<T> future = new CompletableFuture<>();

        /** Waits for the stage's result, or throws its exception. */
        T result() {
            try {
                return future.join();
            } catch (CompletionException e) {
                Throwable cause = e.getCause();
                StageClock.<RuntimeException>rethrow(cause == null ? e : cause);
                throw e;
            }
        }
    }

    private record Concurrent(Thread thread, Ongoing<?> stage) {}

    /** Runs a stage to its end. */
    <T> T run(String stage, Supplier<T> work) {
        return timed(stage, begin(stage), work);
    }

    /** Starts a stage without waiting for it. */
    <T> Ongoing<T> start(String stage, Supplier<T> work) {
        Instant begin = begin(stage);
        Ongoing<T> ongoing = new Ongoing<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        ongoing.future.complete(timed(stage, begin, work));
                    } catch (Throwable e) { // rethrown by result()
                        ongoing.future.completeExceptionally(e);
                    }
                },
                "stage " + stage);
        thread.setDaemon(true);
        concurrent.add(new Concurrent(thread, ongoing));
        thread.start();
        return ongoing;
    }

    /** Registers the stage at once, so that stages are in the order of their beginnings. */
    private Instant begin(String stage) {
        progress.began(stage);
        seconds.put(stage, 0.0);
        return clock.instant();
    }

    private <T> T timed(String stage, Instant begin, Supplier<T> work) {
        LOG.info(STAGE, "Stage {} begins", stage);
        T result = runNamed(stage, work);
        Duration took = Duration.between(begin, clock.instant());
        seconds.put(stage, took.toMillis() / 1000.0);
        progress.ended(stage, took);
        LOG.info(STAGE, "Stage {} took {} s", stage, took.toMillis() / 1000.0);
        return result;
    }

    private <T> T runNamed(String stage, Supplier<T> work) {
        String outerStage = CURRENT.get();
        try {
            CURRENT.set(stage);
            naming.accept(stage);
            return work.get();
        } finally {
            CURRENT.set(outerStage);
            naming.accept(outerStage);
        }
    }

    /** Seconds by stage, in the order in which stages began. A stage that has not ended, or failed, has 0. */
    Map<String, Double> seconds() {
        synchronized (seconds) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
        }
    }

    /** Cancels stages that are still running and waits for them, unless this thread is interrupted. */
    @Override
    public void close() {
        for (Concurrent task : concurrent) {
            while (task.thread().isAlive()) {
                // The thread of a completed stage may be alive a moment longer.
                if (!task.stage().future.isDone()) {
                    cancellation.run();
                }
                try {
                    task.thread().join(PATIENCE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Throws an exception unwrapped: Spark throws checked ones that Scala does not declare. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
