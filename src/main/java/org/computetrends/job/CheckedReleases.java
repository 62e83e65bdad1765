package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.UserException;
import org.computetrends.evaluate.ReportingEstimator;

/**
 * The result of checking the rows of the vintage analysed: the releases kept, and the rows and values rejected.
 *
 * @param inputDigest a digest of the rows read, on which the run's id depends
 * @param rejectsByReason rejected rows and rejected values of kept rows, counted by reason
 * @param rejects rows of the rejects table
 * @param survey the number of releases with a value by metric and year, and the first under-reported day by metric
 * @param releases rows of the releases table
 * @param warnings what the user should know about the check
 */
record CheckedReleases(
        String inputDigest,
        long rowsRead,
        long rowsKept,
        long rowsRejected,
        Map<RejectReason, Long> rejectsByReason,
        RowsWithoutRunId rejects,
        ReportingEstimator.Survey survey,
        RowsWithoutRunId releases,
        List<String> warnings) {

    /**
     * Requires that rows were read, that each row was kept or rejected, and that at least one row was kept.
     *
     * @param input the path that was read, for messages
     */
    void requireReleases(String input, LocalDate vintage) {
        if (rowsRead == 0) {
            throw UserException.input("input " + input + " contains no rows for vintage " + vintage);
        }
        if (rowsRead != rowsKept + rowsRejected) {
            throw new IllegalStateException(
                    rowsRead + " rows were read, but " + rowsKept + " kept and " + rowsRejected + " rejected");
        }
        if (rowsKept == 0) {
            throw UserException.input(
                    "all " + rowsRejected + " rows of vintage " + vintage + " were rejected: " + rejectsByReason);
        }
    }
}
