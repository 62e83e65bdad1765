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
import org.jspecify.annotations.Nullable;

/**
 * The folders for temporary files: Java's, those where libraries unpack native code, and Spark's scratch folders. Where
 * nobody chose one and the usual one cannot be used, another is looked for.
 */
final class TemporaryFolders {
    private static final String JAVAS = "java.io.tmpdir";

    /** Java's choice on Linux, where nobody made one. */
    private static final String USUAL = "/tmp";

    /** The properties that say where Snappy, SQLite and Zstandard unpack their native code. */
    private static final List<String> NATIVE_CODE =
            List.of("org.xerial.snappy.tempdir", "org.sqlite.tmpdir", "ZstdTempFolder");

    private TemporaryFolders() {}

    /**
     * Makes Java's folder, and those of native code, such as can be used.
     *
     * @param output where the command writes, which is the one folder of some containers that can be written
     * @throws UserException when the folder that somebody chose cannot be written, or no folder can be used
     */
    static void prepare(String output) {
        Path javas = Path.of(System.getProperty(JAVAS, USUAL));
        List<Path> others = others(output, System.getenv("TMPDIR"));
        if (!isWritable(javas)) {
            if (!javas.equals(Path.of(USUAL))) {
                throw UserException.usage("the temporary folder " + javas + " of " + JAVAS
                        + " cannot be written: name another, as with COMPUTE_TRENDS_JAVA_OPTS=-D" + JAVAS + "=FOLDER");
            }
            System.setProperty(JAVAS, first(others, TemporaryFolders::isWritable, "written"));
        }
        if (NATIVE_CODE.stream().allMatch(name -> System.getProperty(name) == null) && !mayExecute(javas)) {
            String folder = first(
                    others,
                    TemporaryFolders::mayExecute,
                    "written and may execute code (it is mounted with noexec), which Snappy's library needs");
            NATIVE_CODE.forEach(name -> System.setProperty(name, folder));
        }
    }

    /**
     * Checks Spark's scratch folders, of which one is enough.
     *
     * @throws UserException when none can be written: Spark itself ends the process
     */
    static void requireScratch(SparkConf conf) {
        String[] folders = Utils.getConfiguredLocalDirs(conf);
        if (Arrays.stream(folders).noneMatch(TemporaryFolders::canBeMade)) {
            throw UserException.usage("Spark's scratch folder " + String.join(", ", folders)
                    + " cannot be written: name another with SPARK_LOCAL_DIRS or spark.local.dir");
        }
    }

    /** Folders that are often there, the likelier first. */
    static List<Path> others(String output, @Nullable String preferred) {
        Set<Path> folders = new LinkedHashSet<>();
        Stream.of(
                        preferred,
                        USUAL,
                        "/var/tmp",
                        "/dev/shm",
                        System.getProperty("user.home"),
                        System.getProperty("user.dir"))
                .filter(Objects::nonNull)
                .forEach(name -> folders.add(Path.of(name)));
        nearest(output).ifPresent(folders::add);
        return List.copyOf(folders);
    }

    /** The folder itself if it is there on this machine, or else the nearest above it. */
    private static Optional<Path> nearest(String output) {
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

    private static String first(List<Path> folders, Predicate<Path> suits, String purpose) {
        return folders.stream()
                .filter(suits)
                .findFirst()
                .orElseThrow(() -> UserException.usage("no temporary folder can be " + purpose + ", of "
                        + folders.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + ": name one, as with COMPUTE_TRENDS_JAVA_OPTS=-D" + JAVAS + "=FOLDER"))
                .toString();
    }

    private static boolean canBeMade(String name) {
        try {
            return isWritable(Files.createDirectories(Path.of(name.strip())));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    static boolean isWritable(Path folder) {
        return withProbe(folder, probe -> true);
    }

    /** Whether code may be loaded from a folder: file systems that are mounted with {@code noexec} refuse. */
    static boolean mayExecute(Path folder) {
        return withProbe(folder, probe -> probe.toFile().setExecutable(true) && Files.isExecutable(probe));
    }

    private static boolean withProbe(Path folder, Predicate<Path> check) {
        // Java's own makers of temporary files remember its folder from the first file on.
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
