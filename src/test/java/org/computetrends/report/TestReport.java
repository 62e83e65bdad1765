package org.computetrends.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;

/** Parts of a report's input, for a run of the vintage 2026-08-19 that rejected one of three rows. */
final class TestReport {
    static final LocalDate VINTAGE = LocalDate.of(2026, 8, 19);

    private TestReport() {}

    static Provenance provenance(Map<String, String> settings) {
        return new Provenance(
                "run",
                "compute-trends 1",
                /* started= */ "2026-09-01T00:00:00Z",
                VINTAGE,
                /* seed= */ 1,
                /* inputs= */ List.of(),
                /* inputFingerprint= */ "rows",
                /* configDigest= */ "settings",
                settings,
                /* rows= */ Map.of("read", 3L, "kept", 2L, "rejected", 1L),
                /* rejects= */ Map.of("MISSING_DATE", 1L));
    }

    /** A table of which all rows are given. */
    static PublishedTable table(PublishedTable.Heading heading, List<PublishedRow> rows) {
        return new PublishedTable(heading, rows, rows.size());
    }
}
