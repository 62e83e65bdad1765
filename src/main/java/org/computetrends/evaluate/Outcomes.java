package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PopulationRules;

/** What forecasts are scored against: the targets' values by the newest vintage, on any date. */
final class Outcomes {
    private final Population frontier;
    private final LargestBefore largest;
    private final int windowMonths;
    private final LocalDate end;

    /**
     * @param selector the newest vintage's releases
     * @param metric the metric's id
     * @param selection the rules
     * @param windowMonths months on either side of a date whose frontier releases are its frontier
     * @param vintage the newest vintage
     */
    Outcomes(PopulationSelector selector, String metric, Selection selection, int windowMonths, LocalDate vintage) {
        this.frontier = selector.select(metric, ForecastTarget.FRONTIER.cohort(), Era.ALL_TIME, selection);
        Cohort records = ForecastTarget.RECORD.cohort();
        this.largest = new LargestBefore(selector.select(metric, records, Era.ALL_TIME, selection));
        this.windowMonths = windowMonths;
        this.end = endOf(selection.rules(), vintage);
    }

    /** The last date on which releases are known: of the vintage, or of the analysis. */
    static LocalDate endOf(PopulationRules rules, LocalDate vintage) {
        LocalDate to = rules.to();
        return to == null || vintage.isBefore(to) ? vintage : to;
    }

    /** The date on which a target's value on a date is known. */
    LocalDate knownOn(ForecastTarget target, LocalDate date) {
        return switch (target) {
            case FRONTIER -> date.plusMonths(windowMonths);
            case RECORD -> date;
        };
    }

    boolean isKnown(ForecastTarget target, LocalDate date) {
        return !knownOn(target, date).isAfter(end);
    }

    /** The target's value, in log10 of the metric's unit; empty where no release makes it. */
    OptionalDouble value(ForecastTarget target, LocalDate date) {
        return switch (target) {
            case FRONTIER -> frontierMedian(date);
            case RECORD -> {
                double log10 = largest.log10At(date);
                yield Double.isNaN(log10) ? OptionalDouble.empty() : OptionalDouble.of(log10);
            }
        };
    }

    private OptionalDouble frontierMedian(LocalDate date) {
        return median(frontier.between(date.minusMonths(windowMonths), date.plusMonths(windowMonths)));
    }

    /** The median of log10 value; empty where there are no releases. */
    static OptionalDouble median(Population releases) {
        if (releases.size() == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = releases.value().clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
