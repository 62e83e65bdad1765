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
 * Finds the files that a driver needs, even if it runs on another machine than the one of submission. {@code
 * jobs/submit} sends the settings file as text. Files of the installation, such as the claims, are also in the jar.
 */
public final class ShippedFiles {

    /**
     * The system property with the text of the {@code --conf} file in Base64. Its name begins with {@code spark}, so
     * that every master passes it on, and contains {@code secret}, so that Spark's UI redacts it.
     */
    static final String SETTINGS = "spark.compute-trends.secret.conf";

    private static final Pattern URI_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:");

    private ShippedFiles() {}

    /** The named settings file; if it does not exist here and its text was sent, a copy. Empty if no file is named. */
    public static Optional<File> settings(@Nullable File namedFile) {
        String sent = System.getProperty(SETTINGS);
        if (namedFile == null || namedFile.isFile() || sent == null) {
            return Optional.ofNullable(namedFile);
        }
        try {
            return Optional.of(
                    temporaryFile(namedFile.getName(), Base64.getMimeDecoder().decode(sent)));
        } catch (IllegalArgumentException e) {
            throw UserException.usage(SETTINGS + " is not the text of a file in Base64: " + e.getMessage());
        }
    }

    /**
     * The local URI of a file of the installation, or of a copy from the jar if the file does not exist. Returns a URI
     * because the cluster's default file system may not be the local one. Absolute paths and URIs stay unchanged.
     *
     * @param home the installation's folder; null for the working directory
     * @param name the file's path relative to {@code home}, and in the jar
     */
    public static String installed(@Nullable String home, String name) {
        if (!isRelative(name)) {
            return name;
        }
        File file = new File(home, name).getAbsoluteFile();
        return "file://" + (file.isFile() ? file : copyFromJar(name).orElse(file));
    }

    /** Whether the location of a file or folder is a relative path. */
    public static boolean isRelative(String location) {
        return !new File(location).isAbsolute() && !URI_SCHEME.matcher(location).lookingAt();
    }

    private static Optional<File> copyFromJar(String name) {
        try (InputStream stream = ShippedFiles.class.getClassLoader().getResourceAsStream(name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(temporaryFile(new File(name).getName(), stream.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File temporaryFile(String name, byte[] content) {
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
