package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.Robustness;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendMembers;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.Points;
import org.computetrends.stats.SlopeBootstrap;

/**
 * Fits trends on any vintage in memory, with the data for projections: the line, its bootstrap replicates over
 * organizations, and the records. Robust slopes, other shapes and breaks are not estimated.
 */
public final class VintageTrends {
    private static final Robustness NOT_ESTIMATED = new Robustness(null, null, null, null, null, null, List.of());

    private final VintageFits fits;
    private final Settings settings;

    public VintageTrends(LoadedVintages vintages, Settings settings) {
        this.fits = new VintageFits(vintages);
        this.settings = settings;
    }

    /** The rules of trends, the number of their bootstrap replicates (0 for none), and the run's seed. */
    public record Settings(Selection selection, int replicates, long seed) {}

    /** A trend on a vintage; its cohort must have no wildcard. */
    public Trend trend(TrendSpecification specification, LocalDate vintage) {
        VintageFits.Fit fit = fit(specification, vintage);
        Population population = fit.population();
        VintageFits.Estimate estimate = fit.estimate();
        boolean isEmpty = population.size() == 0;
        return new Trend(
                specification,
                TrendStatus.of(fit.cells()),
                population.size(),
                fit.cells().size(),
                estimate == null ? 0 : estimate.clusters().size(),
                isEmpty ? null : population.firstDate(),
                isEmpty ? null : population.lastDate(),
                estimate == null ? null : estimate(specification, population, estimate),
                records(population));
    }

    /** The observations of a trend on a vintage, without measurement errors. */
    public TrendMembers members(TrendSpecification specification, LocalDate vintage) {
        VintageFits.Fit fit = fit(specification, vintage);
        double[] time = fit.population().time(settings.selection().rules().timeScale());
        return new TrendMembers(fit.cells(), new Points(time, fit.population().log10Value(), new double[time.length]));
    }

    private VintageFits.Fit fit(TrendSpecification trend, LocalDate vintage) {
        return fits.fit(vintage, trend.metric().id(), trend.cohort(), trend.era(), settings.selection());
    }

    private Trend.Estimate estimate(
            TrendSpecification specification, Population population, VintageFits.Estimate estimate) {
        TimeScale timeScale = settings.selection().rules().timeScale();
        long seed = DerivedSeed.of(settings.seed(), specification.key());
        LineDraws draws = settings.replicates() == 0
                ? LineDraws.NONE
                : new SlopeBootstrap(settings.replicates(), seed).clusters(estimate.clusters(), estimate.line());
        return new Trend.Estimate(
                estimate.line(),
                population.firstDate(),
                population.lastDate(),
                timeScale,
                estimate.clusters().size(),
                estimate.slope(),
                List.of(estimate.slope()),
                draws,
                NOT_ESTIMATED,
                List.of(),
                List.of());
    }

    /**
     * The releases that are larger than all before, in order of date; of one date only the largest. A population has no
     * names, so the ids serve as names.
     */
    private static List<ValuedRelease> records(Population population) {
        Map<LocalDate, ValuedRelease> byDate = new LinkedHashMap<>();
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < population.size(); i++) {
            double value = Math.pow(10, population.log10Value()[i]);
            if (value > largest) {
                largest = value;
                String id = population.releaseIds().get(i);
                byDate.put(population.date(i), new ValuedRelease(population.date(i), id, id, value));
            }
        }
        return List.copyOf(byDate.values());
    }
}
