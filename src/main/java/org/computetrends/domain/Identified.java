package org.computetrends.domain;

import java.util.Locale;

/** A constant whose id, in tables, settings and names of folders, is its name, such as {@code large-scale}. */
public interface Identified {
    String name();

    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
