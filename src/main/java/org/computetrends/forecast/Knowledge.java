package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the data at an origin, besides the releases, when {@link TrendProjector} projects.
 *
 * @param vintage the vintage's date
 * @param origin only releases before it are known
 * @param coverageEnds the end of each metric's coverage; metrics without a known end are absent
 * @param delays how late values of the frontier are reported; empty if unknown
 */
public record Knowledge(
        LocalDate vintage, LocalDate origin, Map<String, LocalDate> coverageEnds, Optional<ReportingDelays> delays) {

    /** The end of a metric's coverage; null if unknown. */
    public @Nullable LocalDate coverageEnd(String metric) {
        return coverageEnds.get(metric);
    }
}
