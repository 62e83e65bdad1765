package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Cohort.Filter;
import org.computetrends.domain.Era;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.Scale;
import org.computetrends.evaluate.MetricHistory.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Says which releases a trend is fitted to under any rules, from releases that are held: what {@code segment} says of
 * a Dataset under the rules of the run, to which a test holds it, in a millisecond or so instead of a Spark job.
 *
 * <p>Whatever a {@linkplain Selection selection} leaves out is unknown to it throughout: it is in no window, has no
 * rank, and flags nothing as notable. So {@code to} in the rules gives what was known to be published before a date.
 * For populations that are not held row by row, use {@code segment}.
 */
final class PopulationSelector {
    private final List<HeldRelease> releases;
    private final LocalDate vintage;

    /**
     * @param releases the releases of a vintage, in the order of their ids
     * @param vintage the vintage's date, which no imputed date goes beyond
     */
    PopulationSelector(List<HeldRelease> releases, LocalDate vintage) {
        this.releases = releases;
        this.vintage = vintage;
    }

    /** A release on its imputed date. */
    private record Dated(HeldRelease release, long epochDay) {}

    /**
     * Selects a population.
     *
     * @param metric the metric's id
     * @param cohort the cohort, each attribute's value written out
     * @param era the span of dates that the population is cut to in the end
     * @param selection the rules
     */
    Population select(String metric, Cohort cohort, Era era, Selection selection) {
        List<Dated> analysed = analysed(selection);
        boolean byScale = cohort.rule() == Cohort.Rule.REGULAR_SCALE || cohort.rule() == Cohort.Rule.LARGE_SCALE;
        MetricHistory history = history(metric, analysed, selection, byScale);
        IntPredicate rule = rule(cohort, history, analysed, selection);
        List<Predicate<HeldRelease>> filters = new ArrayList<>();
        for (Filter filter : cohort.filters()) {
            filters.add(condition(filter, history, selection.rules()));
        }
        List<Observation> members = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Observation observation = history.observation(i);
            if (isWithin(observation.epochDay(), era.from(), era.to())
                    && rule.test(i)
                    && filters.stream().allMatch(filter -> filter.test(observation.release()))) {
                members.add(observation);
            }
        }
        return new Population(
                members.stream().map(member -> member.release().id()).toList(),
                members.stream().mapToLong(Observation::epochDay).toArray(),
                members.stream().mapToDouble(Observation::log10Value).toArray());
    }

    /** The releases that the analysis knows of, in order of date and then of id. */
    private List<Dated> analysed(Selection selection) {
        PopulationRules rules = selection.rules();
        List<Dated> analysed = new ArrayList<>();
        for (HeldRelease release : releases) {
            long day = release.epochDay(rules.imputation(), vintage);
            if (isWithin(day, rules.from(), rules.to()) && !selection.excludes(release)) {
                analysed.add(new Dated(release, day));
            }
        }
        analysed.sort(Comparator.comparingLong(Dated::epochDay));
        return analysed;
    }

    private static MetricHistory history(String metric, List<Dated> analysed, Selection selection, boolean scaled) {
        List<Observation> observations = new ArrayList<>();
        for (Dated dated : analysed) {
            double value = dated.release().value(metric);
            if (!Double.isNaN(value)) {
                observations.add(new Observation(dated.release(), dated.epochDay(), value, Math.log10(value)));
            }
        }
        return new MetricHistory(observations, selection, scaled);
    }

    private static IntPredicate rule(Cohort cohort, MetricHistory history, List<Dated> analysed, Selection selection) {
        return switch (cohort.rule()) {
            case ALL -> history::isInPlay;
            case NOTABLE -> {
                boolean all = selection.rules().notableWhenUnflagged()
                        && analysed.stream().allMatch(dated -> dated.release().notable() == null);
                yield i -> history.isInPlay(i)
                        && (all
                                || Boolean.TRUE.equals(
                                        history.observation(i).release().notable()));
            }
            case FRONTIER -> frontier(cohort.rankedBy(), history, analysed, selection);
            case RECORD -> {
                boolean[] records = history.records();
                yield i -> records[i];
            }
            case REGULAR_SCALE -> {
                long from = selection.rules().regularScaleFrom().toEpochDay();
                yield i -> history.scale(i) == Scale.REGULAR
                        && history.observation(i).epochDay() >= from;
            }
            case LARGE_SCALE -> i -> history.scale(i) == Scale.LARGE;
        };
    }

    private static IntPredicate frontier(
            @Nullable String rankedBy, MetricHistory history, List<Dated> analysed, Selection selection) {
        MetricHistory ranking = rankedBy == null ? history : history(rankedBy, analysed, selection, false);
        return i -> {
            Observation observation = history.observation(i);
            double value = rankedBy == null
                    ? observation.value()
                    : observation.release().value(rankedBy);
            // Never true of a value or an entry that is not a number.
            return history.competes(i) && value >= ranking.entryAt(observation.epochDay());
        };
    }

    private static Predicate<HeldRelease> condition(Filter filter, MetricHistory history, PopulationRules rules) {
        Attribute attribute = filter.attribute();
        if (!filter.value().equals(Cohort.OTHER)) {
            return release -> release.values(attribute).contains(filter.value());
        }
        Set<String> common = commonValues(attribute, history, rules.commonValueMinimum());
        return release -> !common.containsAll(release.values(attribute));
    }

    /** The values with at least the minimum number of observations, but for what the source itself calls other. */
    private static Set<String> commonValues(Attribute attribute, MetricHistory history, long minimum) {
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            history.observation(i).release().values(attribute).forEach(value -> counts.merge(value, 1L, Long::sum));
        }
        Set<String> common = new HashSet<>();
        counts.forEach((value, count) -> {
            if (count >= minimum && !value.equals(Cohort.OTHER)) {
                common.add(value);
            }
        });
        return common;
    }

    private static boolean isWithin(long epochDay, @Nullable LocalDate from, @Nullable LocalDate to) {
        return (from == null || epochDay >= from.toEpochDay()) && (to == null || epochDay < to.toEpochDay());
    }
}
