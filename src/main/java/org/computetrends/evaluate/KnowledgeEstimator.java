package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ReportingDelay;
import org.computetrends.domain.Seam;
import org.computetrends.domain.ThresholdCount;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;

/**
 * Estimates how complete vintages are: the end of their coverage, how late values are reported, and their numbers of
 * releases at or above thresholds.
 *
 * @param selection the run's rules, which rank releases
 * @param establishedYears coverage ends at the last frontier value of an organization that had another one in this many
 *     years before
 */
public record KnowledgeEstimator(
        List<Metric> metrics,
        Selection selection,
        int establishedYears,
        ReportingDelayEstimator delays,
        ThresholdCounter thresholds) {

    /** The end of coverage, how late values are reported, and the releases at or above thresholds by vintage. */
    public record Result(Coverage coverage, List<ReportingDelay> delays, List<ThresholdCount> counts) {
        private static final Result NONE = new Result(Coverage.NONE, List.of(), List.of());
    }

    /** The populations of the analysed vintage that coverage needs. */
    public List<FrontierSelections.Request> requests() {
        return metrics.stream().map(this::frontierRequest).toList();
    }

    private FrontierSelections.Request frontierRequest(Metric metric) {
        return new FrontierSelections.Request(metric.id(), Cohort.frontier(), selection);
    }

    /**
     * Estimates for the analysed vintage and the earlier ones. Empty if the analysed vintage is not in memory. If only
     * the frontiers of the analysed vintage are in memory, there are no delays, and no counts of that vintage.
     */
    public Result estimate(LoadedVintages vintages) {
        if (vintages.analysedOrFrontiers().isEmpty()) {
            return Result.NONE;
        }
        Map<LocalDate, Map<String, LocalDate>> coverageEnds = new HashMap<>();
        List<ThresholdCount> counts = new ArrayList<>();
        LocalDate previousDate = null;
        for (LoadedVintage vintage : vintages.upToAnalysed()) {
            coverageEnds.put(vintage.date(), coverageEnds(vintage));
            if (vintage.isComplete()) {
                String seams = previousDate == null
                        ? null
                        : Seam.idsBetween(delays.settings().seams(), previousDate, vintage.date());
                counts.addAll(
                        thresholds.count(vintage.date(), vintage.vintage().scopeName(), seams, vintage.releases()));
            }
            previousDate = vintage.date();
        }
        List<ReportingDelay> reportingDelays = vintages.completeAnalysed()
                .map(vintage -> delays.estimate(vintage, vintage.selector().analysed(selection), vintages.earlier()))
                .orElse(List.of());
        return new Result(new Coverage(coverageEnds), reportingDelays, counts);
    }

    /** By metric: the end of coverage. Metrics whose coverage is unknown are absent. */
    private Map<String, LocalDate> coverageEnds(LoadedVintage vintage) {
        AnalysedReleases analysed = vintage.selector().analysed(selection);
        Map<String, LocalDate> ends = new HashMap<>();
        for (Metric metric : metrics) {
            if (vintage.has(frontierRequest(metric))) {
                analysed.knownTo(metric.id(), establishedYears).ifPresent(end -> ends.put(metric.id(), end));
            }
        }
        return ends;
    }
}
