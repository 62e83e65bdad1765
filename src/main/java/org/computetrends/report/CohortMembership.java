package org.computetrends.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Cohort.Filter;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Which observations the cohorts of a page have, by the labels that the tables {@code observations} and {@code releases} give
 * them. It is the run's membership where the page has every observation.
 */
final class CohortMembership {
    private final Provenance provenance;
    private final List<Observed> observed;
    private final Map<String, Set<String>> frontiers = new HashMap<>();
    private final boolean areAllNotable;

    /** A row of {@code observations}, and that of its release. */
    record Observed(PublishedRow row, PublishedRow release) {
        String metric() {
            return row.requireText("metric");
        }

        String id() {
            return row.requireText("release_id");
        }

        /** The release's values of an attribute, as they are written. */
        List<String> values(Attribute attribute) {
            return switch (attribute) {
                case DOMAIN -> release.texts("domains");
                case COUNTRY -> release.texts("countries");
                case ORGANIZATION -> release.texts("organizations");
                case ACCESSIBILITY -> some(release.text("accessibility"));
            };
        }

        /** The source's confidence in its values. */
        List<String> confidence() {
            return some(release.text("confidence")).stream().map(LowerCase::of).toList();
        }

        private static List<String> some(@Nullable String text) {
            return text == null ? List.of() : List.of(text);
        }

        private List<String> folded(Attribute attribute) {
            return values(attribute).stream().map(LowerCase::of).toList();
        }
    }

    CohortMembership(Provenance provenance, List<Observed> observed) {
        this.provenance = provenance;
        this.observed = observed;
        for (Observed each : observed) {
            if (each.row().has("frontier_rank")) {
                frontiers
                        .computeIfAbsent(each.metric(), metric -> new HashSet<>())
                        .add(each.id());
            }
        }
        this.areAllNotable = "true".equals(provenance.setting("populations.notable-when-unflagged"))
                && observed.stream().noneMatch(each -> each.release().has("notable"));
    }

    /** Those of some cohorts that each observation is in, in the order of the observations. */
    List<List<String>> of(List<String> cohorts) {
        Map<String, Predicate<Observed>> rules = new HashMap<>();
        cohorts.forEach(id -> rules.put(id, rule(id)));
        List<List<String>> memberships = new ArrayList<>();
        for (Observed each : observed) {
            memberships.add(cohorts.stream()
                    .filter(id -> rules.getOrDefault(id, none -> false).test(each))
                    .toList());
        }
        return memberships;
    }

    private Predicate<Observed> rule(String id) {
        try {
            return rule(Cohort.parse(id));
        } catch (IllegalArgumentException e) {
            // Tables of another version may have cohorts that this one does not know.
            return none -> false;
        }
    }

    private Predicate<Observed> rule(Cohort cohort) {
        Predicate<Observed> rule = switch (cohort.rule()) {
            case ALL -> this::isInPlay;
            case NOTABLE ->
                each -> isInPlay(each) && (areAllNotable || each.release().isTrue("notable"));
            case FRONTIER -> each -> isInPlay(each) && isOfFrontier(each, cohort.rankedBy());
            case RECORD -> each -> each.row().isTrue("record");
            case REGULAR_SCALE -> each -> isOf(each, Scale.REGULAR) && isOfRegularDates(each);
            case LARGE_SCALE -> each -> isOf(each, Scale.LARGE);
        };
        return cohort.filters().stream().map(this::condition).reduce(rule, Predicate::and);
    }

    private boolean isInPlay(Observed each) {
        return !"drop".equals(provenance.setting("populations.low-outliers")) || !isOf(each, Scale.LOW_OUTLIER);
    }

    private boolean isOfFrontier(Observed each, @Nullable String rankedBy) {
        return frontiers
                .getOrDefault(rankedBy == null ? each.metric() : rankedBy, Set.of())
                .contains(each.id());
    }

    private static boolean isOf(Observed each, Scale scale) {
        return scale.name().equals(each.row().text("scale"));
    }

    private boolean isOfRegularDates(Observed each) {
        String from = provenance.setting("populations.regular-scale-from");
        return from == null || each.row().requireDate("published_on").toString().compareTo(from) >= 0;
    }

    private Predicate<Observed> condition(Filter filter) {
        Attribute attribute = filter.attribute();
        if (!filter.value().equals(Cohort.OTHER)) {
            return each -> each.folded(attribute).contains(filter.value());
        }
        String minimum = provenance.setting("populations.common-value-minimum");
        long least = minimum == null ? 0 : Long.parseLong(minimum);
        Map<String, Map<String, Long>> counts = observed.stream()
                .collect(Collectors.groupingBy(
                        Observed::metric,
                        Collectors.flatMapping(
                                each -> each.folded(attribute).stream(),
                                Collectors.groupingBy(value -> value, Collectors.counting()))));
        return each -> each.folded(attribute).stream()
                .anyMatch(value -> value.equals(Cohort.OTHER)
                        || counts.getOrDefault(each.metric(), Map.of()).getOrDefault(value, 0L) < least);
    }
}
