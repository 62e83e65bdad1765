package org.computetrends.publish;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters of a sink's address, by name. Invalid parameters cause an {@link IllegalArgumentException}. Its
 * message, for users, is a predicate, to follow the address as the subject.
 */
record SinkParameters(Map<String, String> values) {
    /** @param query the text after the question mark of the address */
    static SinkParameters parse(String query) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("must have parameters of the form name=value");
            }
            String name = decoded(pair.substring(0, equals));
            if (values.put(name, decoded(pair.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("has the parameter " + name + " more than once");
            }
        }
        return new SinkParameters(values);
    }

    private static String decoded(String text) {
        // URLDecoder would decode plus signs as spaces.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The value of a parameter that must be a name that every system accepts without quotes.
     *
     * @param fallback the value if the parameter is not given
     * @throws IllegalArgumentException when the value is not such a name
     */
    String identifier(String name, String fallback) {
        String value = values.getOrDefault(name, fallback);
        if (!value.matches("[a-z_][a-z0-9_]{0,40}")) {
            throw new IllegalArgumentException(
                    "must have a " + name + " of lower-case letters, digits and underscores");
        }
        return value;
    }

    void requireKnown(String... knownNames) {
        Set<String> unknownNames = new TreeSet<>(values.keySet());
        unknownNames.removeAll(Set.of(knownNames));
        for (String name : unknownNames) {
            if (name.toLowerCase(Locale.ROOT).contains("pass")) {
                throw new IllegalArgumentException("must not contain a password (" + name
                        + "): use the variable PGPASSWORD, or password-file= and the name of a file");
            }
        }
        if (!unknownNames.isEmpty()) {
            throw new IllegalArgumentException("has the unknown parameter " + String.join(", ", unknownNames)
                    + ": it may have " + String.join(", ", knownNames));
        }
    }
}
