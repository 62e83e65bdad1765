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
 * Reads the section {@code sensitivity.alternatives}: by setting, the other values under which to estimate trends.
 *
 * @param source the run's configuration
 * @param vocabulary has the eras, whose first dates can be varied
 * @param baseline the run's selection of releases
 */
record AlternativesReader(Config source, Vocabulary vocabulary, Selection baseline) {
    private static final String ERA_START = "era-start";
    private static final String DERIVATIVES = "derivatives";
    private static final String REGULAR_SCALE_FROM = "populations.regular-scale-from";
    private static final String LARGE_FROM = "populations.z-score.large-from";

    /** The full key of a setting in the run's configuration, by the setting's name in the section. */
    private static final Map<String, String> KEYS_BY_NAME = Map.of(
            "frontier-size", "populations.frontier-size",
            "window-days", "populations.z-score.window-days",
            "low-below", "populations.z-score.low-below",
            "large-above", "populations.z-score.large-above",
            "low-outliers", "populations.low-outliers",
            "families-rank", "populations.families-rank",
            "imputation", "dates.imputation",
            "days-per-month", "time.days-per-month",
            "days-per-year", "time.days-per-year");

    /** The alternatives by setting, sorted by name. An unknown key stays unread, so that it is reported as unknown. */
    Map<String, List<Alternative>> alternatives(SettingsReader section) {
        Map<String, List<Alternative>> result = new LinkedHashMap<>();
        for (String setting : section.keys()) {
            switch (setting) {
                case ERA_START -> eraStarts(section.section(ERA_START), result);
                case "excluded-confidence" -> result.put(setting, excludedConfidence(section, setting));
                case Alternative.EXCLUDED_RELEASES -> result.put(setting, excludedReleases(section, setting));
                // The run's configuration lacks this key, because derivatives are always unranked in a run.
                case DERIVATIVES ->
                    result.put(
                            setting,
                            alternatives(
                                    section, setting, List.of(DERIVATIVES), AlternativesReader::derivativesChange));
                default -> {
                    String key = KEYS_BY_NAME.get(setting);
                    if (key != null) {
                        result.put(setting, alternatives(section, setting, List.of(key), this::rulesChange));
                    }
                }
            }
        }
        return result;
    }

    /** Changes the rules that differ from the run's, so that changes of several settings can be combined. */
    private UnaryOperator<Variant> rulesChange(SettingsReader root) {
        PopulationRules baselineRules = baseline.rules();
        PopulationRules variantRules = RulesReader.rules(root, root.section("dates"));
        return variant -> variant.withRules(variant.selection().rules().withDifferences(baselineRules, variantRules));
    }

    private static UnaryOperator<Variant> derivativesChange(SettingsReader root) {
        DerivativeRule rule = root.choice(DERIVATIVES, DerivativeRule.class);
        return variant -> variant.withSelection(variant.selection().withDerivatives(rule));
    }

    private void eraStarts(SettingsReader section, Map<String, List<Alternative>> result) {
        for (String id : section.keys()) {
            Era era = vocabulary.eras().get(id);
            LocalDate start = era == null ? null : era.from();
            if (start == null) {
                section.fault(id, "[...]", "must be the name of an era or a span with a first date");
                section.list(id); // counts as read, so that it is not reported as unknown too
                continue;
            }
            String scheme = vocabulary.eraScheme().contains(era) ? "eras" : "spans";
            List<String> keys = new ArrayList<>(List.of(ConfigUtil.joinPath(scheme, id, "from")));
            // If cohorts by scale begin with the era, they also begin with it in the variant.
            if (baseline.rules().regularScaleFrom().equals(start)) {
                keys.add(REGULAR_SCALE_FROM);
            }
            if (baseline.rules().zScore().largeFrom().equals(start)) {
                keys.add(LARGE_FROM);
            }
            String setting = ERA_START + "." + id;
            result.put(setting, alternatives(section, id, setting, keys, root -> {
                LocalDate newStart = root.section(scheme).section(id).date("from");
                UnaryOperator<Variant> rulesChange = rulesChange(root);
                return variant ->
                        rulesChange.apply(variant).withEra(variant.era().withBoundMoved(start, newStart));
            }));
        }
    }

    /** Reads the list of a setting whose key in the section is its name. */
    private List<Alternative> alternatives(
            SettingsReader section,
            String setting,
            List<String> replacedKeys,
            Function<SettingsReader, UnaryOperator<Variant>> changeReader) {
        return alternatives(section, setting, setting, replacedKeys, changeReader);
    }

    /**
     * Reads a list of values as alternatives.
     *
     * @param key the key of the list in the section
     * @param setting the setting's name in the alternatives
     * @param replacedKeys the keys of the configuration whose values each value replaces
     * @param changeReader returns the change that a variant applies, given the root of the copy with replaced values
     */
    private List<Alternative> alternatives(
            SettingsReader section,
            String key,
            String setting,
            List<String> replacedKeys,
            Function<SettingsReader, UnaryOperator<Variant>> changeReader) {
        return new Overlay(source)
                .read(section, key, replacedKeys, changeReader).stream()
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
