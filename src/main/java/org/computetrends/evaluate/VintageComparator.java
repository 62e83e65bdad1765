package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RevisionRate;
import org.computetrends.domain.Seam;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendOnVintage;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueChange;
import org.computetrends.domain.VariedTrend;
import org.computetrends.domain.VintageChange;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;
import org.computetrends.stats.ParallelTasks;
import org.jspecify.annotations.Nullable;

/**
 * Compares each vintage with the next, up to the analysed one. {@link ReleaseMatching} matches the releases of two
 * vintages, {@link ValueLedger} lists changed values, {@link ChangeSplitter} splits each trend's change into parts, and
 * {@link RevisionCounter} counts revisions.
 */
public record VintageComparator(Settings settings) {

    /**
     * The rules and settings of comparisons.
     *
     * @param rulesBefore the rules that were in use at the vintage before the analysed one, for the last comparison
     * @param runRules the run's rules, for everything else
     */
    public record Settings(List<Metric> metrics, Selection rulesBefore, Selection runRules, Revisions revisions) {}

    /**
     * How vintages are compared.
     *
     * @param ageBounds the bounds of the ages of values, in years, ascending
     */
    public record Revisions(List<Seam> seams, ReleaseIdentity identity, List<Double> ageBounds) {}

    /**
     * The changes.
     *
     * @param trends each trend by pair of vintages, in order; empty without an earlier vintage
     * @param values each value that changed, by pair of vintages, release, metric and kind
     */
    public record Result(List<VintageChange> trends, List<ValueChange> values, List<RevisionRate> rates) {}

    /**
     * Compares every vintage up to the analysed one, which is in memory, with the previous one.
     *
     * @param trends the trends, whose cohorts have no wildcards
     * @param history these trends on every vintage, by the run's rules
     */
    public Result compare(List<TrendSpecification> trends, LoadedVintages vintages, List<TrendOnVintage> history) {
        List<LoadedVintage> upToAnalysed = vintages.upToAnalysed();
        Map<LocalDate, Map<TrendKey, VintageChange.Growth>> growths = growths(history);
        RevisionCounter counter = new RevisionCounter(
                settings.revisions().ageBounds(), settings.runRules().rules().timeScale());
        List<Pair> pairs = IntStream.range(1, upToAnalysed.size())
                .mapToObj(later -> new Pair(
                        upToAnalysed.get(later - 1), upToAnalysed.get(later), later == upToAnalysed.size() - 1))
                .toList();
        List<Comparison> comparisons = ParallelTasks.map(pairs, pair -> compare(pair, trends, vintages, growths));
        List<VintageChange> trendChanges = new ArrayList<>();
        List<ValueChange> valueChanges = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            Comparison comparison = comparisons.get(i);
            trendChanges.addAll(comparison.trends());
            valueChanges.addAll(comparison.values());
            counter.count(pair.earlier().date(), pair.later().date(), comparison.matching(), seamIds(pair) != null);
        }
        return new Result(List.copyOf(trendChanges), List.copyOf(valueChanges), counter.rates(settings.metrics()));
    }

    /** Two consecutive vintages, and whether the later vintage is the analysed one. */
    private record Pair(LoadedVintage earlier, LoadedVintage later, boolean isLast) {}

    /** The result for one pair of vintages. */
    private record Comparison(ReleaseMatching matching, List<VintageChange> trends, List<ValueChange> values) {}

    private Comparison compare(
            Pair pair,
            List<TrendSpecification> trends,
            LoadedVintages vintages,
            Map<LocalDate, Map<TrendKey, VintageChange.Growth>> growths) {
        LocalDate from = pair.earlier().date();
        LocalDate to = pair.later().date();
        ReleaseMatching matching = ReleaseMatching.of(
                pair.earlier().releases(),
                pair.later().releases(),
                settings.revisions().identity());
        List<ValueChange> values = new ValueLedger(
                        settings.metrics(), settings.runRules().rules().imputation())
                .changes(matching, from, to);
        ChangeSplitter splitter = new ChangeSplitter(
                new PartialVintage(matching, vintages, from, to),
                pair.isLast() ? settings.rulesBefore() : settings.runRules(),
                settings.runRules(),
                growths.getOrDefault(from, Map.of()),
                growths.getOrDefault(to, Map.of()));
        Map<String, Map<ValueChange.Kind, Long>> counts = values.stream()
                .collect(Collectors.groupingBy(
                        ValueChange::metric, Collectors.groupingBy(ValueChange::kind, Collectors.counting())));
        List<VintageChange> trendChanges = trends.stream()
                .map(trend -> change(trend, pair, splitter, counts))
                .toList();
        return new Comparison(matching, trendChanges, values);
    }

    private VintageChange change(
            TrendSpecification trend,
            Pair pair,
            ChangeSplitter splitter,
            Map<String, Map<ValueChange.Kind, Long>> counts) {
        ChangeSplitter.Change change = splitter.split(trend);
        Map<ValueChange.Kind, Long> countByKind =
                counts.getOrDefault(trend.metric().id(), Map.of());
        return new VintageChange(
                trend.key(),
                pair.earlier().date(),
                pair.later().date(),
                seamIds(pair),
                change.status(),
                change.before(),
                change.after(),
                change.split(),
                countByKind.getOrDefault(ValueChange.Kind.REVISED, 0L),
                countByKind.getOrDefault(ValueChange.Kind.ADDED, 0L),
                countByKind.getOrDefault(ValueChange.Kind.WITHDRAWN, 0L));
    }

    /** The ids of the seams between two vintages; null if there are none. */
    private @Nullable String seamIds(Pair pair) {
        return Seam.idsBetween(
                settings.revisions().seams(),
                pair.earlier().date(),
                pair.later().date());
    }

    /** By vintage and trend: the growth by the run's rules. Variants without some releases are ignored. */
    private static Map<LocalDate, Map<TrendKey, VintageChange.Growth>> growths(List<TrendOnVintage> history) {
        Map<LocalDate, Map<TrendKey, VintageChange.Growth>> growths = new HashMap<>();
        for (TrendOnVintage trend : history) {
            if (trend.variant().equals(VariedTrend.BASELINE)) {
                growths.computeIfAbsent(trend.vintage(), vintage -> new HashMap<>())
                        .put(trend.trend(), trend.growth());
            }
        }
        return growths;
    }
}
