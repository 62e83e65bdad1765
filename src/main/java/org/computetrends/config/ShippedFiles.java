package org.computetrends.config;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.computetrends.domain.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Files that a driver on another machine cannot read from where the job was submitted: the settings file, which
 * {@code jobs/submit} sends as text, and the claims, which are in the jar.
 */
public final class ShippedFiles {

    /**
     * The text of the {@code --conf} file in Base64. A Spark property, so that every master passes it on, with a name that
     * Spark's UI redacts.
     */
    static final String SETTINGS = "spark.compute-trends.secret.conf";

    private static final Pattern URI_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:");

    private ShippedFiles() {}

    /** The settings file, local or as sent. */
    public static Optional<File> settings(@Nullable File namedFile) {
        String sent = System.getProperty(SETTINGS);
        if (namedFile == null || namedFile.isFile() || sent == null) {
            return Optional.ofNullable(namedFile);
        }
        try {
            return Optional.of(
                    writtenFile(namedFile.getName(), Base64.getMimeDecoder().decode(sent)));
        } catch (IllegalArgumentException e) {
            throw UserException.usage(SETTINGS + " is not the text of a file in Base64: " + e.getMessage());
        }
    }

    /**
     * A file of the installation as a local URI, whatever the cluster's default file system is. Absolute paths and URIs
     * are unchanged.
     *
     * @param home the installation's folder; null for the working directory
     * @param name the file's path in it, and in the jar
     */
    public static String installed(@Nullable String home, String name) {
        if (!isRelative(name)) {
            return name;
        }
        File file = new File(home, name).getAbsoluteFile();
        return "file://" + (file.isFile() ? file : fromJar(name).orElse(file));
    }

    /** Whether the location of a file or folder is a relative path. */
    public static boolean isRelative(String location) {
        return !new File(location).isAbsolute() && !URI_SCHEME.matcher(location).lookingAt();
    }

    private static Optional<File> fromJar(String name) {
        try (InputStream stream = ShippedFiles.class.getClassLoader().getResourceAsStream(name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(writtenFile(new File(name).getName(), stream.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File writtenFile(String name, byte[] content) {
        try {
            Path folder =
                    Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), "compute-trends");
            Path file = Files.write(folder.resolve(name), content);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file.toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
