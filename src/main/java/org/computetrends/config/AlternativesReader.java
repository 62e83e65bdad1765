package org.computetrends.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.Era;
import org.computetrends.domain.PopulationRules;
import org.computetrends.evaluate.Alternative;
import org.computetrends.evaluate.Variant;
import org.computetrends.population.DerivativeRule;
import org.computetrends.population.Selection;

/**
 * Reads alternatives: the values of each setting that can be varied. Each value replaces the run's own in the
 * configuration, and the same code reads both.
 *
 * @param vocabulary the eras; their first dates can be varied
 */
record AlternativesReader(Config source, Vocabulary vocabulary, Selection baseline) {
    private static final String ERA_START = "era-start";
    private static final String DERIVATIVES = "derivatives";
    private static final String REGULAR_SCALE_FROM = "populations.regular-scale-from";
    private static final String LARGE_FROM = "populations.z-score.large-from";

    /** The key of the run's setting that each name varies. */
    private static final Map<String, String> KEYS = Map.of(
            "frontier-size", "populations.frontier-size",
            "window-days", "populations.z-score.window-days",
            "low-below", "populations.z-score.low-below",
            "large-above", "populations.z-score.large-above",
            "low-outliers", "populations.low-outliers",
            "families-rank", "populations.families-rank",
            "imputation", "dates.imputation",
            "days-per-month", "time.days-per-month",
            "days-per-year", "time.days-per-year");

    /** The alternatives by setting, in the order of their names. Unknown keys are left unread. */
    Map<String, List<Alternative>> alternatives(SettingsReader section) {
        Map<String, List<Alternative>> result = new LinkedHashMap<>();
        for (String setting : section.keys()) {
            switch (setting) {
                case ERA_START -> eraStarts(section.section(ERA_START), result);
                case "excluded-confidence" -> result.put(setting, excludedConfidence(section, setting));
                case Alternative.EXCLUDED_RELEASES -> result.put(setting, excludedReleases(section, setting));
                // The run has no such setting: its derivatives are unranked.
                case DERIVATIVES ->
                    result.put(
                            setting,
                            overlaid(section, setting, setting, List.of(DERIVATIVES), AlternativesReader::derivatives));
                default -> {
                    String key = KEYS.get(setting);
                    if (key != null) {
                        result.put(setting, overlaid(section, setting, setting, List.of(key), this::rules));
                    }
                }
            }
        }
        return result;
    }

    /** Replaces the run's rules by the variant's, where they differ. */
    private UnaryOperator<Variant> rules(SettingsReader root) {
        PopulationRules baselineRules = baseline.rules();
        PopulationRules variantRules = RulesReader.rules(root, root.section("dates"));
        return variant -> variant.withRules(variant.selection().rules().overlaid(baselineRules, variantRules));
    }

    private static UnaryOperator<Variant> derivatives(SettingsReader root) {
        DerivativeRule rule = root.choice(DERIVATIVES, DerivativeRule.class);
        return variant -> variant.withSelection(variant.selection().withDerivatives(rule));
    }

    private void eraStarts(SettingsReader section, Map<String, List<Alternative>> result) {
        for (String id : section.keys()) {
            Era era = vocabulary.eras().get(id);
            LocalDate start = era == null ? null : era.from();
            if (start == null) {
                section.fault(id, "[...]", "must be the name of an era or a span with a first date");
                section.list(id);
                continue;
            }
            String scheme = vocabulary.eraScheme().contains(era) ? "eras" : "spans";
            List<String> keys = new ArrayList<>(List.of(ConfigUtil.joinPath(scheme, id, "from")));
            // Cohorts by scale that begin with the era begin with it in the variant too.
            if (baseline.rules().regularScaleFrom().equals(start)) {
                keys.add(REGULAR_SCALE_FROM);
            }
            if (baseline.rules().zScore().largeFrom().equals(start)) {
                keys.add(LARGE_FROM);
            }
            String setting = ERA_START + "." + id;
            result.put(setting, overlaid(section, id, setting, keys, root -> {
                LocalDate newStart = root.section(scheme).section(id).date("from");
                UnaryOperator<Variant> rules = rules(root);
                return variant -> rules.apply(variant).withEra(variant.era().withBoundMoved(start, newStart));
            }));
        }
    }

    /**
     * The alternatives for a list of values.
     *
     * @param keys the keys of the configuration that each value replaces
     */
    private List<Alternative> overlaid(
            SettingsReader section,
            String key,
            String setting,
            List<String> keys,
            Function<SettingsReader, UnaryOperator<Variant>> reading) {
        return new Overlay(source)
                .read(section, key, keys, reading).stream()
                        .map(variant -> new Alternative(setting, String.valueOf(variant.value()), variant.settings()))
                        .toList();
    }

    private List<Alternative> excludedConfidence(SettingsReader section, String key) {
        List<Alternative> alternatives = new ArrayList<>();
        for (SettingsReader item : section.items(key)) {
            Set<Confidence> labels = item.choices("labels", Confidence.class);
            Set<Confidence> excluded = EnumSet.noneOf(Confidence.class);
            excluded.addAll(labels);
            excluded.addAll(baseline.excludedConfidence());
            String name = labels.stream().sorted().map(SettingsReader::idOf).collect(Collectors.joining("+"));
            alternatives.add(new Alternative(
                    key,
                    name,
                    variant -> variant.withSelection(variant.selection().withExcludedConfidence(excluded))));
        }
        return alternatives;
    }

    private static List<Alternative> excludedReleases(SettingsReader section, String key) {
        List<Alternative> alternatives = new ArrayList<>();
        for (SettingsReader item : section.items(key)) {
            Set<String> releases = Set.copyOf(item.texts("releases"));
            alternatives.add(new Alternative(
                    key,
                    item.filledText("label"),
                    variant -> variant.withSelection(variant.selection().withExcludedReleases(releases))));
        }
        return alternatives;
    }
}
