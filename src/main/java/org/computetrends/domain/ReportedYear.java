package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The number of a year's releases with a value of a metric. A row of {@code reporting}.
 *
 * @param releaseYear the year of the releases' dates
 * @param releases the vintage's releases of the year
 * @param withValue the number of them with a value of the metric
 * @param shareOfUsual the share with a value, divided by the metric's usual share; null without releases or a usual share,
 *     and in older vintages
 * @param isUnderReported whether the year is among the last ones with too small a share
 * @param since in an older vintage: how many of the now known values it had; null in the newest
 * @param completeness in the newest vintage: the share of eventually known values that older vintages knew this long after
 *     the year's middle; null without such vintages
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
     * The values of the newest vintage that an older one knew, with releases matched by id.
     *
     * @param valued releases of the year with a value in the newest vintage
     * @param listedThen how many of them the older vintage lists
     * @param valuedThen how many of them have a value in the older vintage
     */
    public record KnownSince(long valued, long listedThen, long valuedThen) {}

    /** A year of the newest vintage with its counts only. */
    public static ReportedYear counted(
            String metric, int releaseYear, LocalDate vintage, long releases, long withValue) {
        return new ReportedYear(metric, releaseYear, vintage, releases, withValue, null, false, null, null);
    }

    public ReportedYear withShareOfUsual(@Nullable Double share) {
        return with(share, isUnderReported, completeness);
    }

    /** This year as an under-reported one. */
    public ReportedYear asUnderReported() {
        return with(shareOfUsual, true, completeness);
    }

    public ReportedYear withCompleteness(@Nullable Double complete) {
        return with(shareOfUsual, isUnderReported, complete);
    }

    private ReportedYear with(@Nullable Double ofUsual, boolean underReported, @Nullable Double complete) {
        return new ReportedYear(
                metric, releaseYear, valuesVintage, releases, withValue, ofUsual, underReported, since, complete);
    }

    /** The share of releases with a value; null without releases. */
    public @Nullable Double share() {
        return releases == 0 ? null : Double.valueOf((double) withValue / releases);
    }

    /** Years from the middle of the release year to the vintage, negative before it. */
    public double ageYears(TimeScale timeScale) {
        return timeScale.yearsSince2000(valuesVintage) - timeScale.yearsSince2000(LocalDate.of(releaseYear, 7, 1));
    }
}
