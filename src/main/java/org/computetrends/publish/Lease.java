package org.computetrends.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock for stores that have no locks, such as HDFS or an Iceberg catalog. The lease is a text in the {@link Store}
 * that identifies its holder, the publishing run. A run gets the lease by writing its text while there is none. The
 * holder renews the lease by changing its text several times per term. A waiting run that sees no renewal for a term
 * considers the holder dead and removes the lease.
 *
 * <p>The lease is exclusive only if the store replaces texts atomically. A holder that was suspended for a term may
 * have lost the lease to a waiting run; {@link #requireHeld} then fails.
 */
final class Lease implements IcebergDestination.PublishingLock {
    /** How long a lease lasts without renewal. */
    static final Duration TERM = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** Stores the text of a lease. Its {@code toString} names it in messages. */
    interface Store {
        /** The text; null if nobody has the lease. */
        @Nullable
        String read() throws IOException;

        /**
         * Replaces the text.
         *
         * @param expectedText the text to replace; null if nobody should have the lease
         * @param text the new text; null to remove the text
         * @return false if the text was not the expected one
         */
        boolean replace(@Nullable String expectedText, @Nullable String text) throws IOException;
    }

    private final Store store;

    /** An id of this run, with which all texts of this lease begin. */
    private final String holder = UUID.randomUUID().toString();

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lease");
        thread.setDaemon(true);
        return thread;
    });
    private long renewals;

    private Lease(Store store) {
        this.store = store;
    }

    /**
     * Waits for the lease, and begins to renew it.
     *
     * @param term how long a lease lasts without renewal, the same for all runs
     */
    @SuppressWarnings("FutureReturnValueIgnored") // close ends the renewals
    static Lease acquire(Store store, Duration term) throws IOException {
        Lease lease = new Lease(store);
        String lastText = null;
        long lastChange = System.nanoTime();
        while (!store.replace(null, lease.newText())) {
            String text = store.read();
            if (text == null || !text.equals(lastText)) {
                lastText = text;
                lastChange = System.nanoTime();
            } else if (System.nanoTime() - lastChange > term.toNanos()) {
                LOG.warn("{} was not renewed for its term: its run is considered dead, and it is removed", store);
                store.replace(text, null);
            }
            pause(term);
        }
        // A sixth of the term: up to five renewals may fail before the lease is lost.
        long period = term.toMillis() / 6;
        lease.executor.scheduleAtFixedRate(lease::renew, period, period, TimeUnit.MILLISECONDS);
        return lease;
    }

    @Override
    public void requireHeld() throws IOException {
        currentText();
    }

    /**
     * The text in the store. It may be newer than the last confirmed renewal, because a renewal may reach the store
     * although it fails for this run.
     *
     * @throws IOException when another run took the lease
     */
    private synchronized String currentText() throws IOException {
        String text = store.read();
        if (text == null || !text.startsWith(holder)) {
            throw new IOException("another run began to publish there, because it considered this one dead");
        }
        return text;
    }

    private synchronized void renew() {
        try {
            renewals++;
            store.replace(currentText(), newText());
        } catch (IOException | RuntimeException e) {
            LOG.debug("The lease {} could not be renewed", store, e);
        }
    }

    private String newText() {
        return holder + " " + renewals;
    }

    private static void pause(Duration term) throws IOException {
        try {
            Thread.sleep(Math.min(500, term.toMillis() / 10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for another publication", e);
        }
    }

    @Override
    public void close() throws IOException {
        executor.shutdown();
        synchronized (this) { // waits for a renewal that is under way
            String text = store.read();
            if (text != null && text.startsWith(holder)) {
                store.replace(text, null);
            }
        }
    }
}
