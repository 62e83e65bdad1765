package org.computetrends.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.computetrends.domain.AttributeCohorts;
import org.computetrends.domain.Era;
import org.computetrends.domain.LabelledObservation;
import org.computetrends.domain.Metric;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.population.MetricHistory.Observation;

/**
 * Says which releases each trend is fitted to, where they are in memory. A test requires the same numbers of it as of
 * {@code scan}, to the last digit.
 *
 * @param rules the rules that make populations
 * @param metrics what is measured
 * @param eraScheme the eras that observations are labelled with, in order
 */
public record InMemorySegmenter(PopulationRules rules, List<Metric> metrics, List<Era> eraScheme) {

    public InMemorySegmenter {
        metrics = List.copyOf(metrics);
        eraScheme = List.copyOf(eraScheme);
    }

    /**
     * Labelled observations and the trends they belong to.
     *
     * @param observations by metric, then in order of date and release
     * @param trends every trend, cohorts by attribute written out; their places are their ordinals
     * @param populations of these trends
     */
    public record Result(
            List<LabelledObservation> observations, List<TrendSpecification> trends, TrendPopulations populations) {}

    /**
     * Segments the releases of a vintage.
     *
     * @param vintage the vintage
     * @param trends the trends asked for; a cohort may stand for each value of an attribute
     */
    public Result segment(LoadedVintage vintage, List<TrendSpecification> trends) {
        AnalysedReleases analysed = new PopulationSelector(vintage.measured(), vintage.date())
                .analysed(new Selection(rules, DerivativeRule.UNRANKED, Set.of(), Set.of()));
        Map<String, MetricHistory> histories = new LinkedHashMap<>();
        metrics.forEach(metric -> histories.put(metric.id(), analysed.history(metric.id(), true)));
        List<TrendSpecification> writtenOut = AttributeCohorts.writtenOut(
                trends,
                (attribute, metric) -> AnalysedReleases.commonValues(
                        attribute, Objects.requireNonNull(histories.get(metric)), rules.commonValueMinimum()));
        List<InMemoryPopulations.Members> members = writtenOut.stream()
                .map(trend -> {
                    MetricHistory history =
                            Objects.requireNonNull(histories.get(trend.metric().id()));
                    return new InMemoryPopulations.Members(
                            history, analysed.members(history, trend.cohort(), trend.era()));
                })
                .toList();
        List<LabelledObservation> observations = new ArrayList<>();
        histories.forEach((metric, history) -> observations.addAll(labelled(metric, history)));
        return new Result(observations, writtenOut, new InMemoryPopulations(members, rules.timeScale()));
    }

    private List<LabelledObservation> labelled(String metric, MetricHistory history) {
        double[] zScores = history.zScores();
        int[] ranks = history.ranks();
        boolean[] records = history.records();
        List<LabelledObservation> labelled = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Observation observation = history.observation(i);
            LocalDate date = LocalDate.ofEpochDay(observation.epochDay());
            labelled.add(new LabelledObservation(
                    observation.release().id(),
                    metric,
                    date,
                    rules.timeScale().yearsSince2000(observation.epochDay()),
                    observation.value(),
                    observation.log10Value(),
                    Era.idAt(eraScheme, date),
                    Double.isNaN(zScores[i]) ? null : (Double) zScores[i],
                    history.scale(i),
                    ranks[i] == 0 ? null : (Integer) ranks[i],
                    records[i]));
        }
        return labelled;
    }
}
