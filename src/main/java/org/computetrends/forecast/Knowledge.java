package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the data of an origin reach.
 *
 * @param vintage the vintage's date
 * @param origin only releases before it are known
 * @param coverageEnds where coverage of each metric ends; a metric of which that cannot be said is absent
 * @param delays how late values of the frontier stand in the database; empty where not known
 */
public record Knowledge(
        LocalDate vintage, LocalDate origin, Map<String, LocalDate> coverageEnds, Optional<ReportingDelays> delays) {

    public Knowledge {
        coverageEnds = Map.copyOf(coverageEnds);
    }

    /** Where coverage of a metric ends; null where it cannot be said. */
    public @Nullable LocalDate coverageEnd(String metric) {
        return coverageEnds.get(metric);
    }
}
