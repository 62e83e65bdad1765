package org.computetrends.select;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Numbers organizations. Up to a limit, each has its own number. Beyond it, organizations share the same count of numbers
 * by a hash of the name, so that an organization's releases stay together.
 */
final class Organizations implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] names;
    private final int groups;

    private Organizations(String[] names, int groups) {
        this.names = names;
        this.groups = groups;
    }

    static Organizations of(Names seen) {
        return seen.isOver() ? new Organizations(new String[0], seen.limit) : new Organizations(seen.sorted(), 0);
    }

    boolean areGrouped() {
        return groups > 0;
    }

    int count() {
        return areGrouped() ? groups : names.length;
    }

    String label(int number) {
        return areGrouped() ? "group " + number : names[number];
    }

    Numbers numbers() {
        return new Numbers(this);
    }

    /** Looks up numbers. Not thread-safe. */
    static final class Numbers {
        private final Map<UTF8String, Integer> numbers = new HashMap<>();
        private final int groups;

        private Numbers(Organizations organizations) {
            this.groups = organizations.groups;
            for (int i = 0; i < organizations.names.length; i++) {
                numbers.put(UTF8String.fromString(organizations.names[i]), i);
            }
        }

        int of(UTF8String name) {
            if (groups > 0) {
                return Math.floorMod(name.hashCode(), groups);
            }
            return Objects.requireNonNull(
                    numbers.get(name), () -> "organization " + name + " was not seen in the first scan");
        }
    }

    /** The names seen, up to one more than a limit. */
    static final class Names implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int limit;
        private final Set<UTF8String> names = new HashSet<>();

        Names(int limit) {
            this.limit = limit;
        }

        void add(UTF8String name) {
            if (names.size() <= limit && !names.contains(name)) {
                names.add(name.clone());
            }
        }

        void merge(Names other) {
            other.names.forEach(this::add);
        }

        boolean isOver() {
            return names.size() > limit;
        }

        private String[] sorted() {
            return names.stream().map(UTF8String::toString).sorted().toArray(String[]::new);
        }
    }
}
