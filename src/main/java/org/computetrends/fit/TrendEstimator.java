package org.computetrends.fit;

import java.util.List;
import java.util.Map;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.stats.BreakSearch;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;
import org.jspecify.annotations.Nullable;

/** Estimates all statistics of one trend from its line and its population, for {@link TrendFitter}. */
record TrendEstimator(TrendFitter.Settings settings) {

    Trend trend(TrendSpecification specification, TrendFitter.FittedPopulation population) {
        TrendCells cells = population.cells();
        boolean isEmpty = cells.cells().size() == 0;
        LineFit line = population.line();
        return new Trend(
                specification,
                TrendStatus.of(cells.cells()),
                cells.cells().observations(),
                cells.cells().size(),
                population.clusters().organizations(),
                isEmpty ? null : cells.firstDate(),
                isEmpty ? null : cells.lastDate(),
                line == null ? null : estimate(specification.key(), population, line),
                cells.maxima());
    }

    private Trend.Estimate estimate(TrendKey key, TrendFitter.FittedPopulation population, LineFit line) {
        TrendCells trendCells = population.cells();
        Cells cells = trendCells.cells();
        PointsByRelease byRelease = population.byRelease();
        @Nullable Points points = byRelease == null ? null : byRelease.points();
        // The seed does not depend on the metric. So metrics with the same releases draw the same ones, as shares of
        // growth need (GrowthDecomposer).
        long seed = DerivedSeed.of(settings.seed(), key.cohort(), key.era());
        UncertaintyEstimator.Uncertainty uncertainty = new UncertaintyEstimator(settings.replicates(), settings.noise())
                .uncertainty(line, cells, population.clusters().moments(), points, seed);
        TrendFitter.BreakRule rule = settings.breaks();
        BreakpointEstimator breakpoints = rule == null ? null : new BreakpointEstimator(rule, settings.timeScale());
        Map<GrowthModel, List<BreakSearch.Break>> breaks =
                breakpoints == null ? Map.of() : breakpoints.search(trendCells);
        return new Trend.Estimate(
                line,
                trendCells.firstDate(),
                trendCells.lastDate(),
                settings.timeScale(),
                population.clusters().moments().size(),
                publishedInterval(uncertainty.intervals()),
                uncertainty.intervals(),
                preferredDraws(uncertainty),
                new RobustnessEstimator(settings.pairwiseLimit(), settings.influentialReleases(), settings.timeScale())
                        .robustness(line, trendCells, byRelease),
                new GrowthEstimator(settings.growthModels()).fitModels(line, cells, points, breaks),
                breakpoints == null ? List.of() : breakpoints.testedBreaks(breaks, line, cells, byRelease, seed));
    }

    /** The interval of the configured method; the classical interval if the population does not allow that method. */
    private SlopeInterval publishedInterval(List<SlopeInterval> intervals) {
        return intervals.stream()
                .filter(interval -> interval.method() == settings.interval())
                .findFirst()
                // The classical interval is the first, and exists for every fitted line.
                .orElseGet(() -> intervals.get(0));
    }

    /**
     * The lines of the pairs or the cluster bootstrap, whichever assumes what the configured interval assumes. If that
     * bootstrap was not made, the lines of the other.
     */
    private LineDraws preferredDraws(UncertaintyEstimator.Uncertainty uncertainty) {
        boolean prefersPairs = switch (settings.interval()) {
            case OLS, HC3, PAIRS_PERCENTILE, PAIRS_BCA -> true;
            case CR1, CR3, CLUSTER_PERCENTILE, CLUSTER_BCA, WILD_PERCENTILE -> false;
        };
        LineDraws preferred = prefersPairs ? uncertainty.byPairs() : uncertainty.byClusters();
        LineDraws alternative = prefersPairs ? uncertainty.byClusters() : uncertainty.byPairs();
        return preferred.size() > 0 ? preferred : alternative;
    }
}
