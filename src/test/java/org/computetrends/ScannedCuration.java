package org.computetrends;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Vintage;
import org.computetrends.population.FrontierSelections;
import org.computetrends.select.InputFingerprint;
import org.computetrends.select.ReleaseScanner;
import org.computetrends.select.ScannedDates;
import org.computetrends.sql.RowMarks;

/**
 * Releases that Spark's scans have curated.
 *
 * @param marks which rows are duplicates, and the numbers in ids
 * @param releases the releases kept, with ids
 * @param rejects rows of the rejects table
 * @param fingerprint the digest of the rows read
 * @param rowsKept the number of rows kept
 * @param rowsRejected the number of rows rejected
 * @param rejectsByReason the number of rejected rows and values by reason
 */
public record ScannedCuration(
        RowMarks marks,
        Dataset<Row> releases,
        Dataset<Row> rejects,
        InputFingerprint fingerprint,
        long rowsKept,
        long rowsRejected,
        Map<RejectReason, Long> rejectsByReason) {

    /** Curates releases as the reader has them. */
    public static ScannedCuration of(CurationRules curation, List<Metric> metrics, Dataset<Row> read, Vintage vintage) {
        ReleaseScanner.Settings scan = new ReleaseScanner.Settings(
                curation,
                TestDefaults.RULES,
                metrics,
                List.of(),
                /* observationsLimit= */ 1_000,
                /* organizationsLimit= */ 1_000,
                /* rejectsLimit= */ 1_000);
        RowMarks marks = new ReleaseScanner(scan, RowMarks.NONE).markDuplicates(read, vintage);
        ReleaseScanner scanner = new ReleaseScanner(scan, marks);
        ScannedDates dates = scanner.scanDates(read, vintage, FrontierSelections.NONE, 0);
        return new ScannedCuration(
                marks,
                scanner.keptReleases(read, vintage),
                scanner.allRejects(read, vintage),
                dates.fingerprint(),
                dates.rowsKept(),
                dates.rowsRejected(),
                dates.rejectsByReason());
    }
}
