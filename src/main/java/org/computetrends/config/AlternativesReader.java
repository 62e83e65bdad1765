package org.computetrends.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Era;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.evaluate.Alternative;
import org.computetrends.evaluate.Variant;
import org.computetrends.held.DerivativeRule;

/**
 * Reads alternatives: for each setting that can be varied, the values it takes.
 *
 * @param vocabulary the eras, whose first dates can be varied
 * @param rules the run's rules
 * @param excludedConfidence the labels that curation excludes, which every alternative excludes too
 */
record AlternativesReader(Vocabulary vocabulary, PopulationRules rules, Set<Confidence> excludedConfidence) {
    private static final String ERA_START = "era-start";

    /** The alternatives by setting, in the order of their names; a key that is no setting is left unread. */
    Map<String, List<Alternative>> alternatives(SettingsReader section) {
        Map<String, List<Alternative>> result = new LinkedHashMap<>();
        for (String setting : section.keys()) {
            switch (setting) {
                case ERA_START -> eraStarts(section.section(ERA_START), result);
                case "excluded-confidence" -> result.put(setting, excludedConfidence(section, setting));
                case Alternative.EXCLUDED_RELEASES -> result.put(setting, excludedReleases(section, setting));
                case "derivatives" ->
                    result.put(
                            setting,
                            choices(
                                    section,
                                    setting,
                                    DerivativeRule.class,
                                    (variant, rule) -> variant.withSelection(
                                            variant.selection().withDerivatives(rule))));
                case "imputation" ->
                    result.put(
                            setting,
                            choices(section, setting, DateImputation.class, inRules(PopulationRules::withImputation)));
                case "low-outliers" ->
                    result.put(
                            setting,
                            choices(section, setting, OutlierRule.class, inRules(PopulationRules::withOutliers)));
                case "frontier-size" ->
                    result.put(setting, integers(section, setting, 10_000, inRules(PopulationRules::withFrontierSize)));
                case "window-days" ->
                    result.put(setting, integers(section, setting, 100_000, inZScore(ZScoreRule::withWindowDays)));
                case "low-below" ->
                    result.put(setting, numbers(section, setting, -100, 100, inZScore(ZScoreRule::withLowBelow)));
                case "large-above" ->
                    result.put(setting, numbers(section, setting, -100, 100, inZScore(ZScoreRule::withLargeAbove)));
                case "days-per-month" ->
                    result.put(
                            setting,
                            numbers(
                                    section,
                                    setting,
                                    1,
                                    1000,
                                    inTimeScale((time, days) -> new TimeScale(time.daysPerYear(), days))));
                case "days-per-year" ->
                    result.put(
                            setting,
                            numbers(
                                    section,
                                    setting,
                                    1,
                                    1000,
                                    inTimeScale((time, days) -> new TimeScale(days, time.daysPerMonth()))));
                default -> {
                    // Nobody reads it, so it is told as unknown.
                }
            }
        }
        return result;
    }

    private static <T> BiFunction<Variant, T, Variant> inRules(BiFunction<PopulationRules, T, PopulationRules> change) {
        return (variant, value) ->
                variant.withRules(change.apply(variant.selection().rules(), value));
    }

    private static <T> BiFunction<Variant, T, Variant> inZScore(BiFunction<ZScoreRule, T, ZScoreRule> change) {
        return inRules((rules, value) -> rules.withZScore(change.apply(rules.zScore(), value)));
    }

    private static <T> BiFunction<Variant, T, Variant> inTimeScale(BiFunction<TimeScale, T, TimeScale> change) {
        return inRules((rules, value) -> rules.withTimeScale(change.apply(rules.timeScale(), value)));
    }

    private static <E extends Enum<E>> List<Alternative> choices(
            SettingsReader section, String key, Class<E> type, BiFunction<Variant, E, Variant> change) {
        String names = Arrays.stream(type.getEnumConstants())
                .map(AlternativesReader::idOf)
                .collect(Collectors.joining(", "));
        return values(
                section,
                key,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')),
                "must be one of " + names,
                key,
                change);
    }

    private static List<Alternative> integers(
            SettingsReader section, String key, int most, BiFunction<Variant, Integer, Variant> change) {
        return values(
                section,
                key,
                text -> (int) requireWithin(Integer.parseInt(text), 1, most),
                "must be a whole number from 1 to " + most,
                key,
                change);
    }

    private static List<Alternative> numbers(
            SettingsReader section, String key, int least, int most, BiFunction<Variant, Double, Variant> change) {
        return values(
                section,
                key,
                text -> requireWithin(Double.parseDouble(text), least, most),
                "must be a number from " + least + " to " + most,
                key,
                change);
    }

    private static double requireWithin(double value, double least, double most) {
        if (!(least <= value && value <= most)) {
            throw new IllegalArgumentException(value + " is not from " + least + " to " + most);
        }
        return value;
    }

    private void eraStarts(SettingsReader section, Map<String, List<Alternative>> result) {
        for (String id : section.keys()) {
            Era era = vocabulary.eras().get(id);
            LocalDate start = era == null ? null : era.from();
            String setting = ERA_START + "." + id;
            if (start == null) {
                section.fault(id, "[...]", "must be named for an era or a span that begins at a date");
            }
            LocalDate usual = start == null ? LocalDate.EPOCH : start;
            result.put(
                    setting,
                    values(
                            section,
                            id,
                            LocalDate::parse,
                            "must be a date such as 2012-01-01",
                            setting,
                            (variant, date) -> variant.withDateMoved(usual, date)));
        }
    }

    private List<Alternative> excludedConfidence(SettingsReader section, String key) {
        List<Alternative> alternatives = new ArrayList<>();
        for (SettingsReader item : section.items(key)) {
            Set<Confidence> labels = item.choices("labels", Confidence.class);
            Set<Confidence> excluded = EnumSet.noneOf(Confidence.class);
            excluded.addAll(labels);
            excluded.addAll(excludedConfidence);
            String name = labels.stream().sorted().map(AlternativesReader::idOf).collect(Collectors.joining("+"));
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

    private static <T> List<Alternative> values(
            SettingsReader section,
            String key,
            Function<String, T> parse,
            String bound,
            String setting,
            BiFunction<Variant, T, Variant> change) {
        List<Alternative> alternatives = new ArrayList<>();
        for (String text : section.texts(key)) {
            try {
                T value = parse.apply(text);
                alternatives.add(new Alternative(setting, text, variant -> change.apply(variant, value)));
            } catch (IllegalArgumentException | DateTimeException e) {
                section.fault(key, text, bound);
            }
        }
        return alternatives;
    }

    private static String idOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
