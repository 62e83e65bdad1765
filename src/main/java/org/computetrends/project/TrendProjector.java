package org.computetrends.project;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Era;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Projection;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.UserException;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineFit;

/**
 * Carries trends forward as they are: the line with its confidence interval and the spread of a release about it, the
 * dates on which thresholds are reached, and the arrival of generations.
 *
 * <p>Assumes that the fitted growth continues. The intervals speak of the fit and of the scatter about it, not of
 * growth that changes; they are the narrowest that can be defended.
 */
public final class TrendProjector {

    /** The scenario of this stage: the fitted growth continues. */
    public static final String CONTINUE = "continue";

    private final Settings settings;

    /** @param settings what is projected, and how far */
    public TrendProjector(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is projected, and how far.
     *
     * @param timeScale how times become dates
     * @param trends the trends carried forward, at most one for a metric and cohort
     * @param until the last date projected to
     * @param thresholds the values whose crossing is dated, by metric
     * @param generations the generations, in order
     * @param generationTrend the trend whose crossings of their compute floors date the generations
     */
    public record Settings(
            TimeScale timeScale,
            List<TrendKey> trends,
            LocalDate until,
            Map<String, List<Threshold>> thresholds,
            List<Generation> generations,
            TrendKey generationTrend) {}

    /**
     * A value whose crossing is dated.
     *
     * @param value in the metric's unit
     * @param label its name for people
     */
    public record Threshold(double value, String label) {}

    /**
     * Projections.
     *
     * @param projections each trend at every half-year, in order
     * @param crossings each trend and threshold, in order
     * @param generations each generation, in order
     */
    public record Result(List<Projection> projections, List<Crossing> crossings, List<GenerationArrival> generations) {}

    /**
     * Projects.
     *
     * @param trends fitted trends, among them those to project, each with its cohort over all time
     * @param vintage the date of the data: projections begin after it
     */
    public Result project(List<Trend> trends, LocalDate vintage) {
        Map<TrendKey, Trend> byKey = new HashMap<>();
        trends.forEach(trend -> byKey.put(trend.specification().key(), trend));
        List<Projection> projections = new ArrayList<>();
        List<Crossing> crossings = new ArrayList<>();
        for (TrendKey key : settings.trends()) {
            Trend trend = require(byKey, key);
            projections.addAll(projections(trend, vintage));
            for (Threshold threshold : settings.thresholds().getOrDefault(key.metric(), List.of())) {
                crossings.add(crossing(trend, allTimeOf(byKey, key), threshold));
            }
        }
        return new Result(List.copyOf(projections), List.copyOf(crossings), arrivals(byKey));
    }

    /** The trend of the same metric and cohort over all time, which knows every first release. */
    public static TrendKey allTime(TrendKey key) {
        return new TrendKey(key.metric(), key.cohort(), Era.ALL_TIME.id(), GrowthModel.EXPONENTIAL);
    }

    private static Trend allTimeOf(Map<TrendKey, Trend> byKey, TrendKey key) {
        return require(byKey, allTime(key));
    }

    private static Trend require(Map<TrendKey, Trend> byKey, TrendKey key) {
        Trend trend = byKey.get(key);
        if (trend == null) {
            throw UserException.usage("the trend of " + key.metric() + " over " + key.cohort() + " in " + key.era()
                    + " is to be projected, but was not fitted: add it to trends");
        }
        return trend;
    }

    private List<Projection> projections(Trend trend, LocalDate vintage) {
        List<Projection> result = new ArrayList<>();
        Trend.Estimate estimate = trend.estimate();
        if (estimate == null) {
            return result;
        }
        for (LocalDate date : halfYears(vintage)) {
            result.add(projection(trend, estimate.line(), date));
        }
        return result;
    }

    /** The first days of January and July after the vintage, to the last date projected to. */
    private List<LocalDate> halfYears(LocalDate vintage) {
        List<LocalDate> dates = new ArrayList<>();
        LocalDate date = LocalDate.of(vintage.getYear(), Month.JANUARY, 1);
        while (!date.isAfter(settings.until())) {
            if (date.isAfter(vintage)) {
                dates.add(date);
            }
            date = date.plusMonths(6);
        }
        return dates;
    }

    private Projection projection(Trend trend, LineFit line, LocalDate date) {
        double time = settings.timeScale().yearsSince2000(date);
        Interval confidence = line.lineInterval(time, 0.95);
        return new Projection(
                trend.specification().metric().id(),
                trend.specification().cohort().id(),
                CONTINUE,
                date,
                estimand(trend.specification().cohort().rule()),
                Math.pow(10, line.valueAt(time)),
                Math.pow(10, confidence.low()),
                Math.pow(10, confidence.high()),
                new Projection.Quantiles(
                        Math.pow(10, line.releaseQuantile(time, 0.025)),
                        Math.pow(10, line.releaseQuantile(time, 0.10)),
                        Math.pow(10, line.releaseQuantile(time, 0.25)),
                        Math.pow(10, line.releaseQuantile(time, 0.50)),
                        Math.pow(10, line.releaseQuantile(time, 0.75)),
                        Math.pow(10, line.releaseQuantile(time, 0.90)),
                        Math.pow(10, line.releaseQuantile(time, 0.975))));
    }

    /** What the line of a cohort is the median of, in log space. */
    private static String estimand(Cohort.Rule rule) {
        return switch (rule) {
            case RECORD -> "largest release so far";
            case FRONTIER -> "release among the largest so far";
            case ALL, NOTABLE, REGULAR_SCALE, LARGE_SCALE -> "release of the cohort";
        };
    }

    private Crossing crossing(Trend trend, Trend allTime, Threshold threshold) {
        return new CrossingEstimator(settings.timeScale())
                .estimate(trend, allTime.firstToReach(threshold.value()), threshold);
    }

    private List<GenerationArrival> arrivals(Map<TrendKey, Trend> byKey) {
        Trend trend = require(byKey, settings.generationTrend());
        Trend allTime = allTimeOf(byKey, settings.generationTrend());
        List<GenerationArrival> arrivals = new ArrayList<>();
        for (Generation generation : settings.generations()) {
            Double floor = generation.computeLowFlop();
            Crossing crossing = floor == null ? null : crossing(trend, allTime, new Threshold(floor, generation.id()));
            arrivals.add(new GenerationArrival(generation, CONTINUE, crossing));
        }
        return List.copyOf(arrivals);
    }
}
