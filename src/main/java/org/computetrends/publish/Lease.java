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
 * have lost the lease to a waiting run; {@link #requireHeld} then fails, unless it was suspended while it renewed.
 */
final class Lease implements IcebergDestination.PublishingLock {
    /** How long a lease lasts without renewal. */
    static final Duration TERM = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** Stores the text of a lease. Its {@code toString} names the lease in messages. */
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

    /** Whether a renewal failed, which may have left only a beginning of the text. */
    private boolean mayBeCut;

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
                LOG.warn("The lease {} is removed: it was not renewed for its term, so its run counts as dead", store);
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
    public synchronized void requireHeld() throws IOException {
        if (mayBeCut) {
            renew();
        }
        // An empty text may be a lease that another run is writing, so a beginning of the text is not enough here.
        String text = store.read();
        if (text == null || !text.startsWith(holder)) {
            throw taken();
        }
    }

    private synchronized void renew() {
        try {
            renewals++;
            // The text may be newer than the last confirmed renewal: a renewal may reach the store although it fails
            // here.
            String text = store.read();
            if (text == null || !isOurs(text)) {
                throw taken();
            }
            boolean wasCut = mayBeCut;
            mayBeCut = true; // stays so if the write fails
            mayBeCut = !store.replace(text, newText()) && wasCut;
        } catch (IOException | RuntimeException e) {
            LOG.debug("The lease {} could not be renewed", store, e);
        }
    }

    private boolean isOurs(String text) {
        return text.startsWith(holder) || (mayBeCut && holder.startsWith(text));
    }

    private static IOException taken() {
        return new IOException("another run began to publish there, because it considered this one dead");
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
            if (text != null && isOurs(text)) {
                store.replace(text, null);
            }
        }
    }
}
