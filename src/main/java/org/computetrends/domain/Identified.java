package org.computetrends.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An enum with ids for tables, settings and folders, such as {@code large-scale} for {@code LARGE_SCALE}. */
public interface Identified {
    /** Implemented by every enum. */
    String name();

    default String id() {
        return id(name());
    }

    /** The id of the constant of a name. */
    static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Identified> Optional<E> withId(E[] constants, String id) {
        return Arrays.stream(constants)
                .filter(constant -> constant.id().equals(id))
                .findFirst();
    }

    static List<String> ids(Identified[] constants) {
        return Arrays.stream(constants).map(Identified::id).toList();
    }
}
