package org.computetrends.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.CohortSelector;
import org.computetrends.domain.Era;
import org.jspecify.annotations.Nullable;

/**
 * The releases that one {@link Selection} keeps, with imputed dates. Selects populations of any metric, cohort and era
 * from them. Ranks and scales are computed once per metric, so many populations cost little more than one. Thread-safe.
 */
public final class AnalysedReleases {
    private final List<DatedRelease> releases;
    private final Selection selection;
    private final Map<HistoryKey, MetricHistory> histories = new ConcurrentHashMap<>();

    /** @param releases the releases, in order of date and then of id */
    AnalysedReleases(List<DatedRelease> releases, Selection selection) {
        this.releases = List.copyOf(releases);
        this.selection = selection;
    }

    /** A release with its imputed date, in days since 1970-01-01. */
    public record DatedRelease(AnalysedRelease release, long epochDay) {}

    /**
     * A release's value of a metric on its date.
     *
     * @param epochDay days since 1970-01-01, imputed
     * @param value the value, in the metric's unit
     * @param log10Value the decimal logarithm of the value
     */
    public record Observation(AnalysedRelease release, long epochDay, double value, double log10Value) {
        public LocalDate date() {
            return LocalDate.ofEpochDay(epochDay);
        }
    }

    /** The key of a metric's history, whose observations may be classified by scale. */
    private record HistoryKey(String metric, boolean withScales) {}

    /** All releases that the rules keep, in order of date and then of id. */
    public List<DatedRelease> releases() {
        return releases;
    }

    /** Selects a population, with the arguments of {@link #observations}. */
    public Population select(String metric, Cohort cohort, Era era) {
        return Population.of(observations(metric, cohort, era));
    }

    /**
     * Selects the observations of a population, in order of date and then of release.
     *
     * @param cohort the cohort, without wildcards
     * @param era the dates to which the population is restricted after ranks are computed
     */
    public List<Observation> observations(String metric, Cohort cohort, Era era) {
        boolean byScale = cohort.rule() == Cohort.Rule.REGULAR_SCALE || cohort.rule() == Cohort.Rule.LARGE_SCALE;
        MetricHistory history = byScale ? historyWithScales(metric) : history(metric);
        return Arrays.stream(memberIndices(history, cohort, era))
                .mapToObj(history::observation)
                .toList();
    }

    /**
     * The end of a metric's coverage: the date of the last value on the frontier by an established organization. An
     * organization is established at a date if it has another value on the frontier in the {@code years} before. The
     * first value of a new organization does not show that the values of others are known.
     *
     * @param years how many years before the date count
     * @return empty if no organization is established at the date of one of its values
     */
    public Optional<LocalDate> knownTo(String metric, int years) {
        List<Observation> frontier = observations(metric, Cohort.frontier(), Era.ALL_TIME);
        for (int last = frontier.size() - 1; last > 0; last--) {
            LocalDate date = frontier.get(last).date();
            List<String> organizations = frontier.get(last).release().values(Attribute.ORGANIZATION);
            boolean isEstablished = frontier.subList(0, last).stream()
                    .anyMatch(earlier -> isWithin(earlier.epochDay(), date.minusYears(years), date)
                            && !Collections.disjoint(
                                    organizations, earlier.release().values(Attribute.ORGANIZATION)));
            if (isEstablished) {
                return Optional.of(date);
            }
        }
        return Optional.empty();
    }

    /** The indices, in a metric's history, of the observations of a population; ascending. */
    int[] memberIndices(MetricHistory history, Cohort cohort, Era era) {
        IntPredicate isMember = cohortSelector().members(cohort, history);
        return IntStream.range(0, history.size())
                .filter(i -> isWithin(history.epochDay(i), era.from(), era.to()) && isMember.test(i))
                .toArray();
    }

    /** Whether all releases count as notable, because the source flags none and the rules say so. */
    public boolean areAllNotable() {
        return selection.rules().notableWhenUnflagged()
                && releases.stream().allMatch(dated -> dated.release().notable() == null);
    }

    private CohortSelector cohortSelector() {
        return new CohortSelector(
                selection.rules().commonValueMinimum(), selection.rules().regularScaleFrom());
    }

    /** The attribute's values that enough observations of a metric have, by the rules. */
    SortedSet<String> commonValues(Attribute attribute, MetricHistory history) {
        return cohortSelector().commonValues(attribute, history);
    }

    /** The history of a metric without scales, computed on first use. */
    MetricHistory history(String metric) {
        return history(new HistoryKey(metric, false));
    }

    /** The history of a metric with scales, which cohorts by scale need, computed on first use. */
    MetricHistory historyWithScales(String metric) {
        return history(new HistoryKey(metric, true));
    }

    private MetricHistory history(HistoryKey historyKey) {
        return histories.computeIfAbsent(historyKey, key -> {
            List<Observation> observations = new ArrayList<>();
            for (DatedRelease dated : releases) {
                double value = dated.release().value(key.metric());
                if (!Double.isNaN(value)) {
                    observations.add(
                            new Observation(dated.release(), dated.epochDay(), value, StrictMath.log10(value)));
                }
            }
            return new MetricHistory(observations, this, selection, key.withScales());
        });
    }

    /** Whether {@code from <= date < to}; a bound that is null is ignored. */
    static boolean isWithin(long epochDay, @Nullable LocalDate from, @Nullable LocalDate to) {
        return (from == null || epochDay >= from.toEpochDay()) && (to == null || epochDay < to.toEpochDay());
    }
}
