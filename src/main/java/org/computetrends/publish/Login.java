package org.computetrends.publish;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.UserException;

/**
 * The user of a database and the source of the password, but never the password itself.
 *
 * @param user the user; if empty, the variable {@code PGUSER}, or else the driver's default
 * @param passwordFile a file whose first line is the password; if empty, the variable {@code PGPASSWORD}, or else the
 *     driver's password file ({@code PGPASSFILE})
 */
public record Login(Optional<String> user, Optional<String> passwordFile) {
    static final Login NONE = new Login(Optional.empty(), Optional.empty());

    /** A text that messages, logs and {@code toString} never show. Serializable, because executors need it. */
    record Secret(String reveal) implements Serializable {
        @Override
        public String toString() {
            return "(secret)";
        }
    }

    static Login of(SinkParameters parameters) {
        return new Login(parameters.optional("user"), parameters.optional("password-file"));
    }

    Optional<String> user(Map<String, String> environment) {
        return user.or(() -> variable(environment, "PGUSER"));
    }

    /** A variable's value; an empty one counts as unset, as in PostgreSQL's own programs. */
    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** @throws UserException when the password file cannot be read */
    Optional<Secret> password(Map<String, String> environment) {
        if (passwordFile.isEmpty()) {
            return variable(environment, "PGPASSWORD").map(Secret::new);
        }
        try (Stream<String> lines = Files.lines(Path.of(passwordFile.get()))) {
            return Optional.of(new Secret(lines.findFirst().orElse("")));
        } catch (IOException | UncheckedIOException e) {
            throw UserException.usage("password-file " + passwordFile.get() + " cannot be read: " + e);
        }
    }
}
