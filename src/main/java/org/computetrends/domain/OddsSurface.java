package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.stats.Bracket;
import org.jspecify.annotations.Nullable;

/**
 * Odds as a function of threshold and date, interpolated between the points of a grid. One surface has one metric,
 * event, scenario, method and origin vintage.
 *
 * <p>Interpolation is bilinear in the threshold's decimal logarithm and in days. So probabilities stay in the range of
 * the neighbouring points, and are monotone in threshold and date if the points are. The Monte Carlo error is
 * interpolated too: this is an upper bound, because the error of a weighted mean is at most the weighted mean of the
 * errors. It does not include the error of interpolating.
 */
public final class OddsSurface {
    /** Orders of magnitude within which two thresholds count as equal. */
    private static final double THRESHOLD_TOLERANCE_OOM = 1e-9;

    private final LocalDate originVintage;
    private final double[] thresholds;
    private final LocalDate[] dates;
    private final Map<Point, Odds> oddsByPoint = new HashMap<>();

    private record Point(double threshold, LocalDate before) {}

    /** @param odds at least one, with equal {@link #gridKey} */
    private OddsSurface(List<Odds> odds) {
        originVintage = odds.get(0).key().originVintage();
        thresholds = odds.stream()
                .mapToDouble(point -> point.key().threshold())
                .sorted()
                .distinct()
                .toArray();
        dates = odds.stream()
                .map(point -> point.key().before())
                .sorted()
                .distinct()
                .toArray(LocalDate[]::new);
        odds.forEach(point ->
                oddsByPoint.put(new Point(point.key().threshold(), point.key().before()), point));
    }

    /** Groups points into grids: one for each metric, event, scenario, method and origin vintage. */
    public static List<OddsSurface> of(List<Odds> odds) {
        SortedMap<String, List<Odds>> grids =
                odds.stream().collect(Collectors.groupingBy(OddsSurface::gridKey, TreeMap::new, Collectors.toList()));
        return grids.values().stream().map(OddsSurface::new).toList();
    }

    private static String gridKey(Odds point) {
        Odds.Key key = point.key();
        return String.join(
                "\n",
                key.metric(),
                key.event().name(),
                key.scenario(),
                key.method(),
                key.originVintage().toString());
    }

    public LocalDate originVintage() {
        return originVintage;
    }

    /** The number of points of the grid. */
    public int size() {
        return oddsByPoint.size();
    }

    public double lowestThreshold() {
        return thresholds[0];
    }

    public double highestThreshold() {
        return thresholds[thresholds.length - 1];
    }

    /** The earliest date of the grid; the event is to happen before it. */
    public LocalDate earliestDate() {
        return dates[0];
    }

    /** The latest date of the grid; the event is to happen before it. */
    public LocalDate latestDate() {
        return dates[dates.length - 1];
    }

    /** The odds at a threshold and a date; empty outside the grid, or if a neighbouring point is missing. */
    public Optional<OddsAnswer> answer(double threshold, LocalDate before) {
        double[] logs = Arrays.stream(thresholds).map(Math::log10).toArray();
        double[] days = Arrays.stream(dates)
                .mapToDouble(date -> (double) date.toEpochDay())
                .toArray();
        return Bracket.of(logs, Math.log10(threshold), THRESHOLD_TOLERANCE_OOM)
                .flatMap(inThreshold -> Bracket.of(days, (double) before.toEpochDay(), 0)
                        .flatMap(inTime -> answer(threshold, before, inThreshold, inTime)));
    }

    private Optional<OddsAnswer> answer(double threshold, LocalDate before, Bracket inThreshold, Bracket inTime) {
        // In the order that interpolated() expects: by date, then by threshold.
        List<Odds> corners = Stream.of(
                        point(inThreshold.lower(), inTime.lower()),
                        point(inThreshold.upper(), inTime.lower()),
                        point(inThreshold.lower(), inTime.upper()),
                        point(inThreshold.upper(), inTime.upper()))
                .flatMap(Optional::stream)
                .toList();
        if (corners.size() < 4) {
            return Optional.empty();
        }
        Odds.Status status = leastCertain(corners);
        boolean isKnown = status != Odds.Status.TOO_FEW_RELEASES;
        Odds first = corners.get(0);
        Odds.Key key = first.key();
        Odds odds = new Odds(
                new Odds.Key(
                        key.metric(),
                        key.event(),
                        key.scenario(),
                        key.method(),
                        key.originVintage(),
                        threshold,
                        before),
                first.isDefault(),
                status,
                first.start(),
                first.knownTo(),
                isKnown ? interpolated(corners, Odds::probability, inThreshold, inTime) : null,
                isKnown ? interpolated(corners, Odds::monteCarloError, inThreshold, inTime) : null);
        return Optional.of(new OddsAnswer(odds, corners.stream().distinct().toList()));
    }

    /** The odds of a point of the grid by its indices in thresholds and dates. */
    private Optional<Odds> point(int threshold, int date) {
        return Optional.ofNullable(oddsByPoint.get(new Point(thresholds[threshold], dates[date])));
    }

    private static Odds.Status leastCertain(List<Odds> corners) {
        return Collections.max(corners.stream().map(Odds::status).toList());
    }

    /** Interpolates a number between the corners; null if one of them lacks it. */
    private static @Nullable Double interpolated(
            List<Odds> corners, Function<Odds, @Nullable Double> number, Bracket inThreshold, Bracket inTime) {
        double[] values = new double[corners.size()];
        for (int i = 0; i < values.length; i++) {
            Double value = number.apply(corners.get(i));
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return inTime.interpolate(
                inThreshold.interpolate(values[0], values[1]), inThreshold.interpolate(values[2], values[3]));
    }
}
