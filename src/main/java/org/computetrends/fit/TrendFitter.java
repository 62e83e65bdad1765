package org.computetrends.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.Points;
import org.jspecify.annotations.Nullable;

/**
 * Fits every trend, and says how sure the slope is.
 *
 * <p>Observations are compressed into cells, one for each trend and date, which are exact for a fit on time; one MLlib
 * regression over the cells of all trends gives the slopes and intercepts; standard errors, intervals and influence
 * follow from the cells, from moments by organization, and, for populations small enough, from the observations. What
 * draws at random is seeded by the run's seed and the trend's key, so that a trend's numbers do not depend on which
 * others are fitted. A trend that cannot be fitted is returned with its status.
 */
public final class TrendFitter {
    private final Settings settings;

    /** @param settings how */
    public TrendFitter(Settings settings) {
        this.settings = settings;
    }

    /**
     * How trends are fitted.
     *
     * @param timeScale how slopes become doubling times
     * @param seed the run's seed
     * @param replicates bootstrap replicates of each trend; none for 0
     * @param noise the measurement error added inside each pairs replicate
     * @param confidenceFactors the factor within which a value lies with 90%, by the source's confidence
     * @param observationsLimit largest population that is held row by row
     * @param pairwiseLimit largest population whose pairs are all compared
     * @param huberTrends the trends that Huber's regression is fitted to
     */
    public record Settings(
            TimeScale timeScale,
            long seed,
            int replicates,
            MeasurementNoise noise,
            Map<Confidence, Double> confidenceFactors,
            long observationsLimit,
            long pairwiseLimit,
            Set<TrendKey> huberTrends) {}

    /**
     * Fits.
     *
     * @param observations labelled observations, with the ordinals of the trends they belong to
     * @param specifications the trends, in the order of their ordinals
     * @return a trend for each specification, in their order
     */
    public List<Trend> fit(Dataset<Row> observations, List<TrendSpecification> specifications) {
        Populations populations = new Populations(observations, specifications.size(), settings.timeScale());
        List<TrendCells> cells = populations.cells();
        Set<Integer> held = new HashSet<>();
        Set<Integer> large = new HashSet<>();
        IntStream.range(0, cells.size()).forEach(trend -> {
            if (cells.get(trend).cells().observations() > settings.observationsLimit()) {
                large.add(trend);
            } else if (LeastSquaresLine.isEstimable(cells.get(trend).cells())) {
                held.add(trend);
            }
        });
        List<@Nullable LineFit> lines = lines(observations.sparkSession(), cells);
        List<Populations.Clusters> clusters = populations.clusters(large);
        Map<Integer, List<Populations.ObservedPoint>> points = populations.points(held);
        ConfidenceNoise noise = new ConfidenceNoise(settings.confidenceFactors());
        return IntStream.range(0, specifications.size())
                .parallel()
                .mapToObj(trend -> trend(
                        observations.sparkSession(),
                        specifications.get(trend),
                        cells.get(trend),
                        clusters.get(trend),
                        points.containsKey(trend) ? noise.points(points.get(trend)) : null,
                        lines.get(trend)))
                .toList();
    }

    /** The least-squares line of each trend by MLlib; null for those that cannot be fitted. */
    private static List<@Nullable LineFit> lines(SparkSession session, List<TrendCells> cells) {
        PooledRegression.Coefficients[] coefficients = PooledRegression.fit(
                session,
                cells.stream()
                        .map(TrendCells::cells)
                        .filter(LeastSquaresLine::isEstimable)
                        .toList());
        List<@Nullable LineFit> lines = new ArrayList<>();
        int fitted = 0;
        for (TrendCells population : cells) {
            if (LeastSquaresLine.isEstimable(population.cells())) {
                PooledRegression.Coefficients line = coefficients[fitted++];
                lines.add(LeastSquaresLine.at(population.cells(), line.valueAtMeanTime(), line.slopePerYear()));
            } else {
                lines.add(null);
            }
        }
        return lines;
    }

    private Trend trend(
            SparkSession session,
            TrendSpecification specification,
            TrendCells population,
            Populations.Clusters clusters,
            @Nullable Points points,
            @Nullable LineFit line) {
        boolean isEmpty = population.cells().size() == 0;
        return new Trend(
                specification,
                TrendStatus.of(population.cells()),
                population.cells().observations(),
                population.cells().size(),
                clusters.organizations(),
                isEmpty ? null : population.firstDate(),
                isEmpty ? null : population.lastDate(),
                line == null ? null : estimate(session, specification.key(), population, clusters, points, line),
                population.ascent());
    }

    private Trend.Estimate estimate(
            SparkSession session,
            TrendKey key,
            TrendCells population,
            Populations.Clusters clusters,
            @Nullable Points points,
            LineFit line) {
        List<SlopeInterval> intervals = new UncertaintyEstimator(settings.replicates(), settings.noise())
                .intervals(line, population.cells(), clusters.moments(), points, seedOf(key));
        Double huber = points != null && settings.huberTrends().contains(key)
                ? (Double) HuberRegression.slope(session, points, line)
                : null;
        return Trend.Estimate.of(
                line,
                population.firstDate(),
                population.lastDate(),
                settings.timeScale(),
                clusters.moments().size(),
                intervals,
                new RobustnessEstimator(settings.pairwiseLimit()).robustness(line, population, points, huber));
    }

    private long seedOf(TrendKey key) {
        String name = settings.seed() + "/" + key.metric() + "/" + key.cohort() + "/" + key.era() + "/"
                + key.growthModel().id();
        return TrendSeed.of(name);
    }
}
