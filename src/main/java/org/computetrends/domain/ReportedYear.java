package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How many of a year's releases have a value of a metric.
 *
 * @param metric the metric's id
 * @param releaseYear the year of the releases' dates
 * @param valuesVintage the vintage looked at
 * @param releases its releases of the year
 * @param withValue those with a value of the metric
 * @param shareOfUsual their share over the metric's usual one, or null without releases or a usual share, and in an
 *     older vintage
 * @param isUnderReported whether the year is among the last ones whose share is too small to be of the same kind
 * @param since what an older vintage knew of the values known since, or null in the newest
 * @param completeness of the newest vintage, the share of values known later that older ones knew this long after the
 *     year's middle, or null where none tells
 */
public record ReportedYear(
        String metric,
        int releaseYear,
        LocalDate valuesVintage,
        long releases,
        long withValue,
        @Nullable Double shareOfUsual,
        boolean isUnderReported,
        @Nullable KnownSince since,
        @Nullable Double completeness) {

    /**
     * What an older vintage knew of the values that the newest has, releases matched by id.
     *
     * @param valued releases of the year with a value in the newest vintage
     * @param listedThen those that the older one lists
     * @param valuedThen those that had a value in it
     */
    public record KnownSince(long valued, long listedThen, long valuedThen) {}

    /** A year of the newest vintage, counted and set beside nothing yet. */
    public static ReportedYear counted(
            String metric, int releaseYear, LocalDate vintage, long releases, long withValue) {
        return new ReportedYear(metric, releaseYear, vintage, releases, withValue, null, false, null, null);
    }

    /** The share of releases with a value; null without releases. */
    public @Nullable Double share() {
        return releases == 0 ? null : (Double) ((double) withValue / releases);
    }

    /** Years from the middle of the release year to the vintage, negative before it. */
    public double ageYears(TimeScale timeScale) {
        return timeScale.yearsSince2000(valuesVintage) - timeScale.yearsSince2000(LocalDate.of(releaseYear, 7, 1));
    }
}
