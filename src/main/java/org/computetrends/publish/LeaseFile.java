package org.computetrends.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on file systems that have none: a file that exists while somebody publishes, made only where it is not. Its holder
 * writes it anew every few seconds; one that has not changed for a term, as the waiting one's own clock counts, is of a run
 * that died, and goes. Where a file system makes files only where they are not in one step, as HDFS does, one holds it at a
 * time; where it does not, as on object stores, two that begin in the same moment may both think so, and the holder finds
 * out at {@link #requireHeld} whether it still does.
 */
final class LeaseFile implements AutoCloseable {
    static final Duration TERM = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseFile.class);

    private final FileSystem fileSystem;
    private final Path file;
    private final String holder = UUID.randomUUID().toString();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lease");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> renewing;
    private long renewals;

    private LeaseFile(FileSystem fileSystem, Path file) {
        this.fileSystem = fileSystem;
        this.file = file;
    }

    /**
     * Waits for the lease.
     *
     * @param term after which one that is not renewed is over
     */
    static LeaseFile of(FileSystem fileSystem, Path file, Duration term) throws IOException {
        LeaseFile lease = new LeaseFile(fileSystem, file);
        String seen = null;
        long since = System.nanoTime();
        while (!lease.isTaken()) {
            String content = lease.content();
            if (content == null || !content.equals(seen)) {
                seen = content;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > term.toNanos()) {
                LOG.warn("{} is of a run that died, and goes", file);
                fileSystem.delete(file, false);
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
    synchronized void requireHeld() throws IOException {
        String content = content();
        if (content == null || !content.startsWith(holder)) {
            throw new IOException("another run began to publish there, taking this one for dead");
        }
    }

    private boolean isTaken() throws IOException {
        try (OutputStream out = fileSystem.create(file, false)) {
            out.write(text());
            return true;
        } catch (IOException e) {
            if (fileSystem.exists(file)) {
                return false;
            }
            throw e;
        }
    }

    private synchronized void renew() {
        try {
            requireHeld();
            renewals++;
            try (OutputStream out = fileSystem.create(file, true)) {
                out.write(text());
            }
        } catch (IOException e) {
            LOG.debug("The lease {} could not be renewed", file, e);
        }
    }

    private byte[] text() {
        return (holder + " " + renewals).getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable String content() throws IOException {
        try (InputStream in = fileSystem.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return null;
        }
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
        renewal.shutdownNow();
        synchronized (this) {
            String content = content();
            if (content != null && content.startsWith(holder)) {
                fileSystem.delete(file, false);
            }
        }
    }
}
