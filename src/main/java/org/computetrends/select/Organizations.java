package org.computetrends.select;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Numbers organizations, as clusters of releases. If there are at most a limit of them, each has its own number.
 * Otherwise all are divided into as many groups as the limit, by a hash of the name, so that releases of an
 * organization share a cluster.
 */
final class Organizations implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] names;
    private final int groups;

    private Organizations(String[] names, int groups) {
        this.names = names;
        this.groups = groups;
    }

    static Organizations of(Names names) {
        return names.isOver()
                ? new Organizations(new String[0], names.limit)
                : new Organizations(
                        names.names.stream().map(UTF8String::toString).sorted().toArray(String[]::new), 0);
    }

    boolean areGrouped() {
        return groups > 0;
    }

    /** How many numbers there are. */
    int count() {
        return areGrouped() ? groups : names.length;
    }

    /** The name of an organization or, if they are grouped, of a group. */
    String name(int number) {
        return areGrouped() ? "group " + number : names[number];
    }

    /** A lookup of the number of a name. Not thread-safe. */
    TextMemo.Meaning numbers() {
        if (areGrouped()) {
            return name -> Math.floorMod(name.hashCode(), groups);
        }
        Map<UTF8String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            numbers.put(UTF8String.fromString(names[i]), i);
        }
        return name -> Objects.requireNonNull(
                numbers.get(name), () -> "organization " + name + " was not seen in the first scan");
    }

    /** The distinct names seen. At most one more than the limit is stored, which shows that there are too many. */
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
    }
}
