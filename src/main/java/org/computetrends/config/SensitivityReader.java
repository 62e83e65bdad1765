package org.computetrends.config;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.Alternative;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.population.Selection;

/** Reads which trends are estimated under other settings: each setting alone, or in grids of several settings. */
record SensitivityReader(SettingsReader section, Vocabulary vocabulary) {
    /** The most combinations of values in a grid. */
    private static final long MOST_COMBINATIONS = 100_000;

    SensitivityEvaluator.Settings sensitivity(Config source, Selection baseline) {
        List<TrendSpecification> trends =
                section.items("trends").stream().map(this::trend).distinct().toList();
        Map<String, List<Alternative>> alternatives =
                new AlternativesReader(source, vocabulary, baseline).alternatives(section.section("alternatives"));
        SensitivityEvaluator.Settings settings = new SensitivityEvaluator.Settings(
                baseline,
                trends,
                List.copyOf(alternatives.values()),
                grids(alternatives),
                section.longWholeNumber("releases-limit", 0, 5_000_000));
        requireErasThatBeginBeforeTheyEnd(settings);
        return settings;
    }

    private TrendSpecification trend(SettingsReader item) {
        Metric metric = vocabulary.metric(item, "metric");
        Cohort cohort = vocabulary.cohort(item, "cohort", item.text("cohort"));
        Era era = vocabulary.eraOf(item, "era", item.text("era"));
        if (cohort.has(Cohort.Test.WILDCARD)) {
            item.fault("cohort", cohort.id(), "must name one value of its attribute");
        }
        return new TrendSpecification(metric, cohort, era, GrowthModel.EXPONENTIAL);
    }

    private List<SensitivityEvaluator.Grid> grids(Map<String, List<Alternative>> alternatives) {
        List<SensitivityEvaluator.Grid> grids = new ArrayList<>();
        for (SettingsReader item : section.items("grids")) {
            Map<String, List<Alternative>> varied = new LinkedHashMap<>();
            double combinations = 1;
            for (String setting : item.texts("settings")) {
                List<Alternative> values = alternatives.get(setting);
                if (values == null) {
                    item.unknown("settings", setting, alternatives.keySet());
                } else {
                    varied.put(setting, values);
                    combinations *= 1 + values.size(); // the run's value, or one of these
                }
            }
            TrendSpecification trend = trend(item);
            if (combinations > MOST_COMBINATIONS) {
                item.fault(
                        "settings",
                        String.join(", ", varied.keySet()),
                        "must make at most " + MOST_COMBINATIONS + " combinations");
            } else {
                grids.add(new SensitivityEvaluator.Grid(trend, List.copyOf(varied.values())));
            }
        }
        return grids;
    }

    /** Notes a fault if an alternative start makes an era end before it begins: the era's constructor rejects it. */
    private void requireErasThatBeginBeforeTheyEnd(SensitivityEvaluator.Settings settings) {
        Set<TrendSpecification> trends = new LinkedHashSet<>(settings.trends());
        settings.grids().forEach(grid -> trends.add(grid.trend()));
        trends.forEach(trend ->
                section.checked("alternatives", () -> settings.variants(trend).size(), 0));
    }
}
