package org.computetrends.cli;

import java.util.Optional;
import org.apache.spark.SparkArithmeticException;
import org.apache.spark.SparkThrowable;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;

/**
 * A failure inside Spark that the person who started the run can mend.
 *
 * @param exitCode what the process ends with
 * @param sentence what is wrong
 */
record ExplainedFailure(int exitCode, String sentence) {

    static Optional<ExplainedFailure> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
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

    /** What a process ends with because of a failure. */
    static int exitCode(Throwable failure) {
        if (failure instanceof UserException mendable) {
            return switch (mendable.kind()) {
                case USAGE -> Main.USAGE;
                case INPUT -> Main.INPUT;
                case PUBLISHING -> Main.PUBLISHING;
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
