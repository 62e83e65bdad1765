package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the values of vintages reach. The last value of a vintage may be a newcomer's while established organizations
 * have had none for months, so coverage ends at the last ranked value of an organization that had another one within the
 * years before.
 *
 * @param knownTo by vintage and metric, the date of that value; a metric without one is absent
 */
public record Coverage(Map<LocalDate, Map<String, LocalDate>> knownTo) {
    /** Of no vintage anything is known. */
    public static final Coverage NONE = new Coverage(Map.of());

    public Coverage {
        knownTo = Map.copyOf(knownTo);
    }

    /** Where a vintage's coverage of a metric ends; null where it cannot be said. */
    public @Nullable LocalDate end(LocalDate vintage, String metric) {
        return knownTo.getOrDefault(vintage, Map.of()).get(metric);
    }
}
