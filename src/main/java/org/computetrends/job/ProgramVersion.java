package org.computetrends.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's version, as set by the build. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** The version, such as {@code 0.1.0}. */
    public static String current() {
        try (InputStream stream = ProgramVersion.class.getResourceAsStream("/compute-trends.properties")) {
            if (stream == null) {
                throw new IllegalStateException("compute-trends.properties is not on the classpath");
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
