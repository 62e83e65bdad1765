package org.computetrends.domain;

import java.io.Serializable;
import java.util.List;

/** Names of releases that are derivatives, although they name no base model. A final {@code *} matches any ending. */
public record Families(List<String> derived) implements Serializable {
    public static final Families NONE = new Families(List.of());

    public Families {
        derived = List.copyOf(derived);
    }

    public boolean isDerived(String name) {
        return derived.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                        : name.equals(pattern));
    }
}
