package org.computetrends.domain;

import java.util.List;
import java.util.Optional;

/** The scope of a published state of the database, in order of preference if a date has several. */
public enum VintageScope implements Identified {
    /** Releases that the source calls notable, and no others. */
    NOTABLE,
    /** Every release the source knows, with notable ones flagged. */
    ALL,
    /** Milestone systems, as the database listed them before it flagged notable ones: 2022 to 2023-03. */
    MILESTONES,
    /** The systems of a paper's own data: milestones with known training compute. */
    PAPER,
    /** Only releases of large training compute: selected by value, so their trends are not comparable with others. */
    LARGE_SCALE;

    /** The scope setting of a run that uses the comparable vintages. */
    public static final String COMPARABLE = "comparable";

    /** The scope with a name. */
    public static Optional<VintageScope> of(String id) {
        return Identified.withId(values(), id);
    }

    /** The names of all scopes, in order. */
    public static List<String> ids() {
        return Identified.ids(values());
    }
}
