package org.computetrends.domain;

import java.util.List;
import java.util.Optional;

/**
 * What the source listed in a vintage: all its releases, or which of them. If a date has several vintages, the scope
 * that is first here is preferred. Ids are in the files {@code _scope} and in names of folders, so they never change.
 */
public enum VintageScope implements Identified {
    /** Releases that the source calls notable, and no others. */
    NOTABLE,
    /** Every release the source knows; notable ones are usually flagged. */
    ALL,
    /** Milestone systems, as the database listed them before it flagged notable ones: 2022 to 2023-03. */
    MILESTONES,
    /** The systems of Sevilla et al. (2022), all with known training compute. */
    PAPER,
    /** Only releases of at least 1e23 FLOP: selected by value, so their trends are not comparable with others. */
    LARGE_SCALE;

    /**
     * The default of the setting {@code scope}, and no scope itself: vintages of every scope but large-scale, and of
     * each the releases flagged notable, or all if it flags none.
     */
    public static final String COMPARABLE = "comparable";

    /** The scope with an id. */
    public static Optional<VintageScope> of(String id) {
        return Identified.withId(values(), id);
    }

    /** The ids of all scopes, in order. */
    public static List<String> ids() {
        return Identified.ids(values());
    }
}
