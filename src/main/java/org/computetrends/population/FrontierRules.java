package org.computetrends.population;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.OutlierRule;

/**
 * The rules that rank releases, by metric. They define which releases {@link FrontierReleases} keeps, and so which
 * populations can be selected from the kept releases.
 *
 * <p>Only frontiers and records can be selected, and only if low outliers are kept, because whether a value is a low
 * outlier depends on all values around its date.
 *
 * @param sizeBySelection by metric id: each selection that ranks, {@linkplain Selection#reducedToRanking reduced to
 *     what affects ranks}, with the largest N needed
 * @param attributes the attributes that the kept releases have
 */
public record FrontierRules(Map<String, Map<Selection, Integer>> sizeBySelection, Set<Attribute> attributes)
        implements Serializable {
    public static final FrontierRules NONE = new FrontierRules(Map.of(), Set.of());

    public FrontierRules {
        sizeBySelection = Map.copyOf(sizeBySelection);
        attributes = Set.copyOf(attributes);
    }

    /** A population to select. */
    public record Request(String metric, Cohort cohort, Selection selection) {
        /** Whether the population can be selected from the releases of a frontier. */
        private boolean isByRank() {
            return (cohort.rule() == Cohort.Rule.FRONTIER || cohort.rule() == Cohort.Rule.RECORD)
                    && selection.rules().outliers() == OutlierRule.KEEP
                    // Which values are common depends on all releases.
                    && !cohort.has(Cohort.Test.UNCOMMON)
                    && !cohort.has(Cohort.Test.EACH);
        }

        /** The metric by which the cohort is ranked. */
        private String rankedBy() {
            return Objects.requireNonNullElse(cohort.rankedBy(), metric);
        }

        /** The N of the population: each of its releases was among the N largest on its date. */
        private int size() {
            return cohort.rule() == Cohort.Rule.RECORD ? 1 : selection.rules().frontierSize();
        }
    }

    /** The rules that some populations need. Populations that cannot be selected by rank are ignored. */
    public static FrontierRules of(List<Request> requests) {
        Map<String, Map<Selection, Integer>> sizes = new TreeMap<>();
        Set<Attribute> attributes = EnumSet.of(Attribute.ORGANIZATION);
        for (Request request : requests) {
            if (request.isByRank()) {
                sizes.computeIfAbsent(request.rankedBy(), metric -> new HashMap<>())
                        .merge(request.selection().reducedToRanking(), request.size(), Math::max);
                request.cohort().filters().forEach(filter -> attributes.add(filter.attribute()));
            }
        }
        return new FrontierRules(sizes, attributes);
    }

    /** Whether a population can be selected from the releases that these rules keep. */
    boolean canSelect(Request request) {
        Integer size = sizeBySelection
                .getOrDefault(request.rankedBy(), Map.of())
                .get(request.selection().reducedToRanking());
        return request.isByRank()
                && size != null
                && request.size() <= size
                && request.cohort().filters().stream().allMatch(filter -> attributes.contains(filter.attribute()));
    }

    /** The imputations of dates that the selections use. */
    public Set<DateImputation> imputations() {
        return sizeBySelection.values().stream()
                .flatMap(sizes -> sizes.keySet().stream())
                .map(selection -> selection.rules().imputation())
                .collect(Collectors.toSet());
    }

    /** The selections that rank by a metric, each with the largest N needed as frontier size; may be empty. */
    List<Selection> selectionsRanking(String metric) {
        return sizeBySelection.getOrDefault(metric, Map.of()).entrySet().stream()
                .map(entry -> entry.getKey()
                        .withRules(entry.getKey().rules().with(draft -> draft.frontierSize = entry.getValue())))
                .collect(Collectors.toList());
    }
}
