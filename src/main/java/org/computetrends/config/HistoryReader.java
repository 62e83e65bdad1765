package org.computetrends.config;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.Seam;
import org.computetrends.evaluate.LeadEstimator;
import org.computetrends.evaluate.ReleaseIdentity;
import org.computetrends.evaluate.VintageComparator;
import org.computetrends.population.Selection;

/**
 * Reads how the run is compared with other vintages and with published claims.
 *
 * @param root the configuration
 * @param vocabulary the metrics
 */
record HistoryReader(SettingsReader root, Vocabulary vocabulary) {

    TrendConfig.History history(Selection selection, long seed) {
        SettingsReader changes = root.section("vintage-changes");
        return new TrendConfig.History(
                root.section("claims").filledText("file"),
                earlierRules(changes),
                new VintageComparator.Revisions(
                        seams(),
                        ReleaseIdentity.of(
                                List.copyOf(vocabulary.metrics().values()),
                                Set.copyOf(vocabulary.metricNames(changes, "distinctive-metrics"))),
                        ageBounds(root.section("revisions"))),
                new LeadEstimator(new LeadReader(root, vocabulary).leads(), selection, seed));
    }

    private static Optional<String> earlierRules(SettingsReader changes) {
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

    private List<Seam> seams() {
        List<Seam> seams = new ArrayList<>();
        root.sections("seams").forEach((id, section) -> {
            LocalDate from = section.date("from");
            LocalDate to = section.optionalDate("to");
            if (to != null && !from.isBefore(to)) {
                section.fault("from", from.toString(), "must be before to = " + to);
                to = null;
            }
            seams.add(new Seam(
                    id, from, to, section.flag("relists"), section.filledText("words"), section.filledText("source")));
        });
        seams.sort(Comparator.comparing(Seam::from).thenComparing(Seam::id));
        return seams;
    }

    private static List<Double> ageBounds(SettingsReader revisions) {
        List<Double> bounds = revisions.numbers("ages-years");
        double least = 0;
        for (double bound : bounds) {
            if (!(bound > least && bound <= 1000)) {
                revisions.fault("ages-years", bounds.toString(), "must ascend from above 0 to 1000 at most");
                break;
            }
            least = bound;
        }
        return bounds;
    }
}
