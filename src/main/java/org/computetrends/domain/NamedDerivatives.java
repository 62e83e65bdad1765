package org.computetrends.domain;

import java.io.Serializable;
import java.util.List;

/**
 * Names of releases that neither rank nor set records, although the source names no base model for them.
 *
 * @param patterns names as in the input; a final {@code *} matches any ending
 */
public record NamedDerivatives(List<String> patterns) implements Serializable {
    public static final NamedDerivatives NONE = new NamedDerivatives(List.of());

    public NamedDerivatives {
        patterns = List.copyOf(patterns);
    }

    public boolean matches(String name) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                        : name.equals(pattern));
    }
}
