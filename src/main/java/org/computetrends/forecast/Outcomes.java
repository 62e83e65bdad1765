package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.computetrends.domain.Era;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Population;

/**
 * The known values of the forecast targets, frontier and record, on any date. Forecasts start from these values, and
 * are scored by later ones.
 *
 * @param frontier the releases of the frontier
 * @param records the releases that set a record
 * @param windowMonths months on either side of a date; the date's frontier is the median frontier release of this
 *     window
 * @param end releases before this day are known
 */
public record Outcomes(Population frontier, Population records, int windowMonths, LocalDate end) {

    /** The outcomes known in a vintage. */
    public static Outcomes of(ForecastSettings settings, LoadedVintage vintage) {
        AnalysedReleases analysed = vintage.selector().analysed(settings.selection());
        String metric = settings.metric().id();
        return new Outcomes(
                analysed.select(metric, ForecastTarget.FRONTIER.cohort(), Era.ALL_TIME),
                analysed.select(metric, ForecastTarget.RECORD.cohort(), Era.ALL_TIME),
                settings.paths().windowMonths(),
                settings.selection().rules().lastKnown(vintage.date()));
    }

    /** The first day on which a target's value on a date is known. */
    public LocalDate knownOn(ForecastTarget target, LocalDate date) {
        return switch (target) {
            case FRONTIER -> date.plusMonths(windowMonths);
            case RECORD -> date;
        };
    }

    public boolean isKnown(ForecastTarget target, LocalDate date) {
        return !knownOn(target, date).isAfter(end);
    }

    /** The target's value, in log10 of the metric's unit; empty if no release determines it. */
    public OptionalDouble value(ForecastTarget target, LocalDate date) {
        return switch (target) {
            case FRONTIER -> frontierMedian(date);
            case RECORD -> {
                double log10Value = records.largestLog10Before(date);
                yield Double.isNaN(log10Value) ? OptionalDouble.empty() : OptionalDouble.of(log10Value);
            }
        };
    }

    /** The date of the first release at or above a value, in log10 of the metric's unit; empty if there is none. */
    public Optional<LocalDate> firstAtLeast(double log10Value) {
        int first = records.indexOfFirstAtLeast(log10Value);
        return first < 0 ? Optional.empty() : Optional.of(records.date(first));
    }

    private OptionalDouble frontierMedian(LocalDate date) {
        Population around = frontier.between(date.minusMonths(windowMonths), date.plusMonths(windowMonths));
        return around.size() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(median(around.log10Value().clone()));
    }

    /** The median. Sorts the given values. */
    static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
