package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.computetrends.domain.VisibleText;

/**
 * Handles Ctrl-C and SIGTERM by a shutdown hook: the command gets a few seconds to clean up what it was writing, and
 * the user gets a message about the state of the output. Java then ends the process with 130 or 143, as shells expect.
 */
final class Interruption implements AutoCloseable {
    /** How long the end of the process waits for the command to clean up. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch commandEnd = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean hasWorkBegun;

    /**
     * Installs the hook.
     *
     * @param stopProgress ends the progress display
     * @param message makes the message to the user after an interruption
     */
    Interruption(PrintWriter err, Runnable stopProgress, Supplier<String> message) {
        this.hook = new Thread(
                () -> {
                    stopProgress.run();
                    if (hasWorkBegun) {
                        awaitEnd();
                    }
                    err.println("compute-trends: " + VisibleText.line(message.get()));
                    err.flush();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process is ending, for example after a signal. A failure is then a consequence of that. */
    static boolean isUnderWay() {
        // Removing an unknown hook has no effect, but throws once the process is ending.
        return !removeHook(new Thread());
    }

    /** Removes a shutdown hook. Returns false if the process is ending, so that no hook can be removed. */
    private static boolean removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** From now on the hook waits for {@link #close}, so that the command can clean up. */
    void workBegins() {
        hasWorkBegun = true;
    }

    private void awaitEnd() {
        try {
            commandEnd.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the hook continue if the process is ending, and removes it otherwise. */
    @Override
    public void close() {
        commandEnd.countDown();
        removeHook(hook);
    }
}
