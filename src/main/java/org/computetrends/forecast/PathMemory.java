package org.computetrends.forecast;

import java.util.function.Supplier;

/**
 * Room for sample paths, which take more memory than all else: processes that would take more together wait for each other.
 * One that takes more alone is not kept waiting.
 */
final class PathMemory {
    /** Of Java's memory, since other stages run beside. */
    private static final int SHARE = 3;

    /** That of this Java process. */
    static final PathMemory OF_JAVA = new PathMemory(Runtime.getRuntime().maxMemory() / SHARE);

    private final long most;
    private long taken;

    PathMemory(long most) {
        this.most = most;
    }

    /** Does some work once there is room for it. */
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
