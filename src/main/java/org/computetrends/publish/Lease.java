package org.computetrends.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock for stores that have no locks, such as HDFS or an Iceberg catalog. The lease is a text in the {@link Store}
 * that names the publishing run, written only if there is none. The holder renews it every few seconds. If another run
 * sees no renewal for a term, by its own clock, it considers the holder dead and removes the lease.
 *
 * <p>The lease is as exclusive as the store's replacements are atomic. A holder that was suspended for a term, with its
 * machine for example, loses the lease if another run waited meanwhile; {@link #requireHeld} then fails.
 */
final class Lease implements IcebergDestination.PublishingLock {
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
         * @param expectedText the expected text; null for none
         * @param text the new text; null for none
         * @return false if the text was not the expected one
         */
        boolean replace(@Nullable String expectedText, @Nullable String text) throws IOException;
    }

    private final Store store;
    private final String holder = UUID.randomUUID().toString();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lease");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> renewalTask;
    private long renewals;

    private Lease(Store store) {
        this.store = store;
    }

    /**
     * Waits for the lease.
     *
     * @param term how long a lease lasts without renewal; renewed six times in that time
     */
    static Lease of(Store store, Duration term) throws IOException {
        Lease lease = new Lease(store);
        String lastText = null;
        long since = System.nanoTime();
        while (!store.replace(null, lease.text())) {
            String text = store.read();
            if (text == null || !text.equals(lastText)) {
                lastText = text;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > term.toNanos()) {
                LOG.warn("{} was not renewed for its term: its run is considered dead, and it is removed", store);
                store.replace(text, null);
            }
            pause(term);
        }
        // Several renewals may fail before the term is over.
        long period = term.toMillis() / 6;
        lease.renewalTask = lease.executor.scheduleAtFixedRate(lease::renew, period, period, TimeUnit.MILLISECONDS);
        return lease;
    }

    /** @throws IOException when another run took the lease */
    @Override
    public void requireHeld() throws IOException {
        own();
    }

    /** This lease's current text, whether or not the last renewal was answered. */
    private synchronized String own() throws IOException {
        String text = store.read();
        if (text == null || !text.startsWith(holder)) {
            throw new IOException("another run began to publish there, because it considered this one dead");
        }
        return text;
    }

    private synchronized void renew() {
        try {
            renewals++;
            store.replace(own(), text());
        } catch (IOException | RuntimeException e) {
            LOG.debug("The lease {} could not be renewed", store, e);
        }
    }

    private String text() {
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
        if (renewalTask != null) {
            renewalTask.cancel(false);
        }
        // Waits for a renewal that is under way.
        executor.shutdown();
        synchronized (this) {
            String text = store.read();
            if (text != null && text.startsWith(holder)) {
                store.replace(text, null);
            }
        }
    }
}
