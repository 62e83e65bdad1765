package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.stats.Bracket;
import org.jspecify.annotations.Nullable;

/**
 * Odds on a grid of thresholds and dates, and between its points, of one metric, event, scenario and method, by the
 * data of one vintage (the origin vintage).
 *
 * <p>Between points a probability is bilinear in the threshold's decimal logarithm and in days. Interpolated
 * probabilities are therefore monotone in threshold and date if the points are, and stay in their range. The
 * interpolated Monte Carlo error is an upper bound: the error of a weighted mean is at most the weighted mean of the
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
    public Optional<OddsAnswer> at(double threshold, LocalDate before) {
        double[] logs = Arrays.stream(thresholds).map(Math::log10).toArray();
        double[] days = Arrays.stream(dates)
                .mapToDouble(date -> (double) date.toEpochDay())
                .toArray();
        return Bracket.of(logs, Math.log10(threshold), THRESHOLD_TOLERANCE_OOM)
                .flatMap(inThreshold -> Bracket.of(days, (double) before.toEpochDay(), 0)
                        .flatMap(inTime -> at(threshold, before, inThreshold, inTime)));
    }

    private Optional<OddsAnswer> at(double threshold, LocalDate before, Bracket inThreshold, Bracket inTime) {
        Odds lowerEarlier = point(inThreshold.lower(), inTime.lower());
        Odds upperEarlier = point(inThreshold.upper(), inTime.lower());
        Odds lowerLater = point(inThreshold.lower(), inTime.upper());
        Odds upperLater = point(inThreshold.upper(), inTime.upper());
        if (lowerEarlier == null || upperEarlier == null || lowerLater == null || upperLater == null) {
            return Optional.empty();
        }
        List<Odds> corners = List.of(lowerEarlier, upperEarlier, lowerLater, upperLater);
        Odds.Status status = status(corners);
        boolean isKnown = status != Odds.Status.TOO_FEW_RELEASES;
        Odds.Key key = lowerEarlier.key();
        Odds odds = new Odds(
                new Odds.Key(
                        key.metric(),
                        key.event(),
                        key.scenario(),
                        key.method(),
                        key.originVintage(),
                        threshold,
                        before),
                lowerEarlier.isDefault(),
                status,
                lowerEarlier.start(),
                lowerEarlier.knownTo(),
                isKnown ? interpolated(corners, Odds::probability, inThreshold, inTime) : null,
                isKnown ? interpolated(corners, Odds::monteCarloError, inThreshold, inTime) : null);
        return Optional.of(new OddsAnswer(odds, corners.stream().distinct().toList()));
    }

    private @Nullable Odds point(int threshold, int date) {
        return oddsByPoint.get(new Point(thresholds[threshold], dates[date]));
    }

    /** Too few releases if any corner has too few; else a forecast if any corner is one; else observed. */
    private static Odds.Status status(List<Odds> corners) {
        for (Odds.Status status : List.of(Odds.Status.TOO_FEW_RELEASES, Odds.Status.FORECAST)) {
            if (corners.stream().anyMatch(corner -> corner.status() == status)) {
                return status;
            }
        }
        return Odds.Status.OBSERVED;
    }

    /** Interpolates a number of the corners; null if one of them lacks it. */
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
