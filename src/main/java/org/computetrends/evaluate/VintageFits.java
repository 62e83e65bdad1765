package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.AnalysedReleases.Observation;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.Interval;
import org.computetrends.stats.Jackknife;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * Selects populations from any vintage in memory, and fits their lines like the trends of the run: least squares, with
 * a cluster-robust 95% interval of the slope (CR3, the jackknife over organizations). A release without an organization
 * is its own cluster. If one organization alone determines the slope, the interval is the classical one. For
 * populations that are not in memory, use package {@code fit}. Not thread-safe.
 */
final class VintageFits {
    private final LoadedVintages vintages;
    private final Map<VintageRules, AnalysedReleases> analysed = new HashMap<>();

    VintageFits(LoadedVintages vintages) {
        this.vintages = vintages;
    }

    private record VintageRules(LocalDate vintage, Selection selection) {}

    /** A population, its observations by date, and its line. The line is null if there are too few observations. */
    record Fit(Population population, Cells cells, @Nullable Estimate estimate) {
        long n() {
            return population.size();
        }
    }

    /**
     * A line, the moments of its observations by organization, and its slope's 95% interval with the degrees of
     * freedom: the lesser of clusters - 1 and n - 2 for CR3, and n - 2 for the classical interval.
     */
    record Estimate(LineFit line, ClusterMoments clusters, SlopeInterval slope, double degreesOfFreedom) {
        Interval interval() {
            return new Interval(slope.low(), slope.high());
        }
    }

    Population population(LocalDate vintage, String metric, Cohort cohort, Era era, Selection selection) {
        return analysed(vintage, selection).select(metric, cohort, era);
    }

    Fit fit(LocalDate vintage, String metric, Cohort cohort, Era era, Selection selection) {
        return fit(
                analysed(vintage, selection).observations(metric, cohort, era),
                selection.rules().timeScale());
    }

    private AnalysedReleases analysed(LocalDate vintage, Selection selection) {
        return analysed.computeIfAbsent(
                new VintageRules(vintage, selection),
                rules -> vintages.vintage(vintage).selector().analysed(selection));
    }

    /** Fits the observations of a population, in order of date. */
    static Fit fit(List<Observation> observations, TimeScale timeScale) {
        Population population = Population.of(observations);
        Cells cells = population.cells(timeScale);
        Estimate estimate = LeastSquaresLine.isEstimable(cells)
                ? estimate(LeastSquaresLine.fit(cells), clusters(observations, timeScale))
                : null;
        return new Fit(population, cells, estimate);
    }

    private static Estimate estimate(LineFit line, ClusterMoments clusters) {
        double lineDegrees = (double) line.degreesOfFreedom();
        return SlopeInterval.cr3(line, Jackknife.slopesWithoutEachCluster(clusters, line))
                .map(slope -> new Estimate(line, clusters, slope, Math.min(clusters.size() - 1.0, lineDegrees)))
                .orElseGet(() -> new Estimate(
                        line, clusters, SlopeInterval.classical(line).orElseThrow(), lineDegrees));
    }

    private static ClusterMoments clusters(List<Observation> observations, TimeScale timeScale) {
        // By cluster, sums over its observations: count, time, time squared, value, and time times value.
        Map<String, double[]> sums = new TreeMap<>();
        for (Observation observation : observations) {
            double time = timeScale.yearsSince2000(observation.epochDay());
            double value = observation.log10Value();
            double[] sum = sums.computeIfAbsent(observation.release().cluster(), name -> new double[5]);
            sum[0]++;
            sum[1] += time;
            sum[2] += time * time;
            sum[3] += value;
            sum[4] += time * value;
        }
        return new ClusterMoments(column(sums, 0), column(sums, 1), column(sums, 2), column(sums, 3), column(sums, 4));
    }

    private static double[] column(Map<String, double[]> sums, int index) {
        return sums.values().stream().mapToDouble(sum -> sum[index]).toArray();
    }
}
