package org.computetrends.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendKey;
import org.computetrends.fit.TrendFitter;
import org.computetrends.stats.MeasurementNoise;

/** Reads how trends are fitted, how breaks in growth are tested, and which trends are compared. */
record FittingReader(SettingsReader root, Vocabulary vocabulary) {
    /** The fewest replicates that determine a 2.5% quantile, which is 1 of 40. */
    private static final int LEAST_REPLICATES = 40;

    TrendFitter.Settings fitting(TimeScale timeScale, long seed) {
        SettingsReader section = root.section("fitting");
        SettingsReader breaks = root.section("breakpoints");
        SlopeInterval.Method interval = section.choice("interval", SlopeInterval.Method.class);
        int replicates = section.wholeNumber("replicates", 0, 10_000_000);
        if (replicates < LEAST_REPLICATES && (replicates > 0 || interval.usesReplicates())) {
            section.fault(
                    "replicates",
                    Integer.toString(replicates),
                    "must be " + LEAST_REPLICATES + " at least"
                            + (interval.usesReplicates() ? " for the interval asked for" : ", or 0 for none"));
        }
        return new TrendFitter.Settings(
                timeScale,
                seed,
                interval,
                replicates,
                section.choice("measurement-noise", MeasurementNoise.class),
                confidenceFactors(section.section("confidence-factors")),
                section.choices("growth-models", GrowthModel.class),
                new TrendFitter.BreakRule(
                        breaks.number("trim", 0, 0.33),
                        breaks.number("test-trim", 0, 0.33),
                        breaks.wholeNumber("replicates", 0, 10_000_000)),
                section.longWholeNumber("observations-limit", 0, 5_000_000),
                section.longWholeNumber("pairwise-limit", 0, 20_000),
                section.wholeNumber("influential-releases", 0, 1_000),
                comparisons());
    }

    private static Map<Confidence, Double> confidenceFactors(SettingsReader section) {
        Map<Confidence, Double> factors = new EnumMap<>(Confidence.class);
        Map<String, Confidence> labels = new LinkedHashMap<>();
        List.of(Confidence.values()).forEach(confidence -> labels.put(SettingsReader.idOf(confidence), confidence));
        for (String label : section.keys()) {
            double factor = section.number(label, 1, 1e6);
            Confidence confidence = labels.get(label.toLowerCase(Locale.ROOT));
            if (confidence == null) {
                section.fault(
                        label,
                        section.value(label),
                        "must be the name of one of " + String.join(", ", labels.keySet()));
            } else {
                factors.put(confidence, factor);
            }
        }
        return factors;
    }

    private List<TrendFitter.Pair> comparisons() {
        List<TrendFitter.Pair> pairs = new ArrayList<>();
        for (SettingsReader item : root.items("comparisons")) {
            TrendKey first = side(item, "first");
            TrendKey second = side(item, "second");
            Optional<String> span = span(item, first, second).map(Era::id);
            TrendKey firstTrend = span.map(first::withEra).orElse(first);
            TrendKey secondTrend = span.map(second::withEra).orElse(second);
            if (firstTrend.equals(secondTrend)) {
                item.fault(
                        "second",
                        secondTrend.cohort() + " in " + secondTrend.era(),
                        "must differ from first, over the span of both");
            }
            for (Metric metric : vocabulary.metricsOf(item)) {
                TrendFitter.Pair pair =
                        new TrendFitter.Pair(firstTrend.withMetric(metric.id()), secondTrend.withMetric(metric.id()));
                if (pairs.contains(pair)) {
                    item.fault("metrics", metric.id(), "is compared over these trends already");
                }
                pairs.add(pair);
            }
        }
        return List.copyOf(pairs);
    }

    /**
     * The era in which both sides are compared; without the key {@code span}, the dates that their eras share. Empty if
     * {@code span} is null or the eras share no dates: each side then keeps its own era.
     */
    private Optional<Era> span(SettingsReader item, TrendKey first, TrendKey second) {
        if (!item.keys().contains("span")) {
            return vocabulary.eraOfSharedDates(first.era(), second.era());
        }
        return item.isNull("span") ? Optional.empty() : Optional.of(vocabulary.eraOf(item, "span", item.text("span")));
    }

    /** One side of a comparison, without its metric. */
    private TrendKey side(SettingsReader item, String key) {
        SettingsReader section = item.section(key);
        TrendKey side = vocabulary.trendKey("", section);
        if (Cohort.parse(side.cohort()).has(Cohort.Test.WILDCARD)) {
            section.fault("cohort", side.cohort(), "must be one cohort, and not one for each value");
        }
        return side;
    }
}
