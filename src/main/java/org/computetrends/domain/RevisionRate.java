package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * How often values of an age and a confidence were revised or withdrawn between consecutive vintages.
 *
 * @param group which values
 * @param valueYears years between a vintage and the next, summed over the values that the earlier one has
 * @param values values of earlier vintages, each counted once for every vintage that follows
 * @param counts what happened to them
 * @param sizes how large revisions were, or null where there were none
 */
public record RevisionRate(
        Group group,
        double valueYears,
        long values,
        Counts counts,
        @Nullable Sizes sizes) {

    /** In place of an age or a label: all of them together. */
    public static final String ALL = "ALL";

    /** In place of a label: the source has none. */
    public static final String UNLABELLED = "UNLABELLED";

    /**
     * Values that are counted together.
     *
     * @param metric the metric's id
     * @param age years from the release to the earlier vintage, such as {@code 1-2} or {@code 5+}, or {@link #ALL}
     * @param confidence the source's label in the earlier vintage, {@link #UNLABELLED} or {@link #ALL}
     * @param acrossSeam whether a seam is between the vintages
     */
    public record Group(String metric, String age, String confidence, boolean acrossSeam) {}

    /**
     * What happened to values.
     *
     * @param revised values that changed, the rounding of their last digits apart
     * @param beyondTwo those that changed by more than a factor of two
     * @param delisted values whose release the later vintage no longer lists
     * @param emptied values whose release it lists without one
     */
    public record Counts(long revised, long beyondTwo, long delisted, long emptied) {
        public long withdrawn() {
            return delisted + emptied;
        }
    }

    /**
     * How large revisions were, in OOM either way.
     *
     * @param median the median
     * @param largest the largest
     * @param largestRelease the id of its release
     */
    public record Sizes(double median, double largest, String largestRelease) {}

    /** So many a year for one value; null where nothing was exposed. */
    public @Nullable Double perYear(long count) {
        return valueYears > 0 ? (Double) (count / valueYears) : null;
    }
}
