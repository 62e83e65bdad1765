package org.computetrends.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A reader that reads again and again, and records any read that mixes runs. */
final class TornReads implements AutoCloseable {
    /** The result of a read that took longer than its version was kept, and therefore failed. */
    static final String OVERTAKEN = "overtaken";

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong overtaken = new AtomicLong();
    private final List<String> torn = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;

    /**
     * Begins to read.
     *
     * @param read reads once and returns its fault, or an empty text
     */
    TornReads(Callable<String> read) {
        this.thread = new Thread(
                () -> {
                    while (!done.get()) {
                        try {
                            String fault = read.call();
                            if (fault.equals(OVERTAKEN)) {
                                overtaken.incrementAndGet();
                            } else if (!fault.isEmpty()) {
                                torn.add(fault);
                            }
                            reads.incrementAndGet();
                            Thread.sleep(20);
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
