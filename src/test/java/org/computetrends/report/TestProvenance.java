package org.computetrends.report;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The provenance of a small run: of three rows read, two were kept. */
final class TestProvenance {
    static final LocalDate VINTAGE = LocalDate.of(2026, 8, 19);

    private TestProvenance() {}

    static Provenance of(Map<String, String> settings) {
        Map<String, String> configuration = new HashMap<>(settings);
        configuration.putIfAbsent("time.days-per-year", "365.25");
        configuration.putIfAbsent("time.days-per-month", "30.4375");
        return new Provenance(
                "run",
                "compute-trends 1",
                "2026-08-20T00:00:00Z",
                VINTAGE,
                1,
                List.of(),
                "rows",
                "settings",
                configuration,
                Map.of("read", 3L, "kept", 2L, "rejected", 1L),
                Map.of("MISSING_DATE", 1L));
    }
}
