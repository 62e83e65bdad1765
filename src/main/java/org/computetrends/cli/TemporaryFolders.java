package org.computetrends.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;
import org.computetrends.domain.UserException;

/**
 * Prepares the folders for temporary files. If {@code /tmp} is unusable, as in some containers, other folders are set
 * for Java's temporary files and for native code that libraries unpack. A folder that the user configured is never
 * replaced; a configured {@code /tmp} counts as the default. Spark's scratch folders are only checked.
 */
final class TemporaryFolders {
    private static final String JAVA_FOLDER = "java.io.tmpdir";

    /** Java's default on Linux. */
    private static final String DEFAULT_FOLDER = "/tmp";

    /** The properties with the folders in which Snappy, SQLite and Zstandard unpack native code. */
    private static final List<String> NATIVE_CODE =
            List.of("org.xerial.snappy.tempdir", "org.sqlite.tmpdir", "ZstdTempFolder");

    private TemporaryFolders() {}

    /**
     * Replaces the folders for Java and for native code if they are not usable.
     *
     * @param output where the command writes, in some containers the only writable folder
     * @throws UserException when the user's folder is not writable, or no folder is usable
     */
    static void prepare(String output) {
        Path javaFolder = Path.of(System.getProperty(JAVA_FOLDER, DEFAULT_FOLDER));
        List<Path> candidates = candidates(output);
        if (!isWritable(javaFolder)) {
            if (!javaFolder.equals(Path.of(DEFAULT_FOLDER))) {
                throw UserException.usage("the temporary folder " + javaFolder + " of " + JAVA_FOLDER
                        + " cannot be written: name another, as with COMPUTE_TRENDS_JAVA_OPTS=-D" + JAVA_FOLDER
                        + "=FOLDER");
            }
            System.setProperty(JAVA_FOLDER, firstUsable(candidates, TemporaryFolders::isWritable, "written"));
        }
        // A user who configured one of these folders is expected to have configured all.
        if (NATIVE_CODE.stream().allMatch(name -> System.getProperty(name) == null) && !mayExecute(javaFolder)) {
            String folder = firstUsable(
                    candidates,
                    TemporaryFolders::mayExecute,
                    "used for native code, which Snappy's library needs: each is read-only or mounted with noexec");
            NATIVE_CODE.forEach(name -> System.setProperty(name, folder));
        }
    }

    /**
     * Checks that at least one of Spark's scratch folders is writable.
     *
     * @throws UserException when none can be written; without this check, Spark would exit the process
     */
    static void requireScratch(SparkConf conf) {
        String[] folders = Utils.getConfiguredLocalDirs(conf);
        if (Arrays.stream(folders).noneMatch(TemporaryFolders::createIfMissing)) {
            throw UserException.usage("Spark's scratch folder " + String.join(", ", folders)
                    + " cannot be written: name another with SPARK_LOCAL_DIRS or spark.local.dir");
        }
    }

    /** The folders to try if the default is unusable, in order. */
    private static List<Path> candidates(String output) {
        Set<Path> folders = new LinkedHashSet<>();
        Stream.of(
                        System.getenv("TMPDIR"),
                        DEFAULT_FOLDER,
                        "/var/tmp",
                        "/dev/shm",
                        System.getProperty("user.home"),
                        System.getProperty("user.dir"))
                .filter(Objects::nonNull)
                .forEach(name -> folders.add(Path.of(name)));
        nearestFolder(output).ifPresent(folders::add);
        return List.copyOf(folders);
    }

    /**
     * The output folder if it exists on this machine, or else its nearest existing parent. For an output on a remote
     * file system, the working folder.
     */
    private static Optional<Path> nearestFolder(String output) {
        try {
            Path folder = Path.of(output.replaceFirst("^file:(//)?(?=/)", "")).toAbsolutePath();
            while (folder != null && !Files.isDirectory(folder)) {
                folder = folder.getParent();
            }
            return Optional.ofNullable(folder);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * The first usable folder.
     *
     * @param requirement what folders must allow; completes the message "none of the temporary folders can be ..."
     */
    private static String firstUsable(List<Path> folders, Predicate<Path> isUsable, String requirement) {
        return folders.stream()
                .filter(isUsable)
                .findFirst()
                .orElseThrow(() -> UserException.usage("none of the temporary folders "
                        + folders.stream().map(Path::toString).collect(Collectors.joining(", ")) + " can be "
                        + requirement + "; name another, as with COMPUTE_TRENDS_JAVA_OPTS=-D" + JAVA_FOLDER
                        + "=FOLDER"))
                .toString();
    }

    /** Creates a folder if it is missing. Returns whether the folder is writable. */
    private static boolean createIfMissing(String name) {
        try {
            return isWritable(Files.createDirectories(Path.of(name.strip())));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    static boolean isWritable(Path folder) {
        return withProbe(folder, probe -> true);
    }

    /** Whether native code can be loaded from a folder: not from one mounted with {@code noexec}. */
    static boolean mayExecute(Path folder) {
        return withProbe(folder, probe -> probe.toFile().setExecutable(true) && Files.isExecutable(probe));
    }

    /** Creates a file in a folder, checks the file and deletes it. False if the file cannot be created. */
    private static boolean withProbe(Path folder, Predicate<Path> check) {
        // Not Files.createTempFile: it reads java.io.tmpdir only once, before this class sets it.
        Path probe =
                folder.resolve("compute-trends-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".probe");
        try {
            Files.createFile(probe);
            try {
                return check.test(probe);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
