package org.computetrends.evaluate;

import java.time.LocalDate;
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

/** Fits trends on every vintage up to the analysed one, by the run's rules; some also without certain releases. */
public record TrendHistorian(Settings settings) {

    /**
     * The rules of the fits, and which trends are also fitted without some releases.
     *
     * @param variedTrends trends that are also fitted without some releases
     * @param exclusions alternatives, each of which leaves out a set of releases
     */
    public record Settings(
            Selection selection,
            List<TrendSpecification> variedTrends,
            List<Alternative> exclusions,
            List<Seam> seams) {}

    /**
     * By vintage: each trend, then the varied trends without some releases. The analysed vintage must be in memory.
     *
     * @param trends the trends, whose cohorts have no wildcards
     */
    public List<TrendOnVintage> history(List<TrendSpecification> trends, LoadedVintages vintages) {
        List<LoadedVintage> upToAnalysed = vintages.upToAnalysed();
        return ParallelTasks.map(
                        upToAnalysed.size(),
                        index -> upToAnalysed.get(index).releases().size(),
                        index -> onVintage(trends, vintages, index))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Fits all trends on the vintage at an index of the vintages up to the analysed one. */
    private List<TrendOnVintage> onVintage(List<TrendSpecification> trends, LoadedVintages vintages, int index) {
        VintageFits fits = new VintageFits(vintages);
        List<LoadedVintage> upToAnalysed = vintages.upToAnalysed();
        Vintage vintage = upToAnalysed.get(index).vintage();
        LocalDate previous = index == 0 ? null : upToAnalysed.get(index - 1).date();
        String seam = previous == null ? null : Seam.idsBetween(settings.seams(), previous, vintage.date());
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
