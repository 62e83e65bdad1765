package org.computetrends.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * Runs the stages of a run, one after another or concurrently, logs them, and records how long each took. The recorded
 * wall-clock time of a stage includes waiting for other stages. A stage that fails has no end in the log.
 */
final class StageClock implements AutoCloseable {
    private static final long MILLIS_BETWEEN_CANCELLATIONS = 200;

    /** Marks the log lines of stages. {@code conf/log4j2.properties} hides them where the terminal shows progress. */
    private static final Marker STAGE = MarkerFactory.getMarker("STAGE");

    /** The stage that a thread is running. If stages are nested, this is the innermost. */
    private static final ThreadLocal<@Nullable String> INNERMOST_STAGE = new ThreadLocal<>();

    private static final Logger LOG = LoggerFactory.getLogger(StageClock.class);

    private final Clock clock;
    private final StageListener listener;
    private final Runnable cancelJobs;
    private final Consumer<@Nullable String> jobDescription;
    private final Map<String, Double> seconds = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<Thread, Ongoing<?>> concurrentStages = new LinkedHashMap<>();

    /**
     * @param cancelJobs cancels the Spark jobs for which running stages wait
     * @param jobDescription sets the description of the current thread's Spark jobs to a stage; null removes it
     */
    StageClock(Clock clock, StageListener listener, Runnable cancelJobs, Consumer<@Nullable String> jobDescription) {
        this.clock = clock;
        this.listener = listener;
        this.cancelJobs = cancelJobs;
        this.jobDescription = jobDescription;
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
                throw StageClock.<RuntimeException>rethrown(cause == null ? e : cause);
            }
        }
    }

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
        concurrentStages.put(thread, ongoing);
        thread.start();
        return ongoing;
    }

    /** Registers a stage before its thread starts, so that {@link #seconds} is in the order in which stages began. */
    private Instant begin(String stage) {
        listener.began(stage);
        seconds.put(stage, 0.0);
        return clock.instant();
    }

    private <T> T timed(String stage, Instant begin, Supplier<T> work) {
        LOG.info(STAGE, "Stage {} begins", stage);
        T result = runNamed(stage, work);
        Duration took = Duration.between(begin, clock.instant());
        seconds.put(stage, took.toMillis() / 1000.0);
        listener.ended(stage, took);
        LOG.info(STAGE, "Stage {} took {} s", stage, took.toMillis() / 1000.0);
        return result;
    }

    private <T> T runNamed(String stage, Supplier<T> work) {
        String outerStage = INNERMOST_STAGE.get();
        try {
            INNERMOST_STAGE.set(stage);
            jobDescription.accept(stage);
            return work.get();
        } finally {
            INNERMOST_STAGE.set(outerStage);
            jobDescription.accept(outerStage);
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
        for (Map.Entry<Thread, Ongoing<?>> stage : concurrentStages.entrySet()) {
            // A cancelled stage may still start another Spark job, so cancellation is repeated.
            while (stage.getKey().isAlive()) {
                // The thread of a completed stage may be alive a moment longer.
                if (!stage.getValue().future.isDone()) {
                    cancelJobs.run();
                }
                try {
                    stage.getKey().join(MILLIS_BETWEEN_CANCELLATIONS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Throws any exception unchanged, because Spark throws checked exceptions that Scala does not declare. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException rethrown(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
