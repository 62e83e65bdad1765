package org.computetrends.domain;

import java.io.Serializable;
import java.util.List;

/**
 * Releases that derive from an earlier one of their family without naming it as base model in the source.
 *
 * @param derived the releases' names as in the source; a final {@code *} matches any rest of a name
 */
public record Families(List<String> derived) implements Serializable {
    public static final Families NONE = new Families(List.of());

    public Families {
        derived = List.copyOf(derived);
    }

    /** Whether a release of this name derives from another. */
    public boolean isDerived(String name) {
        return derived.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                        : name.equals(pattern));
    }
}
