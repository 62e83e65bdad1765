package org.computetrends.forecast;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Limits the memory of sample paths, the largest part of a run's memory. Processes that would exceed the limit together run
 * one after another. A process that exceeds it alone still runs.
 */
final class PathMemory {
    /** The divisor of Java's memory, since other stages run at the same time. */
    private static final int DIVISOR = 3;

    /** The limit for this Java process. */
    static final PathMemory OF_JAVA = new PathMemory(Runtime.getRuntime().maxMemory() / DIVISOR);

    /** Permits count kibibytes. */
    private static final int KIBIBYTE = 1024;

    private final int permits;
    private final Semaphore freePermits;

    PathMemory(long bytes) {
        this.permits = (int) Math.min(Integer.MAX_VALUE, bytes / KIBIBYTE);
        this.freePermits = new Semaphore(permits);
    }

    /** Runs some work once enough memory is free. */
    <T> T runWith(long bytes, Supplier<T> work) {
        int taken = (int) Math.min(permits, bytes / KIBIBYTE);
        freePermits.acquireUninterruptibly(taken);
        try {
            return work.get();
        } finally {
            freePermits.release(taken);
        }
    }
}
