package org.computetrends.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Lead;

/**
 * Reads the groups of releases that lead and follow.
 *
 * @param root the configuration
 * @param vocabulary the metrics
 */
record LeadReader(SettingsReader root, Vocabulary vocabulary) {

    List<Lead> leads() {
        List<Lead> leads = new ArrayList<>();
        root.sections("leads").forEach((id, section) -> leads.add(lead(id, section)));
        return List.copyOf(leads);
    }

    private Lead lead(String id, SettingsReader section) {
        Cohort cohort = vocabulary.cohort(section, "cohort", section.text("cohort"));
        if (cohort.has(Cohort.Test.EACH) || cohort.has(Cohort.Test.UNCOMMON)) {
            section.fault("cohort", cohort.id(), "must name one value of its attribute");
        }
        Lead.Group leader = group(section.section("leader"));
        SettingsReader following = section.section("follower");
        Lead.Group follower = group(following);
        if (follower.values().isEmpty()) {
            following.fault("values", "[]", "must name one value at least");
        }
        Set<String> both = new HashSet<>(leader.values());
        both.retainAll(follower.values());
        both.stream().sorted().forEach(value -> following.fault("values", value, "is the leader's too"));
        return new Lead(
                id,
                section.filledText("label"),
                vocabulary.metric(section, "metric").id(),
                cohort,
                section.choice("attribute", Cohort.Attribute.class),
                leader,
                follower,
                section.keys().contains("excluded-releases")
                        ? Set.copyOf(section.texts("excluded-releases"))
                        : Set.of(),
                section.choice("measure", Lead.Measure.class));
    }

    private static Lead.Group group(SettingsReader section) {
        return new Lead.Group(
                section.filledText("label"),
                section.texts("values").stream()
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                section.keys().contains("from") ? section.optionalDate("from") : null);
    }
}
