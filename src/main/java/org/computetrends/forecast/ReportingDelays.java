package org.computetrends.forecast;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.computetrends.domain.ReportingDelay;
import org.computetrends.domain.TimeScale;

/**
 * The delays with which values of a frontier's releases are reported: the share of values reported by an age of the
 * release. Shares are interpolated linearly between ages, and constant before the first age. Values that are unreported
 * at the last age are never reported.
 *
 * @param years ages, increasing, in years
 * @param share the share reported by each age, not decreasing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReportingDelays(double[] years, double[] share) {

    /**
     * The delays of one metric and cohort; empty if unknown. A share is the midpoint of its bounds, but at least the
     * share of the age before.
     */
    public static Optional<ReportingDelays> of(
            List<ReportingDelay> delays, String metric, String cohort, TimeScale timeScale) {
        List<ReportingDelay> byAge = delays.stream()
                .filter(delay -> delay.metric().equals(metric)
                        && delay.cohort().equals(cohort)
                        && delay.shareAtLeast() != null
                        && delay.shareAtMost() != null)
                .sorted(Comparator.comparingInt(ReportingDelay::ageMonths))
                .toList();
        double[] years = new double[byAge.size()];
        double[] share = new double[byAge.size()];
        for (int i = 0; i < years.length; i++) {
            ReportingDelay delay = byAge.get(i);
            years[i] = delay.ageMonths() * timeScale.daysPerMonth() / timeScale.daysPerYear();
            double middle =
                    (Objects.requireNonNull(delay.shareAtLeast()) + Objects.requireNonNull(delay.shareAtMost())) / 2;
            share[i] = i == 0 ? middle : Math.max(share[i - 1], middle);
        }
        return years.length == 0 ? Optional.empty() : Optional.of(new ReportingDelays(years, share));
    }

    /**
     * When a value that is missing at the origin is reported.
     *
     * @param published when the release is published, in years since 2000-01-01
     * @param rank from 0 to 1: the share of unreported releases of this age that are reported no later
     * @param origin the date of the database, in years since 2000-01-01
     * @return in years since 2000-01-01; infinite if it is never reported
     */
    double reportedAt(double published, double rank, double origin) {
        double age = origin - published;
        double reportedByOrigin = age > 0 ? reportedBy(age) : 0;
        // Among all releases of this age, the unreported ones have the ranks above the share reported so far.
        double rankAmongAll = reportedByOrigin + rank * (1 - reportedByOrigin);
        return published + ageAt(rankAmongAll);
    }

    /** The share of values reported by an age. */
    private double reportedBy(double age) {
        int above = 0;
        while (above < years.length && years[above] < age) {
            above++;
        }
        if (above == 0) {
            return share[0];
        }
        if (above == years.length) {
            return share[above - 1];
        }
        double position = (age - years[above - 1]) / (years[above] - years[above - 1]);
        return share[above - 1] + position * (share[above] - share[above - 1]);
    }

    /** The age by which this share of values is reported; infinite if so many are never reported. */
    private double ageAt(double reported) {
        if (reported <= share[0]) {
            return years[0];
        }
        for (int i = 1; i < years.length; i++) {
            if (reported <= share[i]) {
                return years[i - 1] + (years[i] - years[i - 1]) * (reported - share[i - 1]) / (share[i] - share[i - 1]);
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
