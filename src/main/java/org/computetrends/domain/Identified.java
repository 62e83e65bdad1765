package org.computetrends.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An enum whose constants have an id in tables, settings and names of folders: the name in lower case with hyphens,
 * such as {@code large-scale} for {@code LARGE_SCALE}. Tables write other enums as their column declares.
 */
public interface Identified {
    /** The constant's name, as of every enum. */
    String name();

    default String id() {
        return id(name());
    }

    /** The id of a constant with a name: {@code large-scale} for {@code LARGE_SCALE}. */
    static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant with an id; empty if none has it. */
    static <E extends Identified> Optional<E> withId(E[] constants, String id) {
        return Arrays.stream(constants).filter(each -> each.id().equals(id)).findFirst();
    }

    static List<String> ids(Identified[] constants) {
        return Arrays.stream(constants).map(Identified::id).toList();
    }
}
