package org.computetrends.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendClusters;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMembers;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.ParallelTasks;
import org.computetrends.stats.Points;
import org.jspecify.annotations.Nullable;

/**
 * Fits all trends of a run, each with its uncertainty, other shapes of growth and breaks, and compares trends.
 *
 * <p>Observations are compressed into cells, one for each trend and date. This changes no fit on time. MLlib
 * regressions of up to 1,000 trends each give the slopes and intercepts. Everything else is computed from the cells,
 * from moments by organization and, for small populations, from the individual observations.
 *
 * <p>The bootstraps of a trend are seeded by the run's seed and the trend's cohort and era; the bootstraps of a
 * comparison, by the run's seed and both trends. So a trend's numbers do not depend on which other trends are fitted. A
 * trend that cannot be fitted is returned with its status.
 */
public record TrendFitter(Settings settings) {

    /**
     * The settings of fits.
     *
     * @param interval the method of each slope's published interval
     * @param replicates bootstrap replicates of each trend and comparison; 0 for none
     * @param noise the measurement error added inside each pairs replicate
     * @param confidenceFactors by the source's confidence, the factor within which the true value is with 90%
     *     probability
     * @param growthModels the shapes fitted in addition to the exponential
     * @param breaks how breaks are found; null for no search
     * @param observationsLimit the largest number of releases of a trend whose observations are kept in memory
     * @param pairwiseLimit the largest number of releases of a trend for statistics over all pairs
     * @param influentialReleases the number of influential releases listed per trend
     * @param comparisons the pairs of trends to compare
     */
    public record Settings(
            TimeScale timeScale,
            long seed,
            SlopeInterval.Method interval,
            int replicates,
            MeasurementNoise noise,
            Map<Confidence, Double> confidenceFactors,
            Set<GrowthModel> growthModels,
            @Nullable BreakRule breaks,
            long observationsLimit,
            long pairwiseLimit,
            int influentialReleases,
            List<Pair> comparisons) {

        /** These settings for a line only: without bootstraps, other shapes, breaks and robust lines. */
        Settings forLineOnly() {
            return new Settings(
                    timeScale,
                    seed,
                    interval,
                    0,
                    noise,
                    confidenceFactors,
                    Set.of(),
                    null,
                    observationsLimit,
                    0,
                    influentialReleases,
                    List.of());
        }
    }

    /**
     * How breaks are found and tested.
     *
     * @param trim the least share of the observations in a segment when the date of a break is estimated
     * @param testTrim the least share of the observations in a segment when the existence of a break is tested
     * @param replicates bootstrap replicates of the test; 0 for no p-values
     */
    public record BreakRule(double trim, double testTrim, int replicates) {}

    /**
     * Two trends of a metric to compare: the first slope minus the second. The era of both keys is the span that the
     * two trends share. Each key has its own era if they share no dates, or if the settings say so.
     */
    public record Pair(TrendKey first, TrendKey second) {}

    /** The trends and comparisons, in the order of specifications and settings, and each trend's observations. */
    public record Result(List<Trend> trends, List<SlopeComparison> comparisons, Map<TrendKey, TrendMembers> members) {}

    /** Fits and compares the trends; the index of each specification is its ordinal in {@code populations}. */
    public Result fit(SparkSession session, TrendPopulations populations, List<TrendSpecification> specifications) {
        List<TrendPopulations.Overlap> pairs = pairIndices(specifications);
        // First the cells of each trend, then the cells that the trends of each pair share.
        List<TrendCells> cellsOfTrendsAndPairs = populations.cells(pairs);
        List<TrendCells> cells = cellsOfTrendsAndPairs.subList(0, specifications.size());
        List<FittedPopulation> fittedPopulations = fittedPopulations(populations, cells, lines(session, cells), pairs);
        TrendEstimator estimator = new TrendEstimator(settings);
        List<Trend> trends = ParallelTasks.map(
                specifications.size(),
                trend -> cells.get(trend).cells().observations(),
                trend -> estimator.trend(specifications.get(trend), fittedPopulations.get(trend)));
        ComparisonEstimator comparisonEstimator = new ComparisonEstimator(settings);
        List<SlopeComparison> comparisons = ParallelTasks.map(
                pairs.size(),
                i -> trends.get(pairs.get(i).first()).n()
                        + trends.get(pairs.get(i).second()).n(),
                i -> comparisonEstimator.comparison(
                        trends.get(pairs.get(i).first()),
                        fittedPopulations.get(pairs.get(i).first()),
                        trends.get(pairs.get(i).second()),
                        fittedPopulations.get(pairs.get(i).second()),
                        cellsOfTrendsAndPairs.get(specifications.size() + i).cells()));
        return new Result(
                trends, ComparisonEstimator.withHolm(comparisons), members(specifications, fittedPopulations));
    }

