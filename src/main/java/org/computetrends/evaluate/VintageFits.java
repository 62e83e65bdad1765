package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Population;
import org.computetrends.population.PopulationSelector;
import org.computetrends.population.Selection;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.Interval;
import org.computetrends.stats.Jackknife;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * Populations and lines of any vintage in memory, fitted like the run's own trends: least squares, with a
 * cluster-robust 95% interval of the slope (CR3, the jackknife over organizations). Degrees of freedom are the lesser
 * of clusters - 1 and n - 2; a release without an organization is its own cluster. If one organization alone determines
 * the slope, the interval is the classical one. For populations that are not in memory, use {@code fit}.
 */
final class VintageFits {
    private final LoadedVintages vintages;
    private final Map<VintageRules, AnalysedReleases> analysed = new HashMap<>();
    private final Map<LocalDate, Map<String, AnalysedRelease>> releasesById = new HashMap<>();

    VintageFits(LoadedVintages vintages) {
        this.vintages = vintages;
    }

    private record VintageRules(LocalDate vintage, Selection selection) {}

    /** A population, its observations by date, and its line, or null if there are too few observations. */
    record Fit(Population population, Cells cells, @Nullable Estimate estimate) {
        long n() {
            return population.size();
        }
    }

    /** A line, its observations by organization, and its slope's 95% interval with its degrees of freedom. */
    record Estimate(LineFit line, ClusterMoments clusters, SlopeInterval slope, double degreesOfFreedom) {
        Interval interval() {
            return new Interval(slope.low(), slope.high());
        }
    }

    Population population(LocalDate vintage, String metric, Cohort cohort, Era era, Selection selection) {
        return analysed.computeIfAbsent(
                        new VintageRules(vintage, selection),
                        rules -> new PopulationSelector(vintages.measured(vintage), vintage).analysed(selection))
                .select(metric, cohort, era);
    }

    Fit fit(LocalDate vintage, String metric, Cohort cohort, Era era, Selection selection) {
        Population population = population(vintage, metric, cohort, era, selection);
        TimeScale timeScale = selection.rules().timeScale();
        Cells cells = population.cells(timeScale);
        if (!LeastSquaresLine.isEstimable(cells)) {
            return new Fit(population, cells, null);
        }
        LineFit line = LeastSquaresLine.fit(cells);
        ClusterMoments clusters = clusters(vintage, population, timeScale);
        return new Fit(population, cells, estimate(line, clusters));
    }

    private static Estimate estimate(LineFit line, ClusterMoments clusters) {
        Optional<SlopeInterval> cr3 = SlopeInterval.cr3(line, Jackknife.slopesWithoutEachCluster(clusters, line));
        long ofLine = line.degreesOfFreedom();
        return new Estimate(
                line, clusters, cr3.or(() -> SlopeInterval.classical(line)).orElseThrow(), (double)
                        (cr3.isPresent() ? Math.min(clusters.size() - 1L, ofLine) : ofLine));
    }

    /** The moments of clusters: count, time, time squared, value, and time times value. */
    private ClusterMoments clusters(LocalDate vintage, Population population, TimeScale timeScale) {
        Map<String, AnalysedRelease> releases =
                releasesById.computeIfAbsent(vintage, date -> byId(vintages.releases(date)));
        double[] time = population.time(timeScale);
        Map<String, double[]> sums = new TreeMap<>();
        for (int i = 0; i < population.size(); i++) {
            String id = population.releaseIds().get(i);
            AnalysedRelease release = releases.get(id);
            double[] sum =
                    sums.computeIfAbsent(release == null ? "release " + id : release.cluster(), name -> new double[5]);
            double y = population.log10Value()[i];
            sum[0]++;
            sum[1] += time[i];
            sum[2] += time[i] * time[i];
            sum[3] += y;
            sum[4] += time[i] * y;
        }
        List<double[]> clusters = new ArrayList<>(sums.values());
        return new ClusterMoments(
                column(clusters, 0),
                column(clusters, 1),
                column(clusters, 2),
                column(clusters, 3),
                column(clusters, 4));
    }

    static Map<String, AnalysedRelease> byId(List<AnalysedRelease> releases) {
        Map<String, AnalysedRelease> byId = new HashMap<>();
        releases.forEach(release -> byId.put(release.id(), release));
        return byId;
    }

    private static double[] column(List<double[]> sums, int index) {
        return sums.stream().mapToDouble(sum -> sum[index]).toArray();
    }
}
