package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.computetrends.domain.VisibleText;

/**
 * Handles Ctrl-C and SIGTERM by a shutdown hook: the command gets a few seconds to clean up what it was writing, and
 * the user gets a sentence about the state of the output. Java then ends the process with 130 or 143, as shells expect.
 */
final class Interruption implements AutoCloseable {
    /** How long the end of the process waits for the command to clean up. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch commandEnd = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean hasWork;

    /**
     * @param silence stops the progress display
     * @param sentence what is in the output, asked when the process ends
     */
    Interruption(PrintWriter err, Runnable silence, Supplier<String> sentence) {
        this.hook = new Thread(
                () -> {
                    silence.run();
                    if (hasWork) {
                        awaitEnd();
                    }
                    err.println("compute-trends: " + VisibleText.line(sentence.get()));
                    err.flush();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process is ending, as after a signal. A failure is then a consequence, not a defect. */
    static boolean isUnderWay() {
        // Removing an unknown hook has no effect, but throws once the process is ending.
        return !isRemovable(new Thread());
    }

    private static boolean isRemovable(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** From now on an interruption waits until {@link #close}, so that the command can clean up. */
    void workBegins() {
        hasWork = true;
    }

    private void awaitEnd() {
        try {
            commandEnd.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the handling: the command has ended. */
    @Override
    public void close() {
        commandEnd.countDown();
        isRemovable(hook);
    }
}
