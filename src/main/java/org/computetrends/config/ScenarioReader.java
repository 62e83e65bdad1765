package org.computetrends.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Scenario;

/** Reads scenarios: assumptions about how growth continues in projections. */
record ScenarioReader(Vocabulary vocabulary) {
    private enum Kind {
        PACE,
        REVERSION,
        LIMITS
    }

    Scenario scenario(String id, SettingsReader section) {
        section.checkLabel();
        Set<String> metrics = Set.copyOf(vocabulary.metricNames(section, "metrics"));
        Scenario.Assumption assumption = switch (section.choice("kind", Kind.class)) {
            case PACE -> new Scenario.Paced(section.number("slope-factor", 0, 100));
            case REVERSION -> reversion(section);
            case LIMITS -> limits(section);
        };
        return new Scenario(id, metrics, assumption);
    }

    private Scenario.Reverting reversion(SettingsReader section) {
        List<Scenario.Reversion> reversions = new ArrayList<>();
        double weights = 0;
        for (SettingsReader item : section.items("reversions")) {
            double weight = item.number("weight", 0, 1);
            weights += weight;
            reversions.add(new Scenario.Reversion(weight, item.number("years", 0.01, 1000)));
        }
        if (Math.abs(weights - 1) > 1e-9) {
            section.fault("reversions", Double.toString(weights), "must have weights that add up to 1");
        }
        return new Scenario.Reverting(
                vocabulary.trendKey(section.section("fast")),
                vocabulary.trendKey(section.section("slow")),
                section.number("slow-doubling-months", 0.1, 10_000),
                reversions,
                section.number("log-sd", 0, 10));
    }

    private static Scenario.Limited limits(SettingsReader section) {
        List<Scenario.Limit> limits = section.sections("limits", (id, limit) -> {
            double low = limit.number("low", Double.MIN_VALUE, Double.MAX_VALUE);
            double high = limit.number("high", Double.MIN_VALUE, Double.MAX_VALUE);
            if (low >= high) {
                limit.fault("low", Double.toString(low), "must be below high = " + high);
            }
            return new Scenario.Limit(
                    id, limit.date("on"), low, high, limit.number("growth-factor-per-year", 0.01, 1000));
        });
        if (limits.isEmpty()) {
            section.fault("limits", "{}", "must name a limit at least");
        }
        return new Scenario.Limited(limits);
    }
}
