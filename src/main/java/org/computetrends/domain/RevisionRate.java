package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * How often values of a group were revised or withdrawn between consecutive vintages. A row of {@code revisions}.
 *
 * @param valueYears exposure: years from a vintage to the next, summed over the values of the earlier one
 * @param values values at risk, counted once for each pair of consecutive vintages
 * @param sizes the sizes of revisions, or null if there were none
 */
public record RevisionRate(
        Group group,
        double valueYears,
        long values,
        Counts counts,
        @Nullable Sizes sizes) {

    /** The age of all ages together, and the confidence of all labels together. */
    public static final String ALL = "ALL";

    /** The confidence of values without a label in the source. */
    public static final String UNLABELLED = "UNLABELLED";

    /**
     * Values that are counted together.
     *
     * @param age years from the release to the earlier vintage, such as {@code 1-2} or {@code 5+}, or {@link #ALL}
     * @param confidence the source's label in the earlier vintage, {@link #UNLABELLED} or {@link #ALL}
     * @param acrossSeam whether a {@link Seam} is between the vintages
     */
    public record Group(String metric, String age, String confidence, boolean acrossSeam) {}

    /**
     * The numbers of changes.
     *
     * @param revised values that changed by more than rounding of their last digits
     * @param beyondTwo how many of {@code revised} changed by more than a factor of two
     * @param delisted values whose release the later vintage no longer lists
     * @param emptied values whose release the later vintage lists without a value
     */
    public record Counts(long revised, long beyondTwo, long delisted, long emptied) {
        public long withdrawn() {
            return delisted + emptied;
        }
    }

    /** The absolute sizes of revisions, in OOM, and the id of the release with the largest one. */
    public record Sizes(double median, double largest, String largestRelease) {}

    /** The yearly rate per value of a count of changes; null without exposure. */
    public @Nullable Double perYear(long count) {
        return valueYears > 0 ? Double.valueOf(count / valueYears) : null;
    }
}
