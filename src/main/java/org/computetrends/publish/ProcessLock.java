package org.computetrends.publish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * An exclusive lock on a local file, across processes and threads. The operating system's lock on the channel excludes
 * other processes and ends with this process. The semaphore excludes other threads of the same process.
 */
record ProcessLock(Semaphore withinProcess, FileChannel channel) implements AutoCloseable {
    /** A semaphore for each locked file, by its real path. */
    private static final Map<Path, Semaphore> WITHIN_PROCESS = new ConcurrentHashMap<>();

    /**
     * Waits for the lock.
     *
     * @param file the file, created if missing, in an existing folder
     */
    static ProcessLock acquire(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent()).toRealPath();
        Semaphore withinProcess = WITHIN_PROCESS.computeIfAbsent(
                folder.resolve(Objects.requireNonNull(file.getFileName())), path -> new Semaphore(1, true));
        withinProcess.acquireUninterruptibly();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock(); // waits; the lock ends when the channel is closed
            return new ProcessLock(withinProcess, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            withinProcess.release();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            withinProcess.release();
        }
    }
}
