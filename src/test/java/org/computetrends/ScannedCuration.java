package org.computetrends;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Families;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.population.FrontierRules;
import org.computetrends.select.InputFingerprint;
import org.computetrends.select.ReleaseScanner;
import org.computetrends.select.ScannedDates;
import org.computetrends.sql.RowMarks;

/**
 * Releases curated in scans, as a run with Spark does it.
 *
 * @param marks which rows are copies, and the numbers of ids
 * @param releases those kept, with their ids
 * @param rejects rows of the rejects table
 * @param fingerprint of the rows read
 * @param rowsKept rows that the scan kept
 * @param rowsRejected rows that it rejected
 * @param rejectsByReason rejected rows and values as it counted them
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
        PopulationRules rules = new PopulationRules(
                new TimeScale(365.25, 30.4375),
                DateImputation.MIDDLE,
                null,
                null,
                new ZScoreRule(364, -2, 0.76, LocalDate.of(2015, 9, 1)),
                OutlierRule.KEEP,
                10,
                LocalDate.of(2010, 1, 1),
                true,
                20,
                Families.NONE);
        ReleaseScanner.Settings scan =
                new ReleaseScanner.Settings(curation, rules, metrics, List.of(), 1_000, 1_000, 1_000);
        RowMarks marks = new ReleaseScanner(scan, RowMarks.NONE).marks(read, vintage);
        ReleaseScanner scanner = new ReleaseScanner(scan, marks);
        ScannedDates dates = scanner.dates(read, vintage, FrontierRules.NONE, 0);
        return new ScannedCuration(
                marks,
                scanner.kept(read, vintage),
                scanner.rejects(read, vintage),
                dates.fingerprint(),
                dates.rowsKept(),
                dates.rowsRejected(),
                dates.rejectsByReason());
    }
}
