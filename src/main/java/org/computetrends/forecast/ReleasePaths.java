package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PathGrowth;
import org.computetrends.domain.TimeScale;

/**
 * Sample paths of a cohort's releases under a scenario, from which projections are read. A path has a line, and
 * releases that scatter around the line. If the cohort is the frontier, a path also has on any date:
 *
 * <ul>
 *   <li>a <em>record</em>: the largest of the known releases and of the path's releases before the date.
 *   <li>a <em>frontier</em>: the median of the known releases and the path's releases in a window around the date. If
 *       the window has no release, the frontier is the line, but at most the record at the window's end. If the
 *       scenario has limits, the frontier is also at most the record before the date.
 * </ul>
 *
 * <p>So on every path the record at the end of a window is at least the frontier at the window's middle.
 *
 * <p>Values are in OOM, and times in years since 2000-01-01. Instances are immutable and thread-safe.
 */
final class ReleasePaths {
    private final KnownReleases knownReleases;
    private final PathDraws draws;
    private final PathGrowth growth;
    private final int windowMonths;

    /** The record known at the origin; minus infinity if there is none. */
    private final double knownRecord;

    // By release, at the index that the release has in the draws.
    private final double[] time;
    private final double[] log10Value;

    private final PathRecords records;

    ReleasePaths(KnownReleases knownReleases, PathDraws draws, PathGrowth growth, int windowMonths) {
        this.knownReleases = knownReleases;
        this.draws = draws;
        this.growth = growth;
        this.windowMonths = windowMonths;
        this.knownRecord = knownReleases.record().orElse(Double.NEGATIVE_INFINITY);
        this.log10Value = new double[draws.releases()];
        this.time = draws.times();
        boolean isLimited = growth.hasLimits();
        // Java's first-tier compiler reads locals faster than fields.
        double[] values = log10Value;
        int[] residuals = draws.residuals();
        double[] possibleResiduals = draws.possibleResiduals();
        for (int path = 0; path < draws.paths(); path++) {
            double heightAtStart = draws.heightAtStart(path);
            int end = draws.end(path);
            // First the growth since the start, then the height at the start and the residual.
            growth.fill(path, time, draws.startTime(), draws.first(path), end, values);
            for (int i = draws.first(path); i < end; i++) {
                double drawn = heightAtStart + values[i] + possibleResiduals[residuals[i]];
                values[i] = isLimited ? Math.min(drawn, growth.limit(path, time[i])) : drawn;
            }
        }
        this.records = new PathRecords(draws, log10Value);
    }

    int size() {
        return draws.paths();
    }

    KnownReleases knownReleases() {
        return knownReleases;
    }

    /** The height of the line on a date, by path, at most the scenario's limit. */
    double[] lines(LocalDate date) {
        double time = timeScale().yearsSince2000(date);
        double[] lines = new double[size()];
        Arrays.setAll(lines, path -> line(path, time));
        return lines;
    }

    private double line(int path, double time) {
        return Math.min(height(path, time), growth.limit(path, time));
    }

    /** The value of a single release on a date, by path: the line plus one residual, at most the scenario's limit. */
    double[] releases(LocalDate date) {
        double time = timeScale().yearsSince2000(date);
        double[] releases = new double[size()];
        Arrays.setAll(
                releases, path -> Math.min(height(path, time) + draws.singleResidual(path), growth.limit(path, time)));
        return releases;
    }

    /** By limit: the number of paths on which it is the lowest limit and cuts a single release on the date. */
    int[] limitCounts(LocalDate date, int limits) {
        double time = timeScale().yearsSince2000(date);
        int[] counts = new int[limits];
        for (int path = 0; path < size(); path++) {
            if (growth.limit(path, time) < height(path, time) + draws.singleResidual(path)) {
                counts[growth.lowestLimit(path, time)]++;
            }
        }
        return counts;
    }

    /** The height of a path's line without limits. */
    private double height(int path, double time) {
        return draws.heightAtStart(path) + growth.after(path, time - draws.startTime());
    }

    /** The values of a target by date and path, for increasing dates. */
    double[][] values(ForecastTarget target, List<LocalDate> dates) {
        return switch (target) {
            case FRONTIER -> frontiers(dates);
            case RECORD -> records(dates);
        };
    }

    /** The record before each date, by date and path. Dates must increase. */
    double[][] records(List<LocalDate> dates) {
        double[] knownRecords = new double[size()];
        Arrays.fill(knownRecords, knownRecord);
        return records(dates, knownRecords);
    }

    /** As {@link #records(List)}, but each path has its own known record. Known releases above it are lowered to it. */
    double[][] records(List<LocalDate> dates, double[] knownRecords) {
        double[][] largest = records.largestBefore(times(dates));
        for (int d = 0; d < largest.length; d++) {
            double known = largestKnownBefore(dates.get(d));
            for (int path = 0; path < size(); path++) {
                largest[d][path] = Math.max(largest[d][path], Math.min(known, knownRecords[path]));
            }
        }
        return largest;
    }

    /** The largest known value dated before a date, in OOM; minus infinity if there is none. */
    private double largestKnownBefore(LocalDate date) {
        if (!date.isBefore(knownReleases.origin())) {
            return knownRecord;
        }
        double largest = knownReleases.releases().largestLog10Before(date);
        // A cohort without a known record has none on earlier dates.
        return Double.isNaN(largest) ? Double.NEGATIVE_INFINITY : Math.min(largest, knownRecord);
    }

