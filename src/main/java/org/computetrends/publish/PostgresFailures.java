package org.computetrends.publish;

import java.sql.Connection;
import java.sql.SQLException;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;

/**
 * Turns failures of publishing to PostgreSQL into messages for users.
 *
 * @param server connects to the server, to find which session has a lock
 * @param waitSeconds how long a publication waits for a lock
 */
record PostgresFailures(SinkAddress.Postgres address, PostgresServer server, int waitSeconds) {
    /**
     * The failure to report: a {@link UserException} among the causes, or an input error if a text cannot be stored, or
     * else the failure by {@link PublishingFailure}.
     */
    UserException explain(Exception cause) {
        for (Throwable failure = cause; failure != null; failure = failure.getCause()) {
            if (failure instanceof UserException userException) {
                return userException;
            }
            if (failure instanceof PostgresCopyText.UnwritableException unwritable) {
                return UserException.input(message(String.valueOf(unwritable.getMessage())), cause);
            }
        }
        return PublishingFailure.of(message(reason(cause)), cause);
    }

    private String message(String reason) {
        return "publishing to " + address + " failed, the previous tables are unchanged: " + reason;
    }

    /**
     * The driver's message, which has more detail than the root cause, for instance about TLS. After a lock timeout,
     * the reason names the session with the lock. Without a {@link SQLException}, it is the root cause's message.
     */
    private String reason(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException exception) {
                return PostgresStaging.LOCK_NOT_AVAILABLE.equals(exception.getSQLState())
                        ? lockReason(exception)
                        : String.valueOf(exception.getMessage());
            }
        }
        return String.valueOf(RootCause.of(failure).getMessage());
    }

    /** Which session has the lock for which a statement waited too long; the driver's message if that is unknown. */
    private String lockReason(SQLException lockTimeout) {
        try (Connection newConnection = server.connect()) {
            return PostgresStaging.describeLockHolder(newConnection, address.schema()) + "; waited for " + waitSeconds
                    + " seconds";
        } catch (SQLException e) {
            lockTimeout.addSuppressed(e);
            return String.valueOf(lockTimeout.getMessage());
        }
    }
}
