package org.computetrends.forecast;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.computetrends.population.Population;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;

/**
 * A model of a cohort's releases: they arrive in a Poisson process, and scatter around a line through recent releases.
 *
 * @param line the least-squares line of values in OOM on years since 2000-01-01
 * @param residuals residuals of the releases, in OOM, times sqrt(n / (n - 2)): two fitted coefficients make them
 *     smaller
 * @param arrivalsPerYear the arrival rate; 0 if only lines and single releases are needed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReleaseProcess(LineFit line, double[] residuals, double arrivalsPerYear) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** The number of quantiles that represent a normal distribution. */
    private static final int NORMAL_SCORES = 999;

    /** Fits the process to the releases of {@code years} before the origin; empty if too few, or all of one date. */
    static Optional<ReleaseProcess> fit(KnownReleases known, int years, PathSettings settings) {
        Population releases = known.fitReleases(years);
        double[] time = releases.time(known.timeScale());
        double[] log10Value = releases.log10Value();
        Cells cells = Cells.ofRows(time, log10Value);
        if (log10Value.length < settings.fewestReleases() || !LeastSquaresLine.isEstimable(cells)) {
            return Optional.empty();
        }
        LineFit line = LeastSquaresLine.fit(cells);
        double scale = Math.sqrt((double) line.n() / line.degreesOfFreedom());
        double[] residuals = new double[log10Value.length];
        Arrays.setAll(residuals, i -> scale * (log10Value[i] - line.valueAt(time[i])));
        // Sorted, so that draws do not depend on the order of releases of one day.
        Arrays.sort(residuals);
        double rate =
                known.releaseCount(settings.rateYears(), settings.rateLagMonths()) / (double) settings.rateYears();
        return Optional.of(new ReleaseProcess(line, residuals, Math.max(settings.leastArrivalsPerYear(), rate)));
    }

    /** The same process, for lines and single releases only. */
    ReleaseProcess withoutArrivals() {
        return new ReleaseProcess(line, residuals, 0);
    }

    /**
     * Fits the line to cells, if single releases are too many for memory. Residuals are quantiles of a normal
     * distribution, and there are no arrivals. Empty as for {@link #fit}.
     *
     * @param known only its dates are used
     * @param releases the values of all releases of the cohort
     */
    static Optional<ReleaseProcess> ofCells(KnownReleases known, Cells releases, int years, PathSettings settings) {
        Cells fitCells = releases.between(
                known.timeScale().yearsSince2000(known.fitStart(years)),
                known.timeScale().yearsSince2000(known.fitEnd()));
        if (fitCells.observations() < settings.fewestReleases() || !LeastSquaresLine.isEstimable(fitCells)) {
            return Optional.empty();
        }
        LineFit line = LeastSquaresLine.fit(fitCells);
        double[] residuals = new double[NORMAL_SCORES];
        Arrays.setAll(
                residuals, i -> line.residualSd() * NORMAL.inverseCumulativeProbability((i + 0.5) / NORMAL_SCORES));
        return Optional.of(new ReleaseProcess(line, residuals, 0));
    }
}
