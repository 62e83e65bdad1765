package org.computetrends.publish;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.computetrends.domain.UserException;

/**
 * Classifies failures of publishing by whether a retry may help, for schedulers. Failures that may pass, such as a full
 * disk or a server that is down, are of kind {@link UserException.Kind#PUBLISHING}. Failures that a person has to
 * correct, such as a wrong password, are of kind {@link UserException.Kind#USAGE}.
 */
final class PublishingFailure {
    /**
     * The first two characters of SQL states (appendix A of PostgreSQL's manual) that last until a person acts. The
     * user is refused, the database or schema does not exist, a right is missing or a name is taken.
     */
    private static final Set<String> LASTING_SQL_CLASSES = Set.of("28", "3D", "3F", "42");

    /** Iceberg's exceptions for the HTTP statuses 401 and 403, by name, because not every class path has Iceberg. */
    private static final Set<String> REFUSED_BY_CATALOG = Set.of(
            "org.apache.iceberg.exceptions.NotAuthorizedException", "org.apache.iceberg.exceptions.ForbiddenException");

    private PublishingFailure() {}

    /** The failure to report: the cause itself if it is a {@link UserException}, otherwise one with this message. */
    static UserException of(String message, Exception cause) {
        if (cause instanceof UserException userException) {
            return userException;
        }
        return Stream.<Throwable>iterate(cause, Objects::nonNull, Throwable::getCause)
                        .anyMatch(PublishingFailure::isLasting)
                ? UserException.usage(message, cause)
                : UserException.publishing(message, cause);
    }

    private static boolean isLasting(Throwable cause) {
        if (cause instanceof SQLException exception) {
            String state = String.valueOf(exception.getSQLState());
            return state.length() == 5 && LASTING_SQL_CLASSES.contains(state.substring(0, 2));
        }
        return REFUSED_BY_CATALOG.contains(cause.getClass().getName())
                || cause instanceof ClassNotFoundException
                || cause instanceof AccessDeniedException
                || cause instanceof AccessControlException
                || cause instanceof UnsupportedFileSystemException
                || (cause instanceof FileSystemException exception
                        && "Read-only file system".equals(exception.getReason()));
    }
}
