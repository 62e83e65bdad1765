package org.computetrends.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Sha256;
import org.computetrends.domain.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the input files of a run, for the manifest and the fingerprint, by size, date and, unless they are too
 * large to read twice, SHA-256.
 */
public final class InputFiles {

    private InputFiles() {}

    /**
     * An input file.
     *
     * @param sha256 its digest; null if the inputs were too large
     */
    public record InputFile(
            String file,
            long bytes,
            Instant modified,
            @Nullable String sha256) {}

    /**
     * Describes files.
     *
     * @param hashUpToBytes maximum total size for which digests are computed
     */
    public static List<InputFile> describe(SparkSession session, List<String> files, long hashUpToBytes) {
        List<FileStatus> statuses = files.stream()
                .map(file -> InputPaths.require(session, new Path(file)))
                .toList();
        boolean areHashed = statuses.stream().mapToLong(FileStatus::getLen).sum() <= hashUpToBytes;
        return statuses.stream()
                .map(status -> new InputFile(
                        status.getPath().toString(),
                        status.getLen(),
                        Instant.ofEpochMilli(status.getModificationTime()),
                        areHashed ? sha256(session, status.getPath()) : null))
                .toList();
    }

    /**
     * The path of an input. A text such as {@code a:b} is a file of that name if there is one, not a scheme and a path.
     *
     * @throws UserException when it is not a valid path
     */
    public static Path path(String input) {
        return InputPaths.path(input);
    }

    /**
     * Requires that an input on this machine exists. An input on another file system is not checked.
     *
     * @throws UserException when the input does not exist
     */
    public static void requireLocal(Configuration hadoop, String location) {
        Path path = InputPaths.path(location);
        URI uri = path.toUri();
        String scheme = uri.getScheme();
        boolean isLocal = scheme == null
                ? FileSystem.getDefaultUri(hadoop).getScheme().equals("file")
                        && System.getProperty("spark.hadoop.fs.defaultFS") == null
                : scheme.equals("file");
        // No file system is opened for an input elsewhere: Hadoop would keep one without Spark's settings.
        if (isLocal && !Files.exists(java.nio.file.Path.of(uri.getPath()))) {
            InputPaths.require(hadoop, path);
        }
    }

    /**
     * The total size of files in bytes.
     *
     * @throws UserException when one does not exist
     */
    public static long bytes(Configuration hadoop, List<String> files) {
        return files.stream()
                .mapToLong(file -> InputPaths.require(hadoop, new Path(file)).getLen())
                .sum();
    }

    private static String sha256(SparkSession session, Path path) {
        MessageDigest digest = Sha256.begun();
        try (InputStream stream = InputPaths.fileSystem(session, path).open(path)) {
            stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw InputPaths.unreadable(path, e);
        }
    }
}
