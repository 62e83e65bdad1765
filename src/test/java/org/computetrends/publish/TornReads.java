package org.computetrends.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A thread that reads published tables again and again, and records each read that is not of one whole run. */
final class TornReads implements AutoCloseable {
    /** The result of a read whose version was removed meanwhile. */
    static final String OVERTAKEN = "overtaken";

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong overtaken = new AtomicLong();
    private final List<String> torn = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;

    /**
     * Starts the thread.
     *
     * @param read reads once, and returns what is wrong, or an empty text
     */
    TornReads(Callable<String> read) {
        this.thread = new Thread(
                () -> {
                    while (!done.get()) {
                        try {
                            long begin = System.nanoTime();
                            String fault = read.call();
                            if (fault.equals(OVERTAKEN)) {
                                overtaken.incrementAndGet();
                            } else if (!fault.isEmpty()) {
                                torn.add(fault);
                            }
                            reads.incrementAndGet();
                            // Most of the time is left to the process that publishes.
                            Thread.sleep(20 + 2 * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                        } catch (Exception e) {
                            torn.add(e.toString());
                        }
                    }
                },
                "reader");
        thread.start();
    }

    long reads() {
        return reads.get();
    }

    long overtaken() {
        return overtaken.get();
    }

    List<String> torn() {
        return List.copyOf(torn);
    }

    @Override
    public void close() {
        done.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
