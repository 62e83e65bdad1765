package org.computetrends.select;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Gives each organization a number, which is the number of its cluster: the releases of one organization may depend on
 * each other. If there are no more organizations than the limit, each has its own number. If there are more, a hash of
 * the name divides them into as many groups as the limit, and each group has a number.
 */
final class Organizations implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The names, indexed by number. Empty if organizations are grouped. */
    private final String[] names;

    /** The number of groups; 0 if organizations are not grouped. */
    private final int groups;

    private Organizations(String[] names, int groups) {
        this.names = names;
        this.groups = groups;
    }

    /** Numbers the organizations found by the first scan, in order of name. */
    static Organizations of(AttributeCounts found) {
        return found.isOver()
                ? new Organizations(new String[0], found.limit())
                : new Organizations(found.values().sorted().toArray(String[]::new), 0);
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

    /**
     * Creates a function from a name to its number. The name must have been in the first scan, unless organizations are
     * grouped.
     */
    TextCodes.Coding numberByName() {
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
}
