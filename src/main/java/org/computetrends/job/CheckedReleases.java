package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.UserException;
import org.computetrends.evaluate.ReportingEstimator;

/**
 * The result of checking releases, in memory or in scans.
 *
 * @param inputDigest a digest of the values read
 * @param rejectsByReason rejected rows and values, counted by reason
 * @param rejects rows of the rejects table
 * @param survey how many releases have a value, by metric and year, and from which day too few do
 * @param releases rows of the releases table
 * @param warnings what the user should know about the check
 */
record CheckedReleases(
        String inputDigest,
        long rowsRead,
        long rowsKept,
        long rowsRejected,
        Map<RejectReason, Long> rejectsByReason,
        StagedRows rejects,
        ReportingEstimator.Survey survey,
        StagedRows releases,
        List<String> warnings) {

    /**
     * Requires that rows were read, that each was kept or rejected, and that releases are left to analyse.
     *
     * @param input where they were read
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

    /**
     * The number of rejected rows and values. It is above {@link #rowsRejected} if values of kept rows were rejected.
     */
    static long sum(Map<RejectReason, Long> rejects) {
        return rejects.values().stream().mapToLong(Long::longValue).sum();
    }
}
