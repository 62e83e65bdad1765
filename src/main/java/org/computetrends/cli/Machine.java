package org.computetrends.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.util.Utils;
import org.computetrends.domain.UserException;
import org.computetrends.publish.UmaskFileSystem;

/**
 * Prepares a machine for Spark and Hadoop, which need a user name, a host name, temporary folders and enough memory. A
 * name or folder that is missing, as in many containers, is replaced before Spark starts. Too little memory is an
 * error.
 */
final class Machine {
    static final String LOOPBACK = "127.0.0.1";

    /** The memory that Spark needs to start: 1.5 times the 300 MB that its memory manager reserves. */
    private static final int LEAST_MEGABYTES = 450;

    /** Java's value of {@code user.name} and {@code user.home} if there is none. */
    private static final String NO_NAME = "?";

    private Machine() {}

    /** Prepares the machine for a command that uses Hadoop's file systems without Spark, and returns their settings. */
    static Configuration prepareHadoop(String output) {
        prepare(output);
        Configuration configuration = new Configuration();
        UmaskFileSystem.useIn(configuration);
        return configuration;
    }

    /**
     * Sets a user name and temporary folders where they are missing.
     *
     * @param output where the command writes
     * @throws UserException when the output is blank, or there is no temporary folder that can be used
     */
    static void prepare(String output) {
        if (output.isBlank()) {
            throw UserException.usage("--output must not be blank");
        }
        setUserName();
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

    /** Names a user who has no name: by {@code HADOOP_USER_NAME}, or else by user id. Then sets a missing home, too. */
    private static void setUserName() {
        if (!NO_NAME.equals(System.getProperty("user.name", NO_NAME))) {
            return;
        }
        String name = variable("HADOOP_USER_NAME").orElseGet(Machine::userId);
        System.setProperty("user.name", name);
        if (NO_NAME.equals(System.getProperty("user.home"))) {
            System.setProperty(
                    "user.home", variable("HOME").orElseGet(() -> System.getProperty("java.io.tmpdir", "/tmp")));
        }
        UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
    }

    /** An environment variable's value; an empty one counts as unset. */
    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    private static String userId() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "nobody";
        }
    }
}
