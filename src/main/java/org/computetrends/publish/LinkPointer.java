package org.computetrends.publish;

import static org.computetrends.publish.ParquetPublisher.MANIFEST;
import static org.computetrends.publish.ParquetPublisher.REPORT;
import static org.computetrends.publish.ParquetPublisher.TABLES;
import static org.computetrends.publish.ParquetPublisher.VERSIONS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pointer on a local file system: the symbolic link {@code current}, replaced by an atomic rename. {@code tables},
 * {@code report} and {@code manifest.json} are links through {@code current}, created once. A locked file makes
 * publications to one output wait for each other; the lock ends with its process.
 */
final class LinkPointer implements VersionPointer {
    private final Path output;
    private final ProcessLock lock;

    LinkPointer(Path output) throws IOException {
        this.output = output;
        this.lock = ProcessLock.acquire(output.resolve(".lock"));
        try {
            requireFreeNames();
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** The name of the version that the link points to; null if there is no link. */
    static @Nullable String currentVersionName(Path output) throws IOException {
        Path link = output.resolve(CURRENT);
        return Files.isSymbolicLink(link)
                ? Files.readSymbolicLink(link).getFileName().toString()
                : null;
    }

    /**
     * Makes hard links to all files in a folder, or to one file. Copies each file to which no link can be made, for
     * instance because the disk does not support links.
     *
     * @param from a folder or a file
     * @param to the folder or file to create; parents are created if missing
     */
    static void linkFiles(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) throws IOException {
        Path source = Path.of(from.toUri().getPath());
        Path target = Path.of(to.toUri().getPath()).toAbsolutePath();
        List<Path> files;
        try (Stream<Path> tree = Files.walk(source)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(source.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            try {
                Files.createLink(copy, file);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Override
    public void pointTo(PublishedVersion version) throws IOException {
        for (String name : List.of(TABLES, MANIFEST, REPORT)) {
            if (!Files.isSymbolicLink(output.resolve(name))) {
                Files.createSymbolicLink(output.resolve(name), Path.of(CURRENT, name));
            }
        }
        Path newLink = output.resolve("." + CURRENT);
        Files.deleteIfExists(newLink);
        Files.createSymbolicLink(newLink, Path.of(VERSIONS, version.name()));
        Files.move(newLink, output.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Refuses, before any table is written, an output in which a file or folder has the name of one of the links. */
    private void requireFreeNames() throws IOException {
        for (String name : List.of(CURRENT, TABLES, MANIFEST, REPORT)) {
            Path link = output.resolve(name);
            if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
                throw new IOException(link + " is in the way: it was not made by compute-trends");
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
