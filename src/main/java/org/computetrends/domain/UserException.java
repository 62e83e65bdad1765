package org.computetrends.domain;

/**
 * Something that the person who started the run can mend: a setting, an input, an output that cannot be written.
 * Its message is one sentence that names the file, column or key, the value and the bound. Every other exception is
 * a defect of this program. Secrets in it are redacted.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What has to be mended. */
    public enum Kind {
        /** The command line, the configuration, or an environment that cannot work: another try fails as well. */
        USAGE,
        /** The input. */
        INPUT,
        /** The output: publishing failed, the previous tables are unchanged, and another try may succeed. */
        PUBLISHING,
        /** The result: it is not what the last publication has, by more than was allowed. */
        CHANGED
    }

    private final Kind kind;

    private UserException(Kind kind, String message, Throwable cause) {
        super(Redaction.text(message), cause);
        this.kind = kind;
    }

    /** For what carries more than a sentence. */
    protected UserException(Kind kind, String message) {
        super(Redaction.text(message));
        this.kind = kind;
    }

    /** A fault of the command line, the configuration or the environment. */
    public static UserException usage(String message) {
        return new UserException(Kind.USAGE, message);
    }

    /** A fault of the command line, the configuration or the environment, found by a failure below. */
    public static UserException usage(String message, Throwable cause) {
        return new UserException(Kind.USAGE, message, cause);
    }

    /** An input that cannot be used. */
    public static UserException input(String message) {
        return new UserException(Kind.INPUT, message);
    }

    /** An input that cannot be used, found by a failure below. */
    public static UserException input(String message, Throwable cause) {
        return new UserException(Kind.INPUT, message, cause);
    }

    /** An output that cannot be published to now. */
    public static UserException publishing(String message) {
        return new UserException(Kind.PUBLISHING, message);
    }

    /** A failure to publish. */
    public static UserException publishing(String message, Throwable cause) {
        return new UserException(Kind.PUBLISHING, message, cause);
    }

    /** What has to be mended. */
    public Kind kind() {
        return kind;
    }
}
