package org.computetrends.select;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.ReportedYear;
import org.computetrends.population.LoadedVintage;

/** The result of the first scan: counts and rejects for the run, and what the second scan is planned from. */
public final class ScannedDates {
    private final DateScan scan;
    private final Organizations organizations;

    ScannedDates(DateScan scan) {
        this.scan = scan;
        this.organizations = Organizations.of(scan.organizations);
    }

    public long rowsKept() {
        return scan.rowsByFault[0];
    }

    /** The number of observations: values of metrics, dated within the analysis. */
    public long observations() {
        long observations = 0;
        for (int index = 0; index < scan.byDate.size(); index++) {
            for (int metric = 0; metric < scan.metrics; metric++) {
                observations += scan.sum(index, metric, DateScan.COUNT);
            }
        }
        return observations;
    }

    public long rowsRejected() {
        return LongStream.of(scan.rowsByFault).sum() - rowsKept();
    }

    /** Rejected rows and values, counted by reason; reasons without any are absent. */
    public Map<RejectReason, Long> rejectsByReason() {
        Map<RejectReason, Long> byReason = new TreeMap<>();
        for (int i = 0; i < ReleaseRules.ROW_FAULTS.size(); i++) {
            byReason.put(ReleaseRules.ROW_FAULTS.get(i), scan.rowsByFault[1 + i]);
        }
        for (RejectReason reason : RejectReason.values()) {
            byReason.merge(reason, scan.rejectedValues.of(reason), Long::sum);
        }
        byReason.values().removeIf(count -> count == 0);
        return byReason;
    }

    /** Some rejects, up to the scanner's limit: rows of the rejects table without run id, unordered. */
    public Dataset<Row> rejects(SparkSession session) {
        return session.createDataFrame(scan.rejects.rows(), Rejects.SCHEMA);
    }

    public InputFingerprint fingerprint() {
        return scan.fingerprint;
    }

    /** Whether there are more organizations than the limit, so that clusters are groups of organizations. */
    public boolean areOrganizationsGrouped() {
        return organizations.areGrouped();
    }

    /**
     * The kept releases, counted by year of publication and by metric. Dates outside the analysis count too.
     *
     * @return by metric id: a count for each year, in order
     */
    public Map<String, List<ReportedYear>> years(List<Metric> metrics, LocalDate vintage) {
        TreeMap<Integer, Integer> indices = new TreeMap<>();
        for (int index = 0; index < scan.byYear.size(); index++) {
            indices.put(scan.byYear.key(index), index);
        }
        Map<String, List<ReportedYear>> years = new LinkedHashMap<>();
        for (int metric = 0; metric < metrics.size(); metric++) {
            List<ReportedYear> ofMetric = new ArrayList<>();
            String id = metrics.get(metric).id();
            int column = 1 + metric;
            indices.forEach((year, index) -> ofMetric.add(new ReportedYear(
                    id,
                    year,
                    vintage,
                    scan.byYear.sum(index, 0),
                    scan.byYear.sum(index, column),
                    null,
                    false,
                    null,
                    null)));
            years.put(id, ofMetric);
        }
        return years;
    }

    /** The releases that were ever among the largest, by the rules of the first scan; empty if there are too many. */
    public Optional<LoadedVintage> frontier() {
        return scan.frontier.vintage();
    }

    DateScan scan() {
        return scan;
    }

    Organizations organizations() {
        return organizations;
    }
}
