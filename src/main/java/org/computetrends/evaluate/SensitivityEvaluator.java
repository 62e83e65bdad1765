package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.VariedTrend;
import org.computetrends.evaluate.VariantList.NamedVariant;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Population;
import org.computetrends.population.PopulationSelector;
import org.computetrends.population.Selection;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.ParallelTasks;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates trends under other settings: for each variant of the settings, selects the population and fits the line
 * again.
 *
 * <p>The releases are in memory. A variant costs one pass over them, so thousands of variants take seconds. Each
 * setting is varied alone, and the settings of a grid in every combination. Lines are least squares in closed form,
 * with classical intervals. The spread over variants is not a confidence interval: variants are choices, not samples,
 * and use the same data.
 */
public record SensitivityEvaluator(Settings settings) {

    /**
     * The variants.
     *
     * @param trends the trends to vary, without duplicates
     * @param alternatives the alternatives of each setting that is varied alone
     * @param grids the trends and settings that are varied in every combination
     * @param releasesLimit if there are more releases, only the frontier and records may be varied
     */
    public record Settings(
            Selection baseline,
            List<TrendSpecification> trends,
            List<List<Alternative>> alternatives,
            List<Grid> grids,
            long releasesLimit) {

        /** The trends varied, including the trends of grids. */
        List<TrendSpecification> variedTrends() {
            return Stream.concat(trends.stream(), grids.stream().map(Grid::trend))
                    .distinct()
                    .toList();
        }

        /** The populations of every variant. */
        public List<FrontierSelections.Request> requests() {
            return variedTrends().stream()
                    .flatMap(trend -> variants(trend).variants().stream()
                            .map(variant -> SensitivityEvaluator.request(trend, variant)))
                    .toList();
        }

        /**
         * The variants of a trend.
         *
         * @throws IllegalArgumentException if alternatives give an era that ends before it begins
         */
        public VariantList variants(TrendSpecification trend) {
            VariantList variants = new VariantList(trend.cohort(), new Variant(trend.era(), baseline));
            if (trends.contains(trend)) {
                alternatives.forEach(setting -> variants.addCombinations(List.of(setting)));
            }
            for (Grid grid : grids) {
                if (grid.trend().equals(trend)) {
                    variants.addCombinations(grid.alternatives());
                }
            }
            return variants;
        }
    }

    /** A trend whose settings are varied in every combination; {@code alternatives} has a list for each setting. */
    public record Grid(TrendSpecification trend, List<List<Alternative>> alternatives) {}

    /**
     * Each trend's variants on the analysed vintage, the baseline first. At least the vintage's frontiers must be in
     * memory. A trend is left out if its baseline cannot be selected from the releases in memory, and a variant if the
     * variant cannot.
     */
    public List<VariedTrend> evaluate(LoadedVintages vintages) {
        LoadedVintage analysed = vintages.analysedOrFrontiers().orElseThrow();
        PopulationSelector selector = analysed.selector();
        List<VariedTrend> result = new ArrayList<>();
        for (TrendSpecification trend : settings.variedTrends()) {
            List<NamedVariant> variants = settings.variants(trend).variants().stream()
                    .filter(variant -> analysed.has(request(trend, variant)))
                    .toList();
            if (!variants.isEmpty() && variants.get(0).id().equals(VariedTrend.BASELINE)) {
                NamedVariant first = variants.get(0);
                VariedTrend baseline = fit(selector.analysed(first.variant().selection()), trend, first, null);
                result.add(baseline);
                result.addAll(fitVariants(selector, trend, variants.subList(1, variants.size()), baseline));
            }
        }
        return result;
    }

    private static FrontierSelections.Request request(TrendSpecification trend, NamedVariant variant) {
        return new FrontierSelections.Request(
                trend.metric().id(), trend.cohort(), variant.variant().selection());
    }

    /** Fits the variants. Variants with equal selections differ only by era, so their releases are selected once. */
    private static List<VariedTrend> fitVariants(
            PopulationSelector selector, TrendSpecification trend, List<NamedVariant> variants, VariedTrend baseline) {
        Map<Selection, List<NamedVariant>> bySelection = variants.stream()
                .collect(Collectors.groupingBy(named -> named.variant().selection()));
        Map<String, VariedTrend> fittedById = new HashMap<>();
        ParallelTasks.map(List.copyOf(bySelection.entrySet()), entry -> {
                    AnalysedReleases analysed = selector.analysed(entry.getKey());
                    return entry.getValue().stream()
                            .map(variant -> fit(analysed, trend, variant, baseline))
                            .toList();
                })
                .forEach(fits -> fits.forEach(fitted -> fittedById.put(fitted.variant(), fitted)));
        return variants.stream()
                .map(variant -> Objects.requireNonNull(fittedById.get(variant.id())))
                .toList();
    }

    /** Fits a variant. {@code baseline} is the fit of the baseline; null while the baseline itself is fitted. */
    private static VariedTrend fit(
            AnalysedReleases analysed, TrendSpecification trend, NamedVariant variant, @Nullable VariedTrend baseline) {
        Selection selection = variant.variant().selection();
        Population population = analysed.select(
                trend.metric().id(), trend.cohort(), variant.variant().era());
        TimeScale timeScale = selection.rules().timeScale();
        Cells cells = population.cells(timeScale);
        boolean isEmpty = population.size() == 0;
        return new VariedTrend(
                trend.key(),
                variant.id(),
                variant.setting(),
                variant.value(),
                population.size(),
                isEmpty ? null : population.firstDate(),
                isEmpty ? null : population.lastDate(),
                TrendStatus.of(cells),
                LeastSquaresLine.isEstimable(cells) ? estimate(cells, timeScale, baseline) : null);
    }

    private static VariedTrend.Estimate estimate(Cells cells, TimeScale timeScale, @Nullable VariedTrend baseline) {
        LineFit line = LeastSquaresLine.fit(cells);
        DoublingTime doublingTime = DoublingTime.of(line.slope(), line.slopeInterval(0.95), timeScale);
        // Without a baseline this is the baseline, which is compared with itself.
        Double months = doublingTime.months();
        Double baselineMonths = baseline == null ? months : months(baseline);
        Double ratio = months == null || baselineMonths == null ? null : (Double) (months / baselineMonths);
        return new VariedTrend.Estimate(line, doublingTime, ratio);
    }

    private static @Nullable Double months(VariedTrend trend) {
        VariedTrend.Estimate estimate = trend.estimate();
        return estimate == null ? null : estimate.doublingTime().months();
    }
}
