package org.computetrends.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.computetrends.domain.Era;
import org.computetrends.domain.LabelledObservation;
import org.computetrends.domain.Metric;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.population.AnalysedReleases.Observation;

/**
 * Selects the population of every trend of a run, if all releases are in memory. {@code select}'s scan does the same
 * for larger inputs; a test requires equal numbers to the last digit.
 *
 * @param eraScheme the eras that observations are labelled with, in order
 */
public record InMemorySegmenter(PopulationRules rules, List<Metric> metrics, List<Era> eraScheme) {

    public InMemorySegmenter {
        metrics = List.copyOf(metrics);
        eraScheme = List.copyOf(eraScheme);
    }

    /**
     * Labelled observations, and the populations of trends.
     *
     * @param observations by metric, then in order of date and release
     * @param trends every trend, with wildcards of cohorts replaced by the common values; {@code populations} gives a
     *     trend by its index here
     */
    public record Result(
            List<LabelledObservation> observations, List<TrendSpecification> trends, TrendPopulations populations) {}

    /**
     * Selects the populations of all trends.
     *
     * @param vintage the vintage, complete in memory
     * @param trends the trends; their cohorts may have wildcards
     */
    public Result segment(LoadedVintage vintage, List<TrendSpecification> trends) {
        AnalysedReleases analysed = analysed(vintage);
        List<TrendSpecification> withoutWildcards = trends.stream()
                .flatMap(trend -> trend.expandWildcards(
                        attribute -> analysed.commonValues(attribute, history(analysed, trend.metric()))))
                .distinct()
                .toList();
        List<InMemoryPopulations.Members> members =
                withoutWildcards.stream().map(trend -> members(analysed, trend)).toList();
        List<LabelledObservation> observations = new ArrayList<>();
        metrics.forEach(metric -> observations.addAll(labelledObservations(metric.id(), history(analysed, metric))));
        return new Result(observations, withoutWildcards, new InMemoryPopulations(members, rules.timeScale()));
    }

    private static MetricHistory history(AnalysedReleases analysed, Metric metric) {
        return analysed.historyWithScales(metric.id());
    }

    private static InMemoryPopulations.Members members(AnalysedReleases analysed, TrendSpecification trend) {
        MetricHistory history = history(analysed, trend.metric());
        return new InMemoryPopulations.Members(history, analysed.memberIndices(history, trend.cohort(), trend.era()));
    }

    private AnalysedReleases analysed(LoadedVintage vintage) {
        return vintage.selector().analysed(new Selection(rules, DerivativeRule.UNRANKED, Set.of(), Set.of()));
    }

    /**
     * The population of one trend, and the numbers of releases outside it, which show why it is small. A release is
     * counted once, for the first reason that applies, in the order of the components.
     *
     * @param populations the population of that trend only
     * @param outsideDates releases outside the era or the dates analysed
     */
    public record TrendSegment(
            TrendPopulations populations, long withoutValue, long outsideDates, long outsideCohort) {}

    /**
     * Selects the releases of one trend.
     *
     * @param vintage the vintage, complete in memory
     * @param trend the trend, whose cohort has no wildcard
     */
    public TrendSegment segmentTrend(LoadedVintage vintage, TrendSpecification trend) {
        AnalysedReleases analysed = analysed(vintage);
        InMemoryPopulations.Members members = members(analysed, trend);
        MetricHistory history = members.history();
        long withValue = vintage.releases().stream()
                .filter(release -> release.values().containsKey(trend.metric().id()))
                .count();
        long withinDates = IntStream.range(0, history.size())
                .filter(index -> trend.era().contains(history.observation(index).date()))
                .count();
        return new TrendSegment(
                new InMemoryPopulations(List.of(members), rules.timeScale()),
                vintage.releases().size() - withValue,
                withValue - withinDates,
                withinDates - members.indices().length);
    }

    private List<LabelledObservation> labelledObservations(String metric, MetricHistory history) {
        double[] zScores = history.zScores();
        int[] ranks = history.ranks();
        IntPredicate records = history.records();
        List<LabelledObservation> labelled = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Observation observation = history.observation(i);
            LocalDate date = observation.date();
            labelled.add(new LabelledObservation(
                    observation.release().id(),
                    metric,
                    date,
                    rules.timeScale().yearsSince2000(observation.epochDay()),
                    observation.value(),
                    observation.log10Value(),
                    Era.idAt(eraScheme, date),
                    Double.isNaN(zScores[i]) ? null : Double.valueOf(zScores[i]),
                    history.scale(i),
                    ranks[i] == 0 ? null : Integer.valueOf(ranks[i]),
                    records.test(i)));
        }
        return labelled;
    }
}
