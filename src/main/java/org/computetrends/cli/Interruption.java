package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.computetrends.domain.VisibleText;

/**
 * What becomes of a command that is told to stop, by Ctrl-C or by whoever ends the process: it is given a moment to put
 * away what it was writing, and the person a sentence. Java then ends the process with 130 or 143, as shells expect.
 */
final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean hasWork;

    private Interruption(PrintWriter err, Runnable silence, Supplier<String> sentence) {
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
    }

    static Interruption standBy(PrintWriter err, Runnable silence, Supplier<String> sentence) {
        Interruption interruption = new Interruption(err, silence, sentence);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the process is ending, so that a failure is its consequence and nobody's defect. */
    static boolean isUnderWay() {
        // A hook that was never there: to take it away has no effect, but is refused once the process is ending.
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

    /** From now on there is something to put away, which is waited for. */
    void workBegins() {
        hasWork = true;
    }

    private void awaitEnd() {
        try {
            ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has ended, one way or the other. */
    @Override
    public void close() {
        ended.countDown();
        isRemovable(hook);
    }
}
