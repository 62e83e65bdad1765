package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How many values of a metric were known when their releases had reached an age. Vintages are weeks apart, so the
 * number is between two counts: the values in the last vintage at or before that age, and in the first vintage at or
 * after it. A row of {@code reporting_delays}.
 *
 * @param cohort the releases: {@code all} or {@code frontier}
 * @param ageMonths the age in calendar months
 * @param fromVintage the first vintage of the span; releases dated before it are left out
 * @param values releases dated within the span of the vintages with a value in the newest one
 * @param addedBySeam how many of {@code values} are of releases that a {@link Seam} added, although earlier vintages
 *     could have listed them. Their delay is unknown, so the following counts exclude them
 * @param reached how many other values had reached the age by the newest vintage
 * @param knownAtLeast how many of {@code reached} had a value by the last vintage at or before that age
 * @param knownAtMost how many of {@code reached} had a value by the first vintage at or after that age
 */
public record ReportingDelay(
        String metric,
        String cohort,
        int ageMonths,
        LocalDate fromVintage,
        long values,
        long addedBySeam,
        long reached,
        long knownAtLeast,
        long knownAtMost) {

    public ReportingDelay {
        if (knownAtLeast > knownAtMost || knownAtMost > reached || reached + addedBySeam > values) {
            throw new IllegalArgumentException("counts contradict each other: " + knownAtLeast + " known at least, "
                    + knownAtMost + " at most, of " + reached + " that reached the age, with " + addedBySeam
                    + " added by a seam, of " + values);
        }
    }

    /** The lower bound of the share known at that age; null if no release has reached it. */
    public @Nullable Double shareAtLeast() {
        return share(knownAtLeast);
    }

    /** The upper bound of the share known at that age; null if no release has reached it. */
    public @Nullable Double shareAtMost() {
        return share(knownAtMost);
    }

    private @Nullable Double share(long known) {
        return reached == 0 ? null : Double.valueOf((double) known / reached);
    }
}
