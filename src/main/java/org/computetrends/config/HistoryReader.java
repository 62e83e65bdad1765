package org.computetrends.config;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Lead;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.Seam;
import org.computetrends.evaluate.LeadEstimator;
import org.computetrends.evaluate.ReleaseIdentity;
import org.computetrends.evaluate.VintageComparator;
import org.computetrends.population.Selection;

/** Reads how vintages are compared with each other and with published claims, and how far groups trail others. */
record HistoryReader(SettingsReader root, Vocabulary vocabulary) {

    TrendConfig.History history(Selection selection, long seed) {
        SettingsReader changes = root.section("vintage-changes");
        return new TrendConfig.History(
                root.section("claims").filledText("file"),
                rulesBefore(changes),
                new VintageComparator.Revisions(
                        seams(),
                        ReleaseIdentity.of(
                                List.copyOf(vocabulary.metrics().values()),
                                Set.copyOf(vocabulary.metricNames(changes, "distinctive-metrics"))),
                        ageBounds(root.section("revisions"))),
                new LeadEstimator(root.sections("leads", this::lead), selection, seed));
    }

    /** The preset with the rules for the vintage before the one analysed; empty for the run's rules. */
    private static Optional<String> rulesBefore(SettingsReader changes) {
        String rules = changes.optionalText("from-rules");
        if (rules != null && !ConfigLoader.PRESETS.contains(rules)) {
            changes.fault(
                    "from-rules",
                    rules,
                    "must be null or one of " + String.join(", ", ConfigLoader.PRESETS)
                            + NearMiss.question(rules, ConfigLoader.PRESETS));
        }
        return Optional.ofNullable(rules);
    }

    /** The seams, by date. A seam is a change of what the source lists, or of how it determines values. */
    private List<Seam> seams() {
        return root
                .sections("seams", (id, section) -> {
                    LocalDate from = section.date("from");
                    LocalDate to = section.optionalDate("to");
                    if (to != null && !from.isBefore(to)) {
                        section.fault("from", from.toString(), "must be before to = " + to);
                        to = null;
                    }
                    // These texts describe the seam. They are only checked here: the page reads them from the manifest.
                    section.filledText("words");
                    section.filledText("source");
                    return new Seam(id, from, to, section.flag("relists"));
                })
                .stream()
                .sorted(Comparator.comparing(Seam::from).thenComparing(Seam::id))
                .toList();
    }

    private static List<Double> ageBounds(SettingsReader revisions) {
        List<Double> bounds = revisions.numbers("ages-years");
        double previousBound = 0;
        for (double bound : bounds) {
            if (!(bound > previousBound && bound <= 1000)) {
                revisions.fault("ages-years", bounds.toString(), "must ascend from above 0 to 1000 at most");
                break;
            }
            previousBound = bound;
        }
        return bounds;
    }

    private Lead lead(String id, SettingsReader section) {
        Cohort cohort = vocabulary.cohort(section, "cohort", section.text("cohort"));
        if (cohort.has(Cohort.Test.WILDCARD) || cohort.has(Cohort.Test.UNCOMMON)) {
            section.fault("cohort", cohort.id(), "must name one value of its attribute");
        }
        Lead.Group leader = group(section.section("leader"));
        SettingsReader followerSection = section.section("follower");
        Lead.Group follower = group(followerSection);
        if (follower.values().isEmpty()) {
            followerSection.fault("values", "[]", "must name one value at least");
        }
        follower.values().stream()
                .filter(leader.values()::contains)
                .sorted()
                .forEach(value -> followerSection.fault("values", value, "is the leader's too"));
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
                section.texts("values").stream().map(LowerCase::of).collect(Collectors.toUnmodifiableSet()),
                section.keys().contains("from") ? section.optionalDate("from") : null);
    }
}
