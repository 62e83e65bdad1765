package org.computetrends.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.SparkArithmeticException;
import org.apache.spark.SparkThrowable;
import org.computetrends.domain.Redaction;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;

/**
 * The exit code of a failed command, and the message for its user: what is wrong and, unless it is a defect of this
 * program, what to do.
 */
record ExplainedFailure(int exitCode, String sentence) {
    /** The name of the class of a file system, such as {@code S3AFileSystem}, in a message that it is missing. */
    private static final Pattern FILE_SYSTEM = Pattern.compile("[\\w.]+FileSystem\\b");

    /** The text by which the message of a failed Spark task shows that the task ran out of memory. */
    private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

    /**
     * Explains a failure. The message of a {@link UserException} is used unchanged. For any other failure, the first
     * known exception in its chain of causes decides. A failure without a known cause is a defect.
     */
    static ExplainedFailure of(Throwable failure) {
        if (failure instanceof UserException error) {
            return new ExplainedFailure(exitCode(error.kind()), String.valueOf(error.getMessage()));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher missingClass = FILE_SYSTEM.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof ClassNotFoundException && missingClass.find()) {
                return redacted(Main.USAGE, missingFileSystem(missingClass.group()));
            }
            if (cause instanceof OutOfMemoryError
                    || String.valueOf(cause.getMessage()).contains(OUT_OF_MEMORY)) {
                return redacted(Main.USAGE, tooLittleMemory());
            }
            if (cause instanceof SparkArithmeticException) { // only metrics have SQL expressions of users
                return redacted(
                        Main.USAGE,
                        "the expression of a metric fails (use functions that give null instead, such as try_divide): "
                                + firstLine(cause));
            }
            if (cause instanceof SparkThrowable spark
                    && spark.getCondition() != null
                    && spark.getCondition().startsWith("FAILED_READ_FILE")) {
                return redacted(
                        Main.INPUT, "the input cannot be read to its end: " + firstLine(cause) + rootCause(cause));
            }
        }
        return redacted(Main.DEFECT, "a defect of this program: " + failure);
    }

    /** A failure without the secrets in its sentence. Messages of Spark and Java may contain secrets. */
    private static ExplainedFailure redacted(int exitCode, String sentence) {
        return new ExplainedFailure(exitCode, Redaction.text(sentence));
    }

    private static int exitCode(UserException.Kind kind) {
        return switch (kind) {
            case USAGE -> Main.USAGE;
            case INPUT -> Main.INPUT;
            case PUBLISHING -> Main.PUBLISHING;
            case CHANGED -> Main.CHANGED;
        };
    }

    private static String tooLittleMemory() {
        return "Java has too little memory, " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB: give it more, as with COMPUTE_TRENDS_JAVA_OPTS=-Xmx4g, or lower scale.driver-megabytes or projections.paths;"
                + " on a cluster, with --driver-memory and --executor-memory of jobs/submit";
    }

    private static String missingFileSystem(String name) {
        String module = name.contains(".s3a.") ? "hadoop-aws" : name.contains(".azurebfs.") ? "hadoop-azure" : null;
        return "there is no file system for an address: its class " + name + " is in no jar of this run; "
                + (module == null
                        ? "pass the jar of this class to jobs/submit with --jars"
                        : "pass the module to jobs/submit: --packages org.apache.hadoop:" + module + ":"
                                + VersionInfo.getVersion());
    }

    /** The root cause's message in parentheses; empty if the exception has no cause. */
    private static String rootCause(Throwable thrown) {
        Throwable root = RootCause.of(thrown);
        return root.equals(thrown) ? "" : " (" + firstLine(root) + ")";
    }

    private static String firstLine(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    }
}
