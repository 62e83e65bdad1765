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
 * The rules by which releases are ranked, by metric. They define which releases {@link FrontierReleases} keeps, and so
 * which populations can be selected from them.
 *
 * <p>Only frontiers and records can be selected, and only if low outliers are kept, because whether a value is a low
 * outlier depends on all values around its date.
 *
 * @param sizeByRule by metric id: the distinct rules that decide which releases rank, each with the largest N needed
 * @param attributes the attributes that the kept releases have
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
        /** Whether the population can be selected from the releases of a frontier. */
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

    /** The rules that some populations need. Populations that cannot be selected by rank are ignored. */
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

    /** The imputations of dates that the rules use. */
    public Set<DateImputation> imputations() {
        return sizeByRule.values().stream()
                .flatMap(rules -> rules.keySet().stream())
                .map(rule -> rule.rules().imputation())
                .collect(Collectors.toSet());
    }

    /** The rules that rank a metric, each with the largest N needed as its frontier size; empty if there are none. */
    List<Selection> of(String metric) {
        return sizeByRule.getOrDefault(metric, Map.of()).entrySet().stream()
                .map(rule -> rule.getKey()
                        .withRules(rule.getKey().rules().with(draft -> draft.frontierSize = rule.getValue())))
                .collect(Collectors.toList());
    }
}
