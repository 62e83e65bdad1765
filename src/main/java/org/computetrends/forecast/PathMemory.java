package org.computetrends.forecast;

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

    private final long most;
    private long taken;

    PathMemory(long most) {
        this.most = most;
    }

    /** Runs some work once enough memory is free. */
    <T> T with(long bytes, Supplier<T> work) {
        take(bytes);
        try {
            return work.get();
        } finally {
            giveBack(bytes);
        }
    }

    private synchronized void take(long bytes) {
        boolean isInterrupted = false;
        while (taken > 0 && taken + bytes > most) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        taken += bytes;
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void giveBack(long bytes) {
        taken -= bytes;
        notifyAll();
    }
}
