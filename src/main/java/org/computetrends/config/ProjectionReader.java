package org.computetrends.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.Era;
import org.computetrends.domain.Generation;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.WhatIf;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.stats.ScalingLaw;
import org.jspecify.annotations.Nullable;

/** Reads how trends are projected: which trends, under which scenarios, and what is computed from the projections. */
record ProjectionReader(SettingsReader root, Vocabulary vocabulary) {
    TrendProjector.Settings projection(TimeScale timeScale, long seed) {
        SettingsReader section = root.section("projections");
        List<TrendKey> trends = new ArrayList<>();
        Set<String> seenTrends = new LinkedHashSet<>();
        for (SettingsReader item : section.items("trends")) {
            TrendKey key = openEnded(item);
            if (!seenTrends.add(key.metric() + " over " + key.cohort())) {
                item.fault("cohort", key.cohort(), "is projected twice for " + key.metric() + ": keep one era");
            }
            trends.add(key);
        }
        SettingsReader generations = root.section("generations");
        return new TrendProjector.Settings(
                timeScale,
                trends,
                root.sections("scenarios", new ScenarioReader(vocabulary)::scenario),
                section.date("until"),
                section.wholeNumber("paths", 1, 1_000_000),
                seed,
                thresholds(section.section("thresholds")),
                generations(generations),
                openEnded(generations.section("trend")),
                resources(generations.section("resources")),
                decompositions(),
                root.sections("what-ifs", ProjectionReader::whatIf),
                new WhatIf.Rates(
                        generations.number("bytes-per-parameter", 0.01, 1000),
                        generations.number("training-bytes-per-parameter", 0.01, 1000),
                        generations.number("inference-flop-per-parameter", 0.01, 1000),
                        generations.number("kilograms-co2-per-kwh", 0, 100)));
    }

    /** Reads a trend to project, whose era must have no end. */
    private TrendKey openEnded(SettingsReader item) {
        TrendKey key = vocabulary.trendKey(item);
        Era era = vocabulary.eras().get(key.era());
        if (era != null && era.to() != null) {
            item.fault("era", key.era(), "ends on " + era.to() + ": only an era without an end can be carried forward");
        }
        return key;
    }

    private RunResources.Basis resources(SettingsReader section) {
        SettingsReader law = section.section("scaling-law");
        SettingsReader algorithms = section.section("algorithms");
        MedianAndInterval halvingMonths =
                quantity(algorithms, "halving-months", "halving-months-low", "halving-months-high", 0.01, 10_000);
        return new RunResources.Basis(
                Arrays.stream(RunResource.values())
                        .collect(Collectors.toMap(
                                resource -> resource,
                                resource -> vocabulary
                                        .metric(section, resource.id())
                                        .id())),
                vocabulary.trendKey(section.section("price-performance")),
                scalingLaw(law.section("constants")),
                scalingLaw(law.section("standard-errors")),
                halvingMonths.median(),
                halvingMonths.low(),
                halvingMonths.high());
    }

    private static ScalingLaw scalingLaw(SettingsReader section) {
        double e = section.number("e", 1e-9, 1e9);
        double a = section.number("a", 1e-9, 1e9);
        double b = section.number("b", 1e-9, 1e9);
        double alpha = section.number("alpha", 1e-9, 10);
        double beta = section.number("beta", 1e-9, 10);
        return section.checked("alpha", () -> new ScalingLaw(e, a, b, alpha, beta), new ScalingLaw(1, 1, 1, 1, 1));
    }

    private List<Decomposition> decompositions() {
        return root.sections("decompositions", (id, section) -> {
            TrendKey whole = vocabulary.trendKey(section.text("whole"), section);
            List<TrendKey> parts =
                    section.texts("parts").stream().map(whole::withMetric).toList();
            for (TrendKey part : parts) {
                if (!vocabulary.metrics().containsKey(part.metric())) {
                    section.fault("parts", part.metric(), "must be metrics");
                }
            }
            return new Decomposition(id, whole, parts);
        });
    }

    private Map<String, List<Threshold>> thresholds(SettingsReader section) {
        Map<String, List<Threshold>> thresholds = new LinkedHashMap<>();
        for (String metric : section.keys()) {
            List<Threshold> values = new ArrayList<>();
            Set<Double> seenThresholds = new HashSet<>();
            for (SettingsReader item : section.items(metric)) {
                double value = item.number("value", Double.MIN_VALUE, Double.MAX_VALUE);
                if (!seenThresholds.add(value)) {
                    item.fault("value", Double.toString(value), "is a threshold already");
                }
                values.add(new Threshold(value, item.text("label")));
            }
            vocabulary.requireMetric(section, metric);
            thresholds.put(metric, List.copyOf(values));
        }
        return thresholds;
    }

    private static List<Generation> generations(SettingsReader section) {
        List<Generation> generations = new ArrayList<>();
        for (SettingsReader item : section.items("definitions")) {
            String id = item.text("id");
            Double from = bound(item, "compute-from");
            Double to = bound(item, "compute-to");
            if (from != null && to != null && from >= to) {
                item.fault("compute-from", from.toString(), "must be below compute-to = " + to);
            }
            if (generations.stream().anyMatch(generation -> generation.id().equals(id))) {
                item.fault("id", id, "is a generation already");
            }
            generations.add(new Generation(id, from, to, bound(item, "cost-from"), bound(item, "cost-to")));
        }
        return List.copyOf(generations);
    }

    private static @Nullable Double bound(SettingsReader item, String key) {
        return item.optionalNumber(key, Double.MIN_VALUE, Double.MAX_VALUE);
    }

    private static WhatIf whatIf(String id, SettingsReader section) {
        Map<WhatIf.RunQuantity, MedianAndInterval> factors = new EnumMap<>(WhatIf.RunQuantity.class);
        SettingsReader factorsByKind = section.section("factors");
        for (WhatIf.RunQuantity kind : WhatIf.RunQuantity.values()) {
            String key = SettingsReader.idOf(kind);
            if (factorsByKind.keys().contains(key)) {
                factors.put(kind, quantity(factorsByKind.section(key), "value", "low", "high", 1e-9, 1e9));
            }
        }
        return new WhatIf(id, section.filledText("source"), factors);
    }

    private static MedianAndInterval quantity(
            SettingsReader section, String key, String lowKey, String highKey, double minimum, double maximum) {
        double value = section.number(key, minimum, maximum);
        double low = section.number(lowKey, minimum, maximum);
        double high = section.number(highKey, minimum, maximum);
        if (low > value || value > high) {
            String bounds = lowKey + " = " + low + " and " + highKey + " = " + high;
            section.fault(key, Double.toString(value), "must be between " + bounds);
        }
        return new MedianAndInterval(value, low, high);
    }
}
