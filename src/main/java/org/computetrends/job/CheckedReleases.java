package org.computetrends.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.ReportingEstimator;

/**
 * Releases checked, in whichever way, and to be selected into populations.
 *
 * @param inputDigest a digest of the values that were read
 * @param rowsKept rows kept
 * @param rowsRejected rows rejected
 * @param rejectsByReason rejected rows and values, counted by reason
 * @param rejects rows of the rejects table
 * @param rejectsListed how many of them there are
 * @param survey how many releases have values
 * @param releases the curated releases one by one, where they are few enough
 * @param selection selects them, when it is asked to
 * @param warnings what the person should know of the way
 */
record CheckedReleases(
        String inputDigest,
        long rowsKept,
        long rowsRejected,
        Map<RejectReason, Long> rejectsByReason,
        Dataset<Row> rejects,
        long rejectsListed,
        ReportingEstimator.Survey survey,
        Optional<Dataset<Row>> releases,
        Supplier<Selected> selection,
        List<String> warnings) {

    /**
     * Releases selected into populations.
     *
     * @param trends every trend, cohorts by attribute written out
     * @param populations of these trends
     * @param observations labelled observations, where they are few enough
     */
    record Selected(
            List<TrendSpecification> trends, TrendPopulations populations, Optional<Dataset<Row>> observations) {}

    static long sum(Map<RejectReason, Long> rejects) {
        return rejects.values().stream().mapToLong(Long::longValue).sum();
    }
}