    /**
     * Fits one trend without Spark, whose start would take seconds: its line in closed form, the intervals without
     * bootstraps, and its most influential releases. {@code populations} has that trend only, in memory.
     */
    public Trend fitLine(TrendPopulations populations, TrendSpecification specification) {
        List<TrendCells> cells = populations.cells(List.of());
        Cells trendCells = cells.get(0).cells();
        LineFit line = LeastSquaresLine.isEstimable(trendCells) ? LeastSquaresLine.fit(trendCells) : null;
        FittedPopulation population = fittedPopulations(populations, cells, Collections.singletonList(line), List.of())
                .get(0);
        return new TrendEstimator(settings.forLineOnly()).trend(specification, population);
    }

    /** The populations of trends, given the cells and the line of each. */
    private List<FittedPopulation> fittedPopulations(
            TrendPopulations populations,
            List<TrendCells> cells,
            List<@Nullable LineFit> lines,
            List<TrendPopulations.Overlap> pairs) {
        Set<Integer> large = largeTrends(populations, cells);
        List<TrendClusters> clusters = populations.clusters(withPartners(large, pairs));
        Map<Integer, List<ObservedPoint>> points = populations.points(IntStream.range(0, cells.size())
                .filter(trend -> !large.contains(trend) && lines.get(trend) != null)
                .boxed()
                .collect(Collectors.toSet()));

        List<FittedPopulation> fittedPopulations = new ArrayList<>();
        for (int trend = 0; trend < cells.size(); trend++) {
            List<ObservedPoint> observed = points.get(trend);
            PointsByRelease byRelease =
                    observed == null ? null : PointsByRelease.of(observed, settings.confidenceFactors());
            fittedPopulations.add(
                    new FittedPopulation(cells.get(trend), clusters.get(trend), byRelease, lines.get(trend)));
        }
        return fittedPopulations;
    }

    /** The trends whose single observations are too many, or not in memory. */
    private Set<Integer> largeTrends(TrendPopulations populations, List<TrendCells> cells) {
        return IntStream.range(0, cells.size())
                .filter(trend -> cells.get(trend).cells().observations() > settings.observationsLimit()
                        || !populations.isInMemory(trend))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static Map<TrendKey, TrendMembers> members(
            List<TrendSpecification> specifications, List<FittedPopulation> fittedPopulations) {
        Map<TrendKey, TrendMembers> members = new HashMap<>();
        for (int trend = 0; trend < specifications.size(); trend++) {
            FittedPopulation population = fittedPopulations.get(trend);
            PointsByRelease byRelease = population.byRelease();
            Points points = byRelease == null ? null : byRelease.points();
            members.put(
                    specifications.get(trend).key(),
                    new TrendMembers(population.cells().cells(), points));
        }
        return members;
    }

    /**
     * A trend's population and its line.
     *
     * @param byRelease the individual observations; null if they are too many or not in memory, or if there is no line
     * @param line the least-squares line; null if none can be fitted
     */
    record FittedPopulation(
            TrendCells cells,
            TrendClusters clusters,
            @Nullable PointsByRelease byRelease,
            @Nullable LineFit line) {}

    /**
     * The large trends, and all trends that comparisons link to them, directly or through other trends. In large
     * trends, releases without an organization share a cluster per date. Both sides of a comparison must do the same.
     */
    private static Set<Integer> withPartners(Set<Integer> large, List<TrendPopulations.Overlap> pairs) {
        Set<Integer> result = new HashSet<>(large);
        boolean isGrowing = true;
        while (isGrowing) {
            isGrowing = false;
            for (TrendPopulations.Overlap pair : pairs) {
                if (result.contains(pair.first()) || result.contains(pair.second())) {
                    isGrowing |= result.addAll(List.of(pair.first(), pair.second()));
                }
            }
        }
        return result;
    }

    /** The pairs to compare, by the indices of their trends. */
    private List<TrendPopulations.Overlap> pairIndices(List<TrendSpecification> specifications) {
        List<TrendKey> keys =
                specifications.stream().map(TrendSpecification::key).toList();
        List<TrendPopulations.Overlap> pairs = new ArrayList<>();
        for (Pair pair : settings.comparisons()) {
            int first = keys.indexOf(pair.first());
            int second = keys.indexOf(pair.second());
            if (first < 0 || second < 0) {
                throw new IllegalArgumentException(
                        "no trend " + (first < 0 ? pair.first() : pair.second()) + " to compare");
            }
            pairs.add(new TrendPopulations.Overlap(first, second));
        }
        return pairs;
    }

    /** The least-squares line of each trend by MLlib; null for trends that cannot be fitted. */
    private static List<@Nullable LineFit> lines(SparkSession session, List<TrendCells> populations) {
        List<Cells> estimable = populations.stream()
                .map(TrendCells::cells)
                .filter(LeastSquaresLine::isEstimable)
                .toList();
        Iterator<PooledRegression.Coefficients> coefficients =
                PooledRegression.fit(session, estimable).iterator();
        List<@Nullable LineFit> lines = new ArrayList<>();
        for (TrendCells population : populations) {
            LineFit line = null;
            if (LeastSquaresLine.isEstimable(population.cells())) {
                PooledRegression.Coefficients fitted = coefficients.next();
                line = LeastSquaresLine.withCoefficients(
                        population.cells(), fitted.valueAtMeanTime(), fitted.slopeOomPerYear());
            }
            lines.add(line);
        }
        return lines;
    }
}
