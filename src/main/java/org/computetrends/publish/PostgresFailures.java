package org.computetrends.publish;

import java.sql.Connection;
import java.sql.SQLException;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;

/**
 * Makes the errors of failed publications to PostgreSQL, with messages for users.
 *
 * @param server the server, to query which session has a lock
 * @param waitSeconds how long a publication waits for a lock
 */
record PostgresFailures(SinkAddress.Postgres address, PostgresServer server, int waitSeconds) {
    /**
     * The error of a failure: an input error if a text cannot be stored, otherwise of the kind that {@link
     * PublishingFailure} finds.
     */
    UserException of(Exception cause) {
        for (Throwable failure = cause; failure != null; failure = failure.getCause()) {
            if (failure instanceof UserException explained) {
                return explained;
            }
            if (failure instanceof PostgresCopyText.UnwritableException unwritable) {
                return UserException.input(sentence(String.valueOf(unwritable.getMessage())), cause);
            }
        }
        return PublishingFailure.of(sentence(reason(cause)), cause);
    }

    private String sentence(String reason) {
        return "publishing to " + address + " failed, the previous tables are unchanged: " + reason;
    }

    /** The driver's message, which has more detail than the root cause, as on TLS and refused connections. */
    private String reason(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException ofDriver) {
                return PostgresStaging.LOCK_NOT_AVAILABLE.equals(ofDriver.getSQLState())
                        ? holder(ofDriver)
                        : String.valueOf(ofDriver.getMessage());
            }
        }
        return String.valueOf(RootCause.of(failure).getMessage());
    }

    private String holder(SQLException waited) {
        try (Connection asking = server.connect()) {
            return PostgresStaging.lockedBy(asking, address.schema()) + "; waited for " + waitSeconds + " seconds";
        } catch (SQLException e) {
            waited.addSuppressed(e);
            return String.valueOf(waited.getMessage());
        }
    }
}
