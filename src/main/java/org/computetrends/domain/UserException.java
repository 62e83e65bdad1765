package org.computetrends.domain;

/**
 * A failure whose cause is outside this program: a setting, an input, an output that cannot be written, or a result
 * that changed by more than is allowed. Its message is one sentence that names the file, column or key, the value and
 * the bound. Every other exception is a defect of this program. Secrets in the message are redacted.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What failed; decides the exit code. */
    public enum Kind {
        /** The command line, the configuration or the environment. A retry fails too. */
        USAGE,
        /** The input: it cannot be used. */
        INPUT,
        /** The output: a retry may succeed. The previous tables are unchanged, unless the message says otherwise. */
        PUBLISHING,
        /** The result differs from the last publication by more than is allowed. */
        CHANGED
    }

    private final Kind kind;

    private UserException(Kind kind, String message, Throwable cause) {
        super(Redaction.text(message), cause);
        this.kind = kind;
    }

    /** For subclasses that have data besides the message. */
    protected UserException(Kind kind, String message) {
        super(Redaction.text(message));
        this.kind = kind;
    }

    public static UserException usage(String message) {
        return new UserException(Kind.USAGE, message);
    }

    public static UserException usage(String message, Throwable cause) {
        return new UserException(Kind.USAGE, message, cause);
    }

    public static UserException input(String message) {
        return new UserException(Kind.INPUT, message);
    }

    public static UserException input(String message, Throwable cause) {
        return new UserException(Kind.INPUT, message, cause);
    }

    public static UserException publishing(String message) {
        return new UserException(Kind.PUBLISHING, message);
    }

    public static UserException publishing(String message, Throwable cause) {
        return new UserException(Kind.PUBLISHING, message, cause);
    }

    /** An exception of the same kind with another message, caused by this one. */
    public UserException withMessage(String message) {
        return new UserException(kind, message, this);
    }

    public Kind kind() {
        return kind;
    }
}
