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
 * A lock for places that have none: a text that says who publishes, written where there is none. Its holder writes it anew
 * every few seconds. A text that has not changed for a term, as the waiting one's own clock counts, is of a run that died,
 * and goes. One has the lease at a time where its {@link Place} replaces texts in one step. A holder that did not run for a
 * term, as when its machine was suspended, has lost it and finds that out at {@link #requireHeld}.
 */
final class Lease implements AutoCloseable {
    static final Duration TERM = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** Where a lease is written down. Its {@code toString} is its name in messages. */
    interface Place {
        /** The text; null where nobody has the lease. */
        @Nullable
        String read() throws IOException;

        /**
         * Replaces a text.
         *
         * @param seen the text to be replaced; null for none
         * @param text the new text; null for none
         * @return whether it did; not where another text is there
         */
        boolean replace(@Nullable String seen, @Nullable String text) throws IOException;
    }

    private final Place place;
    private final String holder = UUID.randomUUID().toString();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lease");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> renewing;
    private long renewals;

    private Lease(Place place) {
        this.place = place;
    }

    /**
     * Waits for the lease.
     *
     * @param term after which one that is not renewed is over
     */
    static Lease of(Place place, Duration term) throws IOException {
        Lease lease = new Lease(place);
        String seen = null;
        long since = System.nanoTime();
        while (!place.replace(null, lease.text())) {
            String text = place.read();
            if (text == null || !text.equals(seen)) {
                seen = text;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > term.toNanos()) {
                LOG.warn("{} is of a run that died, and goes", place);
                place.replace(text, null);
            }
            pause(term);
        }
        long period = term.toMillis() / 6;
        lease.renewing = lease.renewal.scheduleAtFixedRate(lease::renew, period, period, TimeUnit.MILLISECONDS);
        return lease;
    }

    /**
     * Makes sure that nobody took the lease away.
     *
     * @throws IOException when somebody did
     */
    void requireHeld() throws IOException {
        own();
    }

    /** The text that this lease has, whether or not the last renewal was answered. */
    private synchronized String own() throws IOException {
        String text = place.read();
        if (text == null || !text.startsWith(holder)) {
            throw new IOException("another run began to publish there, taking this one for dead");
        }
        return text;
    }

    private synchronized void renew() {
        try {
            renewals++;
            place.replace(own(), text());
        } catch (IOException | RuntimeException e) {
            LOG.debug("The lease {} could not be renewed", place, e);
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
        if (renewing != null) {
            renewing.cancel(false);
        }
        // A renewal that is under way is not interrupted, but waited for.
        renewal.shutdown();
        synchronized (this) {
            String text = place.read();
            if (text != null && text.startsWith(holder)) {
                place.replace(text, null);
            }
        }
    }
}
