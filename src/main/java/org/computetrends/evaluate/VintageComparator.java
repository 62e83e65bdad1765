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
 * Compares each vintage with the next, up to the analysed one: finds changed trends and values, decomposes each change
 * of a trend exactly, and counts revisions.
 *
 * <p>{@link ReleaseMatching} matches the releases of two vintages. {@link ChangeSplitter} decomposes a trend's change.
 */
public record VintageComparator(Settings settings) {

    /**
     * The rules and settings of comparisons.
     *
     * @param rulesBefore the rules of the vintage before the analysed one, for the changes since then
     * @param runRules the run's rules, for all other vintages
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
     * @param trends the trends, with every attribute value expanded
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
        List<Comparison> results = ParallelTasks.map(pairs, pair -> compare(pair, trends, vintages, growths));
        List<VintageChange> changes = new ArrayList<>();
        List<ValueChange> values = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            changes.addAll(results.get(i).trends());
            values.addAll(results.get(i).values());
            Pair pair = pairs.get(i);
            counter.count(
                    pair.earlier().date(), pair.later().date(), results.get(i).matching(), seam(pair) != null);
        }
        return new Result(List.copyOf(changes), List.copyOf(values), counter.rates(settings.metrics()));
    }

    /** Two consecutive vintages, and whether the later vintage is the analysed one. */
    private record Pair(LoadedVintage earlier, LoadedVintage later, boolean isLast) {}

    /** The matched releases, the changes of trends, and the changes of values. */
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
        Map<String, Map<ValueChange.Kind, Long>> counts = counts(values);
        return new Comparison(
                matching,
                trends.stream()
                        .map(trend -> change(trend, pair, splitter, counts))
                        .toList(),
                values);
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
                seam(pair),
                change.status(),
                change.before(),
                change.after(),
                change.split(),
                countByKind.getOrDefault(ValueChange.Kind.REVISED, 0L),
                countByKind.getOrDefault(ValueChange.Kind.ADDED, 0L),
                countByKind.getOrDefault(ValueChange.Kind.WITHDRAWN, 0L));
    }

    /** The ids of the seams between two vintages; null if there are none. */
    private @Nullable String seam(Pair pair) {
        return Seam.idsBetween(
                settings.revisions().seams(),
                pair.earlier().date(),
                pair.later().date());
    }

    private static Map<String, Map<ValueChange.Kind, Long>> counts(List<ValueChange> values) {
        return values.stream()
                .collect(Collectors.groupingBy(
                        ValueChange::metric, Collectors.groupingBy(ValueChange::kind, Collectors.counting())));
    }

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
