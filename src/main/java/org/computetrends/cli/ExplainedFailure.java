package org.computetrends.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.SparkArithmeticException;
import org.apache.spark.SparkThrowable;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;

/**
 * A failure of Spark or Java that a user can correct, with a message that says how. Also decides the exit code of each
 * failure.
 *
 * @param sentence what is wrong, and what to do
 */
record ExplainedFailure(int exitCode, String sentence) {
    /** The name of a file system class that Hadoop knows but does not include, such as the class of {@code s3a}. */
    private static final Pattern FILE_SYSTEM = Pattern.compile("[\\w.]+FileSystem\\b");

    /** The text in the message of a task that ran out of memory. */
    private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

    /**
     * The explanation of a failure by the outermost of its causes that is known here. Empty for a {@link UserException}, which
     * explains itself, and for a defect of this program.
     */
    static Optional<ExplainedFailure> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher missingClass = FILE_SYSTEM.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof ClassNotFoundException && missingClass.find()) {
                return Optional.of(new ExplainedFailure(Main.USAGE, missingFileSystem(missingClass.group())));
            }
            if (cause instanceof OutOfMemoryError
                    || String.valueOf(cause.getMessage()).contains(OUT_OF_MEMORY)) {
                return Optional.of(new ExplainedFailure(Main.USAGE, tooLittleMemory()));
            }
            if (cause instanceof SparkArithmeticException) {
                return Optional.of(new ExplainedFailure(
                        Main.USAGE,
                        "a metric's value cannot be computed (use try_divide and the like): " + firstLine(cause)));
            }
            if (cause instanceof SparkThrowable spark
                    && spark.getCondition() != null
                    && spark.getCondition().startsWith("FAILED_READ_FILE")) {
                return Optional.of(new ExplainedFailure(
                        Main.INPUT, "the input cannot be read to its end: " + firstLine(cause) + reasonOf(cause)));
            }
        }
        return Optional.empty();
    }

    private static String tooLittleMemory() {
        return "Java has too little memory, " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB: give it more, as with COMPUTE_TRENDS_JAVA_OPTS=-Xmx4g, or lower scale.driver-megabytes or projections.paths";
    }

    private static String missingFileSystem(String name) {
        String module = name.contains(".s3a.") ? "hadoop-aws" : name.contains(".azurebfs.") ? "hadoop-azure" : null;
        return "there is no file system for an address: its class " + name + " is in no jar of this run; "
                + (module == null
                        ? "name the jars that have it with --jars of jobs/submit"
                        : "give it to the run by jobs/submit --packages org.apache.hadoop:" + module + ":"
                                + VersionInfo.getVersion());
    }

    /** The exit code of any failure. */
    static int exitCode(Throwable failure) {
        if (failure instanceof UserException error) {
            return switch (error.kind()) {
                case USAGE -> Main.USAGE;
                case INPUT -> Main.INPUT;
                case PUBLISHING -> Main.PUBLISHING;
                case CHANGED -> Main.CHANGED;
            };
        }
        return of(failure).map(ExplainedFailure::exitCode).orElse(Main.DEFECT);
    }

    private static String reasonOf(Throwable thrown) {
        Throwable root = RootCause.of(thrown);
        return root.equals(thrown) ? "" : " (" + firstLine(root) + ")";
    }

    private static String firstLine(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    }
}
