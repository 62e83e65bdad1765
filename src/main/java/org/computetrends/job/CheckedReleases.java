package org.computetrends.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueDensity;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.held.HeldVintage;

/**
 * Releases checked, in whichever way, and to be selected into populations.
 *
 * @param inputDigest a digest of the values that were read
 * @param rowsRead rows read
 * @param rowsKept rows kept
 * @param rowsRejected rows rejected
 * @param rejectsByReason rejected rows and values, counted by reason
 * @param rejects rows of the rejects table, all of them or as many as are listed
 * @param survey how many releases have values
 * @param releases rows of the releases table
 * @param vintage the releases on the driver, where they are few enough; brought there when it is asked to
 * @param selection selects them, when it is asked to
 * @param warnings what the person should know of the way
 */
record CheckedReleases(
        String inputDigest,
        long rowsRead,
        long rowsKept,
        long rowsRejected,
        Map<RejectReason, Long> rejectsByReason,
        FoundRows rejects,
        ReportingEstimator.Survey survey,
        FoundRows releases,
        Supplier<Optional<HeldVintage>> vintage,
        Supplier<Selected> selection,
        List<String> warnings) {

    /**
     * Releases selected into populations.
     *
     * @param trends every trend, cohorts by attribute written out
     * @param populations of these trends: what takes most memory, and is asked for by the fit alone
     * @param rows what is published of them
     */
    record Selected(List<TrendSpecification> trends, TrendPopulations populations, SelectedRows rows) {}

    /**
     * What is published of releases selected.
     *
     * @param observations rows of the observations table
     * @param densities how many values there are of each metric, by quarter and magnitude; counted when it is asked to
     */
    record SelectedRows(FoundRows observations, Supplier<List<ValueDensity>> densities) {}

    static long sum(Map<RejectReason, Long> rejects) {
        return rejects.values().stream().mapToLong(Long::longValue).sum();
    }
}
