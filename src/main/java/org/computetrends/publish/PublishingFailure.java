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
 * Classifies failures of publishing, for schedulers, which retry only failures of kind {@link
 * UserException.Kind#PUBLISHING}. A retry may help when a server is down or a disk is full. A person has to correct a
 * wrong password or missing rights, which are of kind {@link UserException.Kind#USAGE}.
 */
final class PublishingFailure {
    /**
     * Classes of SQL states (appendix A of PostgreSQL's manual) that last until a person acts: the user is refused,
     * the database or schema does not exist, a right is missing or a name is taken.
     */
    private static final Set<String> LASTING_SQL_STATES = Set.of("28", "3D", "3F", "42");

    /**
     * What Iceberg throws when a REST catalog answers 401 or 403. By name, because not every class path has Iceberg.
     */
    private static final Set<String> REFUSED_BY_CATALOG = Set.of(
            "org.apache.iceberg.exceptions.NotAuthorizedException", "org.apache.iceberg.exceptions.ForbiddenException");

    private PublishingFailure() {}

    /** An exception with a message, of the kind of its cause; the cause itself if it is a {@link UserException}. */
    static UserException of(String sentence, Exception cause) {
        if (cause instanceof UserException explained) {
            return explained;
        }
        return Stream.<Throwable>iterate(cause, Objects::nonNull, Throwable::getCause)
                        .anyMatch(PublishingFailure::isLasting)
                ? UserException.usage(sentence, cause)
                : UserException.publishing(sentence, cause);
    }

    private static boolean isLasting(Throwable cause) {
        if (cause instanceof SQLException ofServer) {
            String state = String.valueOf(ofServer.getSQLState());
            return state.length() == 5 && LASTING_SQL_STATES.contains(state.substring(0, 2));
        }
        return REFUSED_BY_CATALOG.contains(cause.getClass().getName())
                || cause instanceof ClassNotFoundException
                || cause instanceof AccessDeniedException
                || cause instanceof AccessControlException
                || cause instanceof UnsupportedFileSystemException
                || (cause instanceof FileSystemException ofFile && "Read-only file system".equals(ofFile.getReason()));
    }
}
