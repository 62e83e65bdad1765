package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.VariedTrend;
import org.computetrends.evaluate.VariantList.NamedVariant;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.FrontierRules;
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
 * Evaluates trends under other settings: the population is selected and the line fitted again.
 *
 * <p>The releases are in memory. A variant costs one pass over them, so thousands of variants take seconds. Each setting is
 * varied alone, and the settings of a grid in every combination. Lines are least squares in closed form, with classical
 * intervals. The spread over variants is not a confidence interval: variants are choices, not samples, and share their
 * data.
 */
public record SensitivityEvaluator(Settings settings) {

    /**
     * The variants.
     *
     * @param trends the trends to vary, without duplicates
     * @param alternatives the alternatives of each setting
     * @param grids the trends and settings that are varied in every combination
     * @param releasesLimit with more releases, only the frontier and records may be varied
     */
    public record Settings(
            Selection baseline,
            List<TrendSpecification> trends,
            List<List<Alternative>> alternatives,
            List<Grid> grids,
            long releasesLimit) {

        /** The trends varied, including the trends of grids. */
        List<TrendSpecification> variedTrends() {
            List<TrendSpecification> result = new ArrayList<>(trends);
            grids.stream()
                    .map(Grid::trend)
                    .filter(trend -> !trends.contains(trend))
                    .distinct()
                    .forEach(result::add);
            return result;
        }

        /** The populations of every variant. */
        public List<FrontierRules.Request> requests() {
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

    /** A trend, and the alternatives of each setting that is varied in every combination. */
    public record Grid(TrendSpecification trend, List<List<Alternative>> alternatives) {}

    /**
     * Each trend's variants on the analysed vintage, which is in memory, the baseline first. Variants whose populations the
     * vintage lacks are left out.
     */
    public List<VariedTrend> evaluate(LoadedVintages vintages) {
        LoadedVintage own = vintages.ranked().orElseThrow();
        PopulationSelector selector = own.selector();
        List<VariedTrend> result = new ArrayList<>();
        for (TrendSpecification trend : settings.variedTrends()) {
            List<NamedVariant> variants = settings.variants(trend).variants().stream()
                    .filter(variant -> own.has(request(trend, variant)))
                    .toList();
            if (variants.isEmpty() || !variants.get(0).id().equals(VariedTrend.BASELINE)) {
                continue;
            }
            NamedVariant first = variants.get(0);
            VariedTrend baseline = fit(selector.analysed(first.variant().selection()), trend, first, null);
            result.add(baseline);
            result.addAll(fitVariants(selector, trend, variants.subList(1, variants.size()), baseline));
        }
        return result;
    }

    private static FrontierRules.Request request(TrendSpecification trend, NamedVariant variant) {
        return new FrontierRules.Request(
                trend.metric().id(), trend.cohort(), variant.variant().selection());
    }

    /** Fits the variants. Variants with equal rules differ only by era, so their releases are selected once. */
    private static List<VariedTrend> fitVariants(
            PopulationSelector selector, TrendSpecification trend, List<NamedVariant> variants, VariedTrend baseline) {
        Map<Selection, List<NamedVariant>> bySelection = variants.stream()
                .collect(Collectors.groupingBy(each -> each.variant().selection()));
        Map<String, VariedTrend> byVariant = new HashMap<>();
        ParallelTasks.map(List.copyOf(bySelection.values()), sameRules -> {
                    AnalysedReleases analysed =
                            selector.analysed(sameRules.get(0).variant().selection());
                    return sameRules.stream()
                            .map(variant -> fit(analysed, trend, variant, baseline))
                            .toList();
                })
                .forEach(fitted -> fitted.forEach(each -> byVariant.put(each.variant(), each)));
        return variants.stream()
                .map(variant -> Objects.requireNonNull(byVariant.get(variant.id())))
                .toList();
    }

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
        // The baseline is compared with itself.
        Double months = doublingTime.months();
        Double baselineMonths = baseline == null ? months : months(baseline);
        return new VariedTrend.Estimate(
                line,
                doublingTime,
                months == null || baselineMonths == null ? null : (Double) (months / baselineMonths));
    }

    private static @Nullable Double months(VariedTrend trend) {
        VariedTrend.Estimate estimate = trend.estimate();
        return estimate == null ? null : estimate.doublingTime().months();
    }
}
