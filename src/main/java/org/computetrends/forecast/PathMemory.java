package org.computetrends.forecast;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Limits the memory of sample paths, the largest part of a run's memory. Work waits while running work leaves it too
 * little memory. Work that alone exceeds the limit waits until no other work runs.
 */
final class PathMemory {
    /** Paths may use Java's memory divided by this, since other stages run at the same time. */
    private static final int DIVISOR = 3;

    /** The limit for this Java process. */
    static final PathMemory OF_JAVA = new PathMemory(Runtime.getRuntime().maxMemory() / DIVISOR);

    private static final int KIBIBYTE = 1024;

    /** The limit in kibibytes: one permit for each. */
    private final int permits;

    private final Semaphore freePermits;

    PathMemory(long bytes) {
        this.permits = (int) Math.min(Integer.MAX_VALUE, bytes / KIBIBYTE);
        this.freePermits = new Semaphore(permits);
    }

    /** Waits until enough memory is free, then runs some work. */
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
