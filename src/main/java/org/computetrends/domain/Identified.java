package org.computetrends.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A constant whose id, in tables, settings and names of folders, is its name, such as {@code large-scale}. */
public interface Identified {
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
