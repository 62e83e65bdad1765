package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.ReportedYear;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a vintage's last releases lack values that they will have: the year of the vintage, or it and the one
 * before, where the share of releases with a value is under a bound. Shares are over the metric's usual one, that of the
 * years up to two before the vintage's.
 *
 * @param usualYears how many years tell the usual share
 * @param underReportedBelow the bound of the share over the usual one
 */
public record ReportingRule(int usualYears, double underReportedBelow) {

    /** Years at the end of a vintage that are not part of what is usual. */
    private static final int RECENT_YEARS = 2;

    /** The metric's share in the years that tell the usual one; null where these have no releases or no values. */
    @Nullable
    Double usualShare(List<ReportedYear> years, LocalDate vintage) {
        long releases = 0;
        long withValue = 0;
        for (ReportedYear year : years) {
            int before = vintage.getYear() - year.releaseYear();
            if (before >= RECENT_YEARS && before < RECENT_YEARS + usualYears) {
                releases += year.releases();
                withValue += year.withValue();
            }
        }
        return withValue == 0 ? null : (Double) ((double) withValue / releases);
    }

    /**
     * The first day of the last years whose shares are all under a bound; null where the last year's is not.
     *
     * @param years a metric's years in the vintage, in order, those without releases left out
     * @param vintage the vintage
     * @param below the bound of the share over the usual one
     */
    @Nullable
    LocalDate begin(List<ReportedYear> years, LocalDate vintage, double below) {
        LocalDate begin = null;
        for (int i = years.size() - 1; i >= 0; i--) {
            ReportedYear year = years.get(i);
            Double share = year.shareOfUsual();
            if (vintage.getYear() - year.releaseYear() >= RECENT_YEARS || share == null || share >= below) {
                break;
            }
            begin = LocalDate.of(year.releaseYear(), 1, 1);
        }
        return begin;
    }

    /** The first under-reported day by metric, for a bound; a metric without one is absent. */
    Map<String, LocalDate> begins(Map<String, List<ReportedYear>> yearsByMetric, LocalDate vintage, double below) {
        Map<String, LocalDate> begins = new HashMap<>();
        yearsByMetric.forEach((metric, years) -> {
            LocalDate begin = begin(years, vintage, below);
            if (begin != null) {
                begins.put(metric, begin);
            }
        });
        return begins;
    }
}
