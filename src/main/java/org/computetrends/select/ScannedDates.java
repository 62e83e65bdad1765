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

/**
 * The result of the first scan: counts and rejects for the run, and aggregates from which the second scan is planned.
 */
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

    /** The number of observations of all metrics: a release counts once for each metric that it has a value of. */
    public long observations() {
        long observations = 0;
        for (int index = 0; index < scan.byDate.size(); index++) {
            for (int metric = 0; metric < scan.metrics; metric++) {
                observations += scan.count(index, metric);
            }
        }
        return observations;
    }

    public long rowsRejected() {
        return LongStream.of(scan.rowsByFault).sum() - rowsKept();
    }

    /** The number of rejected rows and values by reason; a reason that rejected nothing is absent. */
    @SuppressWarnings("EnumOrdinal") // an index within one run
    public Map<RejectReason, Long> rejectsByReason() {
        Map<RejectReason, Long> byReason = new TreeMap<>();
        for (int i = 0; i < ReleaseRules.ROW_FAULTS.size(); i++) {
            byReason.put(ReleaseRules.ROW_FAULTS.get(i), scan.rowsByFault[1 + i]);
        }
        for (RejectReason reason : RejectReason.values()) {
            byReason.merge(reason, scan.valuesByReason[reason.ordinal()], Long::sum);
        }
        byReason.values().removeIf(count -> count == 0);
        return byReason;
    }

    /** Some rejects, up to the scanner's limit, as rows of the rejects table except for the run id, unordered. */
    public Dataset<Row> rejects(SparkSession session) {
        return session.createDataFrame(scan.rejects, Rejects.SCHEMA);
    }

    public InputFingerprint fingerprint() {
        return scan.fingerprint;
    }

    /** Whether there are more organizations than the limit, so that clusters are groups of organizations. */
    public boolean areOrganizationsGrouped() {
        return organizations.areGrouped();
    }

    /**
     * The numbers of kept releases by year of publication: of all, and of those with a value of a metric. Dates outside
     * the analysis count too.
     *
     * @return by metric id: the numbers for each year, in order of year
     */
    public Map<String, List<ReportedYear>> years(List<Metric> metrics, LocalDate vintage) {
        TreeMap<Integer, Integer> indexByYear = new TreeMap<>();
        for (int index = 0; index < scan.byYear.size(); index++) {
            indexByYear.put(scan.byYear.key(index), index);
        }
        Map<String, List<ReportedYear>> years = new LinkedHashMap<>();
        for (int metric = 0; metric < metrics.size(); metric++) {
            List<ReportedYear> ofMetric = new ArrayList<>();
            String id = metrics.get(metric).id();
            int indexOfMetric = 1 + metric; // after the number of releases
            indexByYear.forEach((year, index) -> ofMetric.add(ReportedYear.counted(
                    id, year, vintage, scan.byYear.sum(index, 0), scan.byYear.sum(index, indexOfMetric))));
            years.put(id, ofMetric);
        }
        return years;
    }

    /** The releases that were among the largest on their date; empty if there were too many to keep. */
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
