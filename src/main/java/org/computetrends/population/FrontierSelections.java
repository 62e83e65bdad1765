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
 * The selections that rank releases, by metric, each with the largest N needed. They define which releases
 * {@link FrontierReleases} keeps, and so which populations can be selected from the kept releases.
 *
 * <p>Only frontiers and records can be selected. Low outliers must be kept, and no condition may be on common values:
 * both depend on releases outside the frontier.
 *
 * @param frontierSizes by metric id: each selection, {@linkplain Selection#reducedToRanking reduced to what affects
 *     ranks}, with its N
 * @param attributes the attributes that the kept releases have
 */
public record FrontierSelections(Map<String, Map<Selection, Integer>> frontierSizes, Set<Attribute> attributes)
        implements Serializable {
    public static final FrontierSelections NONE = new FrontierSelections(Map.of(), Set.of());

    public FrontierSelections {
        frontierSizes = Map.copyOf(frontierSizes);
        attributes = Set.copyOf(attributes);
    }

    /** A population to select. */
    public record Request(String metric, Cohort cohort, Selection selection) {
        /** Whether the population can be selected from the releases of a frontier. */
        private boolean isSelectableFromFrontier() {
            return (cohort.rule() == Cohort.Rule.FRONTIER || cohort.rule() == Cohort.Rule.RECORD)
                    && selection.rules().outliers() == OutlierRule.KEEP
                    // Which values are common depends on all releases.
                    && !cohort.has(Cohort.Test.UNCOMMON)
                    && !cohort.has(Cohort.Test.WILDCARD);
        }

        /** The metric by which the cohort is ranked. */
        private String rankedBy() {
            return Objects.requireNonNullElse(cohort.rankedBy(), metric);
        }

        /** The N of the population: each of its releases was among the N largest on its date. */
        private int frontierSize() {
            return cohort.rule() == Cohort.Rule.RECORD ? 1 : selection.rules().frontierSize();
        }
    }

    /** What some populations need. Populations that cannot be selected from the releases of a frontier are ignored. */
    public static FrontierSelections of(List<Request> requests) {
        Map<String, Map<Selection, Integer>> sizes = new TreeMap<>();
        // The end of coverage and clusters need organizations, whatever the cohorts are.
        Set<Attribute> attributes = EnumSet.of(Attribute.ORGANIZATION);
        for (Request request : requests) {
            if (request.isSelectableFromFrontier()) {
                sizes.computeIfAbsent(request.rankedBy(), metric -> new HashMap<>())
                        .merge(request.selection().reducedToRanking(), request.frontierSize(), Math::max);
                request.cohort().filters().forEach(filter -> attributes.add(filter.attribute()));
            }
        }
        return new FrontierSelections(sizes, attributes);
    }

    /** Whether a population can be selected from the releases that were kept for these selections. */
    boolean canSelect(Request request) {
        Integer size = frontierSizes
                .getOrDefault(request.rankedBy(), Map.of())
                .get(request.selection().reducedToRanking());
        return request.isSelectableFromFrontier()
                && size != null
                && request.frontierSize() <= size
                && request.cohort().filters().stream().allMatch(filter -> attributes.contains(filter.attribute()));
    }

    /** The imputations of dates that the selections use. */
    public Set<DateImputation> imputations() {
        return frontierSizes.values().stream()
                .flatMap(sizes -> sizes.keySet().stream())
                .map(selection -> selection.rules().imputation())
                .collect(Collectors.toSet());
    }

    /** The selections that rank by a metric, each with the largest N needed as frontier size; may be empty. */
    List<Selection> selectionsRanking(String metric) {
        return frontierSizes.getOrDefault(metric, Map.of()).entrySet().stream()
                .map(entry -> entry.getKey()
                        .withRules(entry.getKey().rules().with(draft -> draft.frontierSize = entry.getValue())))
                .collect(Collectors.toList());
    }
}