    /**
     * The frontier on each date, by date and path. Dates must increase. Limits may grow within a window, so later
     * releases may exceed the limit of the date. With limits, the frontier is therefore at most the record before the
     * date.
     */
    double[][] frontiers(List<LocalDate> dates) {
        List<Window> windows = dates.stream().map(this::window).toList();
        double[][] recordCaps = growth.hasLimits() ? records(dates) : new double[0][];
        double[][] frontiers = new double[dates.size()][size()];
        for (int path = 0; path < size(); path++) {
            int first = draws.first(path);
            int last = draws.end(path);
            for (int d = 0; d < windows.size(); d++) {
                Window window = windows.get(d);
                first = firstNotBefore(window.from(), first, last);
                int end = firstNotBefore(window.to(), first, last);
                double frontier = frontier(path, window, first, end);
                frontiers[d][path] = growth.hasLimits() ? Math.min(frontier, recordCaps[d][path]) : frontier;
            }
        }
        return frontiers;
    }

    /**
     * The window around a date, {@code from <= time < to}, in years since 2000-01-01.
     *
     * @param knownValues the values of the releases known in the window, ascending
     * @param largestKnown the largest value known before the window's end
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Window(double date, double from, double to, double[] knownValues, double largestKnown) {}

    private Window window(LocalDate date) {
        LocalDate from = date.minusMonths(windowMonths);
        LocalDate to = date.plusMonths(windowMonths);
        return new Window(
                timeScale().yearsSince2000(date),
                timeScale().yearsSince2000(from),
                timeScale().yearsSince2000(to),
                // Sorted once for all paths. Each path sorts them with its own few releases, which is then faster.
                Arrays.stream(knownReleases.releases().between(from, to).log10Value())
                        .sorted()
                        .toArray(),
                largestKnownBefore(to));
    }

    /** The index of the first release {@code first <= i < last} at or after a time; {@code last} if there is none. */
    private int firstNotBefore(double earliest, int first, int last) {
        double[] times = time;
        int release = first;
        while (release < last && times[release] < earliest) {
            release++;
        }
        return release;
    }

    /** The frontier of a window in which a path has the releases {@code first <= i < end}. */
    private double frontier(int path, Window window, int first, int end) {
        double[] known = window.knownValues();
        if (known.length == 0 && first == end) {
            return Math.min(line(path, window.date()), records.recordBefore(path, window.to(), window.largestKnown()));
        }
        double[] values = Arrays.copyOf(known, known.length + end - first);
        System.arraycopy(log10Value, first, values, known.length, end - first);
        return Outcomes.median(values);
    }

    /** By path, when the record reaches a threshold: the start if the known record already does; infinity for never. */
    double[] passages(double threshold) {
        double[] passages = new double[size()];
        Arrays.setAll(
                passages, path -> knownRecord >= threshold ? draws.startTime() : records.firstAbove(path, threshold));
        return passages;
    }

    /**
     * The share of paths whose record before a date is at or above a value, by date and value. Dates and values must
     * increase. A sampled release never equals a value exactly, so only larger releases are counted.
     *
     * @param delays counts a release from the day on which it is reported; empty to count it from its publication
     */
    double[][] exceedance(List<LocalDate> dates, double[] log10Values, Optional<ReportingDelays> delays) {
        double[] ends = times(dates);
        // By date and value: the number of paths for which this is the first date before which they exceed the value.
        // The last row counts the paths that do not exceed the value before any date.
        int[][] firstCounts = new int[ends.length + 1][log10Values.length];
        double[] earliest = new double[log10Values.length];
        for (int path = 0; path < size(); path++) {
            Arrays.fill(earliest, Double.POSITIVE_INFINITY);
            if (delays.isPresent()) {
                earliestReported(path, log10Values, delays.get(), earliest);
            } else {
                records.firstAbove(path, log10Values, earliest);
            }
            // The date only advances, since larger values are exceeded later.
            for (int k = 0, d = 0; k < log10Values.length; k++) {
                while (d < ends.length && ends[d] <= earliest[k]) {
                    d++;
                }
                firstCounts[knownRecord >= log10Values[k] ? 0 : d][k]++;
            }
        }
        double[][] shares = new double[ends.length][log10Values.length];
        for (int k = 0; k < log10Values.length; k++) {
            int exceeded = 0;
            for (int d = 0; d < ends.length; d++) {
                exceeded += firstCounts[d][k];
                shares[d][k] = exceeded / (double) size();
            }
        }
        return shares;
    }

    /** Lowers {@code earliest} for each value to the time when a release above the value is first reported. */
    private void earliestReported(int path, double[] log10Values, ReportingDelays delays, double[] earliest) {
        double origin = timeScale().yearsSince2000(knownReleases.origin());
        double[] values = log10Value;
        double[] times = time;
        int firstOpen = 0;
        for (int i = draws.first(path), end = draws.end(path); i < end && firstOpen < log10Values.length; i++) {
            double published = times[i];
            // This release cannot be reported earlier than it was published.
            while (firstOpen < log10Values.length && earliest[firstOpen] <= published) {
                firstOpen++;
            }
            if (firstOpen < log10Values.length && values[i] > log10Values[firstOpen]) {
                double reported = delays.reportedAt(published, draws.delayRank(i), origin);
                for (int k = firstOpen; k < log10Values.length && values[i] > log10Values[k]; k++) {
                    earliest[k] = Math.min(earliest[k], reported);
                }
            }
        }
    }

    private TimeScale timeScale() {
        return knownReleases.timeScale();
    }

    private double[] times(List<LocalDate> dates) {
        return dates.stream().mapToDouble(timeScale()::yearsSince2000).toArray();
    }
}
