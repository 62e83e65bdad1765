package org.computetrends.forecast;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Limits the memory of sample paths, the largest part of a run's memory. Processes that would exceed the limit together run
 * one after another. A process that exceeds it alone still runs.
 */
final class PathMemory {
    /** The divisor of Java's memory, since other stages run at the same time. */
    private static final int SHARE = 3;

    /** The limit for this Java process. */
    static final PathMemory OF_JAVA = new PathMemory(Runtime.getRuntime().maxMemory() / SHARE);

    /** Permits count kibibytes. */
    private static final int KIBIBYTE = 1024;

    private final int all;
    private final Semaphore free;

    PathMemory(long bytes) {
        this.all = (int) Math.min(Integer.MAX_VALUE, bytes / KIBIBYTE);
        this.free = new Semaphore(all);
    }

    /** Runs some work once enough memory is free. */
    <T> T with(long bytes, Supplier<T> work) {
        int taken = (int) Math.min(all, bytes / KIBIBYTE);
        free.acquireUninterruptibly(taken);
        try {
            return work.get();
        } finally {
            free.release(taken);
        }
    }
}
