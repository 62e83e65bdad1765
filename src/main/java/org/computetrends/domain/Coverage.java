package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The day up to which each vintage knows the values of a metric: the end of its coverage. A vintage's last value may be
 * from a new organization, while established organizations have had no value for months. So coverage ends at the last
 * frontier value of an established organization: one with another frontier value in the years before it.
 *
 * @param knownTo the end of coverage by vintage and metric; metrics without a known end are absent
 */
public record Coverage(Map<LocalDate, Map<String, LocalDate>> knownTo) {
    public static final Coverage NONE = new Coverage(Map.of());

    public Coverage {
        knownTo = Map.copyOf(knownTo);
    }

    public Map<String, LocalDate> endByMetric(LocalDate vintage) {
        return knownTo.getOrDefault(vintage, Map.of());
    }

    /** The end of a vintage's coverage of a metric; null if unknown. */
    public @Nullable LocalDate end(LocalDate vintage, String metric) {
        return endByMetric(vintage).get(metric);
    }
}
