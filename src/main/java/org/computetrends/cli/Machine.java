package org.computetrends.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.util.Utils;
import org.computetrends.domain.UserException;
import org.computetrends.publish.UmaskFileSystem;

/**
 * Prepares a machine for Spark and Hadoop, which expect a user name, a host name, temporary folders and enough memory.
 * What is missing, as in many containers, is replaced before they start, or reported.
 */
final class Machine {
    static final String LOOPBACK = "127.0.0.1";

    /** The least memory that Spark starts with: 1.5 times the 300 MB that its memory manager reserves. */
    private static final int LEAST_MEGABYTES = 450;

    /** Java's name for a user without a name. */
    private static final String NAMELESS = "?";

    private Machine() {}

    /** Prepares the machine for a command that needs Hadoop's file systems, and returns their settings. */
    static Configuration hadoop(String output) {
        prepare(output);
        Configuration configuration = new Configuration();
        UmaskFileSystem.useIn(configuration);
        return configuration;
    }

    /**
     * @param output where the command writes
     * @throws UserException when the output is blank, or there is no temporary folder that can be used
     */
    static void prepare(String output) {
        if (output.isBlank()) {
            throw UserException.usage("--output must not be blank");
        }
        nameUser(System.getenv());
        TemporaryFolders.prepare(output);
    }

    /** Sets the host name to the loopback address, so that a local Spark does not look it up. */
    static void useLoopback() {
        if (System.getenv("SPARK_LOCAL_HOSTNAME") == null) {
            Utils.setCustomHostname(LOOPBACK);
        }
    }

    /** @throws UserException when Java has less memory than Spark needs to start */
    static void requireMemory(long bytes) {
        if (bytes >> 20 < LEAST_MEGABYTES) {
            throw UserException.usage("Java has too little memory, " + (bytes >> 20) + " MB, where " + LEAST_MEGABYTES
                    + " MB are needed: give it more, as with COMPUTE_TRENDS_JAVA_OPTS=-Xmx600m, or run it where there is"
                    + " 1 GB");
        }
    }

    /** Gives a user without a name, as in many containers, the user id as name, as {@code ls} does. */
    private static void nameUser(Map<String, String> environment) {
        if (!NAMELESS.equals(System.getProperty("user.name", NAMELESS))) {
            return;
        }
        String name = value(environment, "HADOOP_USER_NAME").orElseGet(Machine::userId);
        System.setProperty("user.name", name);
        if (NAMELESS.equals(System.getProperty("user.home"))) {
            System.setProperty(
                    "user.home",
                    value(environment, "HOME").orElseGet(() -> System.getProperty("java.io.tmpdir", "/tmp")));
        }
        UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
    }

    /** A variable's value; an empty one counts as unset. */
    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private static String userId() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "nobody";
        }
    }
}
