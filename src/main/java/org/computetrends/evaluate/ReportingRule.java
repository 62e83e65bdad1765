package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.ReportedYear;
import org.jspecify.annotations.Nullable;

/**
 * Determines which of the last two years of a vintage are under-reported. A year is under-reported if its share of
 * usual and those of all later years are below a bound. The share of usual is the year's share of releases with a
 * value, divided by the metric's usual share. The usual share is taken over {@code usualYears} years, the last of which
 * is two years before the vintage's.
 *
 * @param usualYears the number of years that determine the usual share
 * @param underReportedBelow the bound of the share of usual
 */
public record ReportingRule(int usualYears, double underReportedBelow) {

    /** Years at a vintage's end that the usual share excludes. */
    private static final int RECENT_YEARS = 2;

    /** The metric's usual share; null if its years have no releases or no values. */
    @Nullable
    Double usualShare(List<ReportedYear> years, LocalDate vintage) {
        long releases = 0;
        long withValue = 0;
        for (ReportedYear year : years) {
            int yearsBefore = vintage.getYear() - year.releaseYear();
            if (yearsBefore >= RECENT_YEARS && yearsBefore < RECENT_YEARS + usualYears) {
                releases += year.releases();
                withValue += year.withValue();
            }
        }
        return withValue == 0 ? null : Double.valueOf((double) withValue / releases);
    }

    /**
     * The first day of the last years whose shares of usual are all below a bound; at most two years count. Null if the
     * last year's share of usual is unknown or not below the bound.
     *
     * @param years a metric's years with releases, in order
     */
    private static @Nullable LocalDate firstDay(List<ReportedYear> years, LocalDate vintage, double bound) {
        LocalDate firstDay = null;
        for (int i = years.size() - 1; i >= 0; i--) {
            ReportedYear year = years.get(i);
            Double shareOfUsual = year.shareOfUsual();
            boolean isRecent = vintage.getYear() - year.releaseYear() < RECENT_YEARS;
            if (!isRecent || shareOfUsual == null || shareOfUsual >= bound) {
                break;
            }
            firstDay = LocalDate.of(year.releaseYear(), 1, 1);
        }
        return firstDay;
    }

    /** The first under-reported day by metric; metrics without one are absent. */
    Map<String, LocalDate> firstDays(Map<String, List<ReportedYear>> yearsByMetric, LocalDate vintage, double bound) {
        Map<String, LocalDate> firstDays = new HashMap<>();
        yearsByMetric.forEach((metric, years) -> {
            LocalDate firstDay = firstDay(years, vintage, bound);
            if (firstDay != null) {
                firstDays.put(metric, firstDay);
            }
        });
        return firstDays;
    }
}
