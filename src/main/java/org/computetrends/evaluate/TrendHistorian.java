package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.Seam;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendOnVintage;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.VariedTrend;
import org.computetrends.domain.Vintage;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;
import org.computetrends.stats.ParallelTasks;
import org.jspecify.annotations.Nullable;

/**
 * Fits trends on every vintage up to the analysed one with {@link VintageFits}, by the run's rules. Some are also
 * fitted without certain releases.
 */
public final class TrendHistorian {
    private final Settings settings;

    public TrendHistorian(Settings settings) {
        this.settings = settings;
    }

    /**
     * The trends and the rules of fits.
     *
     * @param selection the run's rules
     * @param varied trends that are also fitted without some releases
     * @param withouts the sets of releases that are left out
     * @param seams changes of what the source lists or how its values are determined
     */
    public record Settings(
            Selection selection, List<TrendSpecification> varied, List<Alternative> withouts, List<Seam> seams) {
        public Settings {
            varied = List.copyOf(varied);
            withouts = List.copyOf(withouts);
            seams = List.copyOf(seams);
        }
    }

    /**
     * Fits.
     *
     * @param trends the trends, with every attribute value expanded
     * @param vintages the vintages in memory, including the analysed one
     * @return each trend by vintage, then those without some releases
     */
    public List<TrendOnVintage> history(List<TrendSpecification> trends, LoadedVintages vintages) {
        List<LoadedVintage> known = vintages.upToAnalysed();
        return ParallelTasks.map(
                        known.size(),
                        index -> known.get(index).releases().size(),
                        index -> onVintage(
                                trends,
                                new VintageFits(vintages),
                                known.get(index).vintage(),
                                index == 0
                                        ? null
                                        : Seam.idsBetween(
                                                settings.seams(),
                                                known.get(index - 1).date(),
                                                known.get(index).date())))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<TrendOnVintage> onVintage(
            List<TrendSpecification> trends, VintageFits fits, Vintage vintage, @Nullable String seam) {
        List<TrendOnVintage> fitted = new ArrayList<>();
        for (TrendSpecification trend : trends) {
            fitted.add(fitted(trend, VariedTrend.BASELINE, settings.selection(), fits, vintage, seam));
        }
        for (TrendSpecification trend : settings.varied()) {
            for (Alternative without : settings.withouts()) {
                Selection selection = without.change()
                        .apply(new Variant(trend.era(), settings.selection()))
                        .selection();
                fitted.add(fitted(trend, without.id(), selection, fits, vintage, seam));
            }
        }
        return fitted;
    }

    private static TrendOnVintage fitted(
            TrendSpecification trend,
            String variant,
            Selection selection,
            VintageFits fits,
            Vintage vintage,
            @Nullable String seam) {
        VintageFits.Fit fit = fits.fit(vintage.date(), trend.metric().id(), trend.cohort(), trend.era(), selection);
        Population population = fit.population();
        VintageFits.Estimate estimate = fit.estimate();
        boolean isEmpty = population.size() == 0;
        TimeScale scale = selection.rules().timeScale();
        return new TrendOnVintage(
                trend.key(),
                variant,
                vintage.date(),
                vintage.scopeName(),
                seam,
                TrendStatus.of(fit.cells()),
                population.size(),
                isEmpty ? null : population.firstDate(),
                isEmpty ? null : population.lastDate(),
                estimate == null
                        ? null
                        : new TrendOnVintage.Estimate(
                                estimate.line(),
                                estimate.slope(),
                                DoublingTime.of(estimate.line().slope(), estimate.interval(), scale),
                                Math.pow(10, estimate.line().valueAt(scale.yearsSince2000(population.firstDate()))),
                                Math.pow(10, estimate.line().valueAt(scale.yearsSince2000(population.lastDate())))));
    }
}
