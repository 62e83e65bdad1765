package org.computetrends.domain;

import java.io.Serializable;
import java.util.List;

/**
 * Releases that derive from an earlier one of their family, which their source does not name as a base model.
 *
 * @param derived their names as in the source; one that ends in {@code *} matches every name that begins with what precedes it
 */
public record Families(List<String> derived) implements Serializable {
    /** Every release is its own. */
    public static final Families NONE = new Families(List.of());

    public Families {
        derived = List.copyOf(derived);
    }

    /** Whether a release of this name derives from another. */
    public boolean isDerived(String name) {
        return derived.stream()
                .anyMatch(each ->
                        each.endsWith("*") ? name.startsWith(each.substring(0, each.length() - 1)) : name.equals(each));
    }
}
