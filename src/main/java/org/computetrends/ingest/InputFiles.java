package org.computetrends.ingest;

import java.io.File;
import java.io.FileNotFoundException;
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
 * Opens the files and folders of an input, with clear messages for users if that fails, and describes the input files
 * of a run. A file is identified by its size, its date and, unless the files are too large to read twice, its SHA-256.
 *
 * <p>A path names one file or folder; it is not a pattern. Methods throw a {@link UserException} if a file or folder
 * does not exist or cannot be read.
 */
public final class InputFiles {

    private InputFiles() {}

    /**
     * An input file.
     *
     * @param file the path with the scheme
     * @param sha256 the digest; null if the input files together are too large
     */
    public record InputFile(
            String file,
            long bytes,
            Instant modified,
            @Nullable String sha256) {}

    /**
     * Describes files.
     *
     * @param hashUpToBytes the maximum total size of files for which digests are computed
     */
    public static List<InputFile> describe(SparkSession session, List<String> files, long hashUpToBytes) {
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        List<FileStatus> statuses =
                files.stream().map(file -> require(hadoop, new Path(file))).toList();
        boolean areHashed = statuses.stream().mapToLong(FileStatus::getLen).sum() <= hashUpToBytes;
        return statuses.stream()
                .map(status -> new InputFile(
                        status.getPath().toString(),
                        status.getLen(),
                        Instant.ofEpochMilli(status.getModificationTime()),
                        areHashed ? sha256(hadoop, status.getPath()) : null))
                .toList();
    }

    private static String sha256(Configuration hadoop, Path path) {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream stream = fileSystem(hadoop, path).open(path)) {
            stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The total size of files in bytes. */
    public static long bytes(Configuration hadoop, List<String> files) {
        return files.stream()
                .mapToLong(file -> require(hadoop, new Path(file)).getLen())
                .sum();
    }

    /** Requires that an input on this machine exists. An input on a remote file system is not checked. */
    public static void requireLocal(Configuration hadoop, String input) {
        Path path = path(input);
        URI uri = path.toUri();
        String scheme = uri.getScheme();
        boolean isLocal = scheme == null
                ? FileSystem.getDefaultUri(hadoop).getScheme().equals("file")
                        && System.getProperty("spark.hadoop.fs.defaultFS") == null
                : scheme.equals("file");
        // A remote file system is not opened here: Hadoop would cache it without Spark's settings.
        if (isLocal && !Files.exists(java.nio.file.Path.of(uri.getPath()))) {
            require(hadoop, path);
        }
    }

    /** The path of an input. A text such as {@code a:b} is a local file if one exists, not a scheme and a path. */
    public static Path path(String input) {
        File localFile = new File(input);
        int colon = input.indexOf(':');
        boolean maybeScheme = colon >= 0 && input.lastIndexOf('/', colon) < 0;
        try {
            return maybeScheme && localFile.exists()
                    ? new Path(localFile.getAbsoluteFile().toURI())
                    : new Path(input);
        } catch (IllegalArgumentException e) {
            throw UserException.input("input '" + input + "' does not exist, and is no address of a file system", e);
        }
    }

    /** Escapes a path for Spark, which treats paths with these characters as patterns. */
    static String literal(Path path) {
        return path.toString().replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
    }

    static FileSystem fileSystem(Configuration hadoop, Path path) {
        try {
            return path.getFileSystem(hadoop);
        } catch (IOException e) {
            throw UserException.input("input " + path + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** The status of a file or folder that must exist. */
    static FileStatus require(Configuration hadoop, Path path) {
        try {
            return fileSystem(hadoop, path).getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw UserException.input("input " + path + " does not exist", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The status of an input that must be a file. */
    static FileStatus requireFile(SparkSession session, String input) {
        FileStatus status = require(session.sparkContext().hadoopConfiguration(), path(input));
        if (status.isDirectory()) {
            throw UserException.input("input " + input + " is a folder, but a file is needed");
        }
        return status;
    }

    static boolean exists(Configuration hadoop, Path path) {
        try {
            return fileSystem(hadoop, path).exists(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The files and folders directly in a folder. */
    static FileStatus[] list(Configuration hadoop, Path folder) {
        try {
            return fileSystem(hadoop, folder).listStatus(folder);
        } catch (IOException e) {
            throw UserException.input("input " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    static UserException unreadable(Path path, IOException cause) {
        return UserException.input("input " + path + " cannot be read: " + cause.getMessage(), cause);
    }
}
