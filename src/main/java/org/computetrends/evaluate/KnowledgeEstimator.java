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
import org.computetrends.population.FrontierRules;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what each vintage knows: the end of its coverage, how late values are reported, and its number of releases at
 * or above thresholds.
 *
 * @param selection the run's rules, which rank releases
 * @param establishedYears an organization is established at a date if it had a ranked value in this many years before
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
    public List<FrontierRules.Request> requests() {
        return metrics.stream().map(this::frontier).toList();
    }

    private FrontierRules.Request frontier(Metric metric) {
        return new FrontierRules.Request(metric.id(), Cohort.frontier(), selection);
    }

    /**
     * Evaluates the analysed vintage and the earlier ones. Empty if the analysed one is not in memory. If only its
     * frontiers are in memory, there are no delays, and no counts of the analysed vintage.
     */
    public Result estimate(LoadedVintages vintages) {
        if (vintages.ranked().isEmpty()) {
            return Result.NONE;
        }
        Map<LocalDate, Map<String, LocalDate>> knownTo = new HashMap<>();
        List<ThresholdCount> counts = new ArrayList<>();
        LocalDate previousDate = null;
        for (LoadedVintage vintage : vintages.upToAnalysed()) {
            knownTo.put(vintage.date(), knownTo(vintage));
            if (vintage.isComplete()) {
                counts.addAll(count(vintage, previousDate));
            }
            previousDate = vintage.date();
        }
        return new Result(
                new Coverage(knownTo),
                vintages.own()
                        .map(own -> delays.estimate(own, own.selector().analysed(selection), vintages.earlier()))
                        .orElse(List.of()),
                counts);
    }

    private Map<String, LocalDate> knownTo(LoadedVintage vintage) {
        AnalysedReleases analysed = vintage.selector().analysed(selection);
        Map<String, LocalDate> ends = new HashMap<>();
        for (Metric metric : metrics) {
            if (vintage.has(frontier(metric))) {
                analysed.knownTo(metric.id(), establishedYears).ifPresent(end -> ends.put(metric.id(), end));
            }
        }
        return ends;
    }

    private List<ThresholdCount> count(LoadedVintage vintage, @Nullable LocalDate previousDate) {
        return thresholds.count(
                vintage.date(),
                vintage.vintage().scopeName(),
                previousDate == null ? null : Seam.idsBetween(delays.settings().seams(), previousDate, vintage.date()),
                vintage.releases());
    }
}
