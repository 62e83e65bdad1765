package org.computetrends.domain;

import java.util.List;
import java.util.Optional;

/**
 * Which releases the source listed in a vintage. If a date has several vintages, the scope that is first here is
 * preferred. Ids are in the files {@code _scope} and in names of folders, so they never change.
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
    /** Only releases of at least 1e23 FLOP, so trends are not comparable. Unrelated to the cohort of this name. */
    LARGE_SCALE;

    /** The file in a vintage's folder with the id of its scope. Spark ignores files with a leading underscore. */
    public static final String FILE = "_scope";

    /**
     * The default of the setting {@code scope}, and not a scope: every vintage that is not large-scale, restricted to
     * the releases flagged notable unless it flags none.
     */
    public static final String COMPARABLE = "comparable";

    public static Optional<VintageScope> of(String id) {
        return Identified.withId(values(), id);
    }

    public static List<String> ids() {
        return Identified.ids(values());
    }
}
