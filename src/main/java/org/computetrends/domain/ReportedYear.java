package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How many of a year's releases have a value of a metric, in a vintage. A row of {@code reporting}.
 *
 * @param releaseYear the year of the releases' dates
 * @param valuesVintage the vintage
 * @param releases the number of the year's releases
 * @param withValue the number of these releases with a value of the metric
 * @param shareOfUsual the share with a value, divided by its usual share, which is that of several earlier years; null
 *     without releases or a usual share, and in older vintages
 * @param isUnderReported whether {@code shareOfUsual} is too small for this year and all later ones; at most for two
 *     years
 * @param knownEarlier for an older vintage: how many of the newest vintage's values it had; null for the newest vintage
 * @param completeness for the newest vintage: the share of today's values that older vintages had, for years that were
 *     then about as old as this year is now; null without values of such years, and for an older vintage
 */
public record ReportedYear(
        String metric,
        int releaseYear,
        LocalDate valuesVintage,
        long releases,
        long withValue,
        @Nullable Double shareOfUsual,
        boolean isUnderReported,
        @Nullable KnownEarlier knownEarlier,
        @Nullable Double completeness) {

    /**
     * How many values of the newest vintage an older vintage knew, with releases matched by id.
     *
     * @param valued releases of the year with a value in the newest vintage
     * @param listedThen how many of these the older vintage lists
     * @param valuedThen how many of these have a value in the older vintage
     */
    public record KnownEarlier(long valued, long listedThen, long valuedThen) {}

    /** A year with its counts only. */
    public static ReportedYear counted(
            String metric, int releaseYear, LocalDate vintage, long releases, long withValue) {
        return new ReportedYear(metric, releaseYear, vintage, releases, withValue, null, false, null, null);
    }

    public ReportedYear withShareOfUsual(@Nullable Double share) {
        return with(share, isUnderReported, completeness);
    }

    public ReportedYear asUnderReported() {
        return with(shareOfUsual, true, completeness);
    }

    public ReportedYear withCompleteness(@Nullable Double complete) {
        return with(shareOfUsual, isUnderReported, complete);
    }

    private ReportedYear with(@Nullable Double usual, boolean underReported, @Nullable Double complete) {
        return new ReportedYear(
                metric, releaseYear, valuesVintage, releases, withValue, usual, underReported, knownEarlier, complete);
    }

    /** The share of releases with a value; null without releases. */
    public @Nullable Double shareWithValue() {
        return releases == 0 ? null : Double.valueOf((double) withValue / releases);
    }

    /** Years from the middle of the release year to the vintage; negative if the vintage is earlier. */
    public double ageYears(TimeScale timeScale) {
        return timeScale.yearsSince2000(valuesVintage) - timeScale.yearsSince2000(LocalDate.of(releaseYear, 7, 1));
    }
}
