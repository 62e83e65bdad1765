package org.computetrends.population;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.OutlierRule;

/**
 * The rules by which releases are ranked, by metric: what is needed to find the releases that are on the frontier by any
 * of them.
 *
 * <p>From these releases only cohorts of frontier or record can be selected, and only where low outliers are kept:
 * whether a value is a low outlier depends on all values around its date.
 *
 * @param sizeByRule by metric, the rules that differ in which releases rank, each with the largest N required
 * @param attributes the attributes known of the releases kept
 */
public record FrontierRules(Map<String, Map<Selection, Integer>> sizeByRule, Set<Attribute> attributes)
        implements Serializable {
    public static final FrontierRules NONE = new FrontierRules(Map.of(), Set.of());

    public FrontierRules {
        sizeByRule = Map.copyOf(sizeByRule);
        attributes = Set.copyOf(attributes);
    }

    /**
     * A population to select.
     *
     * @param metric the metric's id
     * @param cohort the cohort
     * @param selection the rules
     */
    public record Asked(String metric, Cohort cohort, Selection selection) {
        /** Whether it contains only releases of the frontier. */
        private boolean isByRank() {
            return (cohort.rule() == Cohort.Rule.FRONTIER || cohort.rule() == Cohort.Rule.RECORD)
                    && selection.rules().outliers() == OutlierRule.KEEP
                    // Which values are common depends on all releases.
                    && !cohort.has(Cohort.Test.UNCOMMON)
                    && !cohort.has(Cohort.Test.EACH);
        }

        private String rankedBy() {
            String other = cohort.rankedBy();
            return other == null ? metric : other;
        }

        private int size() {
            return cohort.rule() == Cohort.Rule.RECORD ? 1 : selection.rules().frontierSize();
        }
    }

    /** The rules that populations need. */
    public static FrontierRules of(List<Asked> asked) {
        Map<String, Map<Selection, Integer>> sizes = new TreeMap<>();
        Set<Attribute> attributes = EnumSet.of(Attribute.ORGANIZATION);
        for (Asked each : asked) {
            if (each.isByRank()) {
                sizes.computeIfAbsent(each.rankedBy(), metric -> new HashMap<>())
                        .merge(each.selection().reducedToRanking(), each.size(), Math::max);
                each.cohort().filters().forEach(filter -> attributes.add(filter.attribute()));
            }
        }
        return new FrontierRules(sizes, attributes);
    }

    /** Whether a population can be selected from the releases that these rules keep. */
    public boolean cover(Asked asked) {
        Integer size = sizeByRule
                .getOrDefault(asked.rankedBy(), Map.of())
                .get(asked.selection().reducedToRanking());
        return asked.isByRank()
                && size != null
                && asked.size() <= size
                && asked.cohort().filters().stream().allMatch(filter -> attributes.contains(filter.attribute()));
    }

    public Set<DateImputation> imputations() {
        return sizeByRule.values().stream()
                .flatMap(rules -> rules.keySet().stream())
                .map(rule -> rule.rules().imputation())
                .collect(Collectors.toSet());
    }

    /** The rules of a metric, each with the largest N required; empty if the metric is not ranked. */
    List<Selection> of(String metric) {
        return sizeByRule.getOrDefault(metric, Map.of()).entrySet().stream()
                .map(rule -> rule.getKey()
                        .withRules(rule.getKey().rules().with(draft -> draft.frontierSize = rule.getValue())))
                .collect(Collectors.toList());
    }
}
