package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PathGrowth;
import org.computetrends.domain.TimeScale;

/**
 * Sample paths of a metric's releases under a scenario. All its projections are read off them.
 *
 * <p>The record on a date is the largest of the known record and all of a path's releases before it. The frontier on a date
 * is the median over the releases of the months around it, including known ones. A window without releases has the path's
 * line instead, capped at the record at the window's end. So on every path the record at the end of the window is at least
 * the frontier.
 *
 * <p>All values are in OOM, log10 of the metric's unit. Instances are immutable and thread-safe.
 */
final class ReleasePaths {
    private final KnownReleases knownReleases;
    private final PathDraws draws;
    private final PathGrowth growth;
    private final int windowMonths;
    // By release, in the layout of the draws.
    private final double[] time;
    private final double[] log10Value;
    private final PathRecords records;

    ReleasePaths(KnownReleases knownReleases, PathDraws draws, PathGrowth growth, int windowMonths) {
        this.knownReleases = knownReleases;
        this.draws = draws;
        this.growth = growth;
        this.windowMonths = windowMonths;
        this.log10Value = new double[draws.first(draws.paths())];
        this.time = draws.times();
        boolean isLimited = growth.isLimited();
        // Java's first-tier compiler reads locals faster than fields.
        double[] values = log10Value;
        int[] residuals = draws.residuals();
        double[] possible = draws.possibleResiduals();
        for (int path = 0; path < draws.paths(); path++) {
            double start = draws.heightAtStart(path);
            int end = draws.first(path + 1);
            growth.upTo(path, time, draws.startTime(), draws.first(path), end, values);
            for (int i = draws.first(path); i < end; i++) {
                double drawn = start + values[i] + possible[residuals[i]];
                values[i] = isLimited ? Math.min(drawn, growth.cap(path, time[i])) : drawn;
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

    /** The height of each path's line on a date, at most the scenario's limit. */
    double[] lines(LocalDate date) {
        double time = timeScale().yearsSince2000(date);
        double[] lines = new double[size()];
        Arrays.setAll(lines, path -> Math.min(height(path, time), growth.cap(path, time)));
        return lines;
    }

    /** The value of a single release of each path on a date. */
    double[] releases(LocalDate date) {
        double time = timeScale().yearsSince2000(date);
        double[] releases = new double[size()];
        Arrays.setAll(
                releases, path -> Math.min(height(path, time) + draws.singleResidual(path), growth.cap(path, time)));
        return releases;
    }

    /** The number of paths on which each limit of a scenario binds a single release on a date. */
    int[] limitCounts(LocalDate date, int limits) {
        double time = timeScale().yearsSince2000(date);
        int[] counts = new int[limits];
        for (int path = 0; path < size(); path++) {
            if (growth.cap(path, time) < height(path, time) + draws.singleResidual(path)) {
                counts[growth.lowestLimit(path, time)]++;
            }
        }
        return counts;
    }

    /** The record before dates, by date and path; {@code knownRecords} has the record known at the origin, by path. */
    double[][] records(List<LocalDate> dates, double[] knownRecords) {
        return records.recordsBefore(times(dates), knownRecords);
    }

    /** The values of a target by date and path; records are at least the published one. */
    double[][] values(ForecastTarget target, List<LocalDate> dates) {
        return switch (target) {
            case FRONTIER -> frontiers(dates);
            case RECORD -> records(dates, knownRecords());
        };
    }

    /** The record known at the origin, the same on each path; minus infinity if there is none. */
    double[] knownRecords() {
        double[] record = new double[size()];
        Arrays.fill(record, knownReleases.record().orElse(Double.NEGATIVE_INFINITY));
        return record;
    }

    /**
     * The frontier on dates, by date and path. Limits grow within a window, so later releases may exceed the limit of the
     * date. Under limits the frontier is therefore at most the record before the date.
     */
    double[][] frontiers(List<LocalDate> dates) {
        List<Window> windows = dates.stream().map(this::window).toList();
        double[][] frontiers = new double[dates.size()][size()];
        double[][] recordCaps = growth.isLimited() ? records(dates, knownRecords()) : new double[0][];
        double[] values = new double[16];
        double[] times = time;
        for (int path = 0; path < size(); path++) {
            int first = draws.first(path);
            int last = draws.first(path + 1);
            for (int d = 0; d < windows.size(); d++) {
                Window window = windows.get(d);
                while (first < last && times[first] < window.from()) {
                    first++;
                }
                int end = first;
                while (end < last && times[end] < window.to()) {
                    end++;
                }
                int size = window.knownValues().length + end - first;
                values = size > values.length ? new double[2 * size] : values;
                System.arraycopy(window.knownValues(), 0, values, 0, window.knownValues().length);
                System.arraycopy(log10Value, first, values, window.knownValues().length, end - first);
                double frontier =
                        size == 0 ? lineOrRecord(path, window) : median(values, window.knownValues().length, size);
                frontiers[d][path] = growth.isLimited() ? Math.min(frontier, recordCaps[d][path]) : frontier;
            }
        }
        return frontiers;
    }

    /** The months around a date, in years since 2000-01-01, and in order the values of the releases known in them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Window(double date, double from, double to, double[] knownValues) {}

    private Window window(LocalDate date) {
        LocalDate from = date.minusMonths(windowMonths);
        LocalDate to = date.plusMonths(windowMonths);
        return new Window(
                timeScale().yearsSince2000(date),
                timeScale().yearsSince2000(from),
                timeScale().yearsSince2000(to),
                Arrays.stream(knownReleases.frontier().between(from, to).log10Value())
                        .sorted()
                        .toArray());
    }

    /** The frontier of a window without releases: the path's line, capped at the record at the window's end. */
    private double lineOrRecord(int path, Window window) {
        double record =
                records.recordBefore(path, window.to(), knownReleases.record().orElse(Double.NEGATIVE_INFINITY));
        double line = Math.min(height(path, window.date()), growth.cap(path, window.date()));
        return Math.min(line, record);
    }

    /** The median of the first {@code size} values, by insertion sort, since they are few. The first {@code ordered} are sorted. */
    private static double median(double[] values, int ordered, int size) {
        for (int i = Math.max(1, ordered); i < size; i++) {
            double value = values[i];
            int at = i;
            for (; at > 0 && values[at - 1] > value; at--) {
                values[at] = values[at - 1];
            }
            values[at] = value;
        }
        int middle = size / 2;
        return size % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /**
     * When each path's record first exceeds a threshold in OOM: the time of the release that does, in years since 2000-01-01; the
     * start if the known record already does; infinite if no release does.
     */
    double[] passages(double threshold) {
        double[] passages = new double[size()];
        boolean isKnown =
                knownReleases.record().isPresent() && knownReleases.record().getAsDouble() > threshold;
        for (int path = 0; path < size(); path++) {
            passages[path] = isKnown ? draws.startTime() : records.firstAbove(path, threshold);
        }
        return passages;
    }

    /**
     * The share of paths whose record before a date exceeds a value, by date and value. Both increase.
     *
     * @param delays reporting delays, for the record in the database; empty for the record by publication
     */
    double[][] exceedance(List<LocalDate> dates, double[] log10Values, Optional<ReportingDelays> delays) {
        double[] ends = times(dates);
        double knownRecord = knownReleases.record().orElse(Double.NEGATIVE_INFINITY);
        // By date and value: the number of paths that exceed the value before that date and not before an earlier one.
        int[][] firstCounts = new int[ends.length + 1][log10Values.length];
        double[] earliest = new double[log10Values.length];
        for (int path = 0; path < size(); path++) {
            Arrays.fill(earliest, Double.POSITIVE_INFINITY);
            if (delays.isPresent()) {
                earliestReported(path, log10Values, delays.get(), earliest);
            } else {
                records.firstAbove(path, log10Values, earliest);
            }
            // Larger values are exceeded later.
            for (int k = 0, d = 0; k < log10Values.length; k++) {
                while (d < ends.length && ends[d] <= earliest[k]) {
                    d++;
                }
                firstCounts[knownRecord > log10Values[k] ? 0 : d][k]++;
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

    /** When the first of a path's releases above each value is reported. */
    private void earliestReported(int path, double[] log10Values, ReportingDelays delays, double[] earliest) {
        double origin = timeScale().yearsSince2000(knownReleases.origin());
        double[] values = log10Value;
        double[] times = time;
        int unmet = 0;
        for (int i = draws.first(path), end = draws.first(path + 1); i < end && unmet < log10Values.length; i++) {
            double published = times[i];
            // This release cannot be reported earlier than it was published.
            while (unmet < log10Values.length && earliest[unmet] <= published) {
                unmet++;
            }
            if (unmet < log10Values.length && values[i] > log10Values[unmet]) {
                double reported = delays.reportedAt(published, draws.delayRank(i), origin);
                for (int k = unmet; k < log10Values.length && values[i] > log10Values[k]; k++) {
                    earliest[k] = Math.min(earliest[k], reported);
                }
            }
        }
    }

    /**
     * When each path's line first reaches a threshold, in years since 2000-01-01, interpolated linearly between dates; infinite
     * if it does not by the last date.
     *
     * @param threshold in OOM
     * @param dates increasing, the first the start
     * @param lines the heights of lines by date and path
     */
    double[] linePassages(double threshold, List<LocalDate> dates, double[][] lines) {
        double[] times = times(dates);
        double[] passages = new double[size()];
        for (int path = 0; path < size(); path++) {
            passages[path] = lines[0][path] >= threshold ? times[0] : Double.POSITIVE_INFINITY;
            for (int d = 1; d < times.length && passages[path] == Double.POSITIVE_INFINITY; d++) {
                if (lines[d][path] >= threshold) {
                    double share = (threshold - lines[d - 1][path]) / (lines[d][path] - lines[d - 1][path]);
                    passages[path] = times[d - 1] + share * (times[d] - times[d - 1]);
                }
            }
        }
        return passages;
    }

    /** The height of a path's line, in OOM. */
    private double height(int path, double time) {
        return draws.heightAtStart(path) + growth.since(path, time - draws.startTime());
    }

    private TimeScale timeScale() {
        return knownReleases.timeScale();
    }

    private double[] times(List<LocalDate> dates) {
        return dates.stream().mapToDouble(timeScale()::yearsSince2000).toArray();
    }
}
