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
 * Fits trends on every vintage up to the analysed one with {@link VintageFits}, by the run's rules. Some trends are
 * also fitted without certain releases.
 */
public record TrendHistorian(Settings settings) {

    /**
     * The trends and the rules of fits.
     *
     * @param variedTrends trends that are also fitted without some releases
     * @param exclusions the sets of releases that are left out
     */
    public record Settings(
            Selection selection,
            List<TrendSpecification> variedTrends,
            List<Alternative> exclusions,
            List<Seam> seams) {}

    /**
     * By vintage: each trend, then the varied trends without some releases. The analysed vintage is in memory.
     *
     * @param trends with every attribute value expanded
     */
    public List<TrendOnVintage> history(List<TrendSpecification> trends, LoadedVintages vintages) {
        List<LoadedVintage> upToAnalysed = vintages.upToAnalysed();
        return ParallelTasks.map(
                        upToAnalysed.size(),
                        index -> upToAnalysed.get(index).releases().size(),
                        index -> onVintage(
                                trends,
                                new VintageFits(vintages),
                                upToAnalysed.get(index).vintage(),
                                index == 0
                                        ? null
                                        : Seam.idsBetween(
                                                settings.seams(),
                                                upToAnalysed.get(index - 1).date(),
                                                upToAnalysed.get(index).date())))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<TrendOnVintage> onVintage(
            List<TrendSpecification> trends, VintageFits fits, Vintage vintage, @Nullable String seam) {
        List<TrendOnVintage> fitted = new ArrayList<>();
        for (TrendSpecification trend : trends) {
            fitted.add(fit(trend, VariedTrend.BASELINE, settings.selection(), fits, vintage, seam));
        }
        for (TrendSpecification trend : settings.variedTrends()) {
            for (Alternative exclusion : settings.exclusions()) {
                Selection selection = exclusion
                        .change()
                        .apply(new Variant(trend.era(), settings.selection()))
                        .selection();
                fitted.add(fit(trend, exclusion.id(), selection, fits, vintage, seam));
            }
        }
        return fitted;
    }

    private static TrendOnVintage fit(
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
