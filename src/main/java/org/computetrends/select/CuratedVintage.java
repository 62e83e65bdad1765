package org.computetrends.select;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CuratedRelease;

/**
 * The result of curating a vintage in memory.
 *
 * @param releases the kept releases, in the order of their ids
 * @param rejects rows of the rejects table except for the run id, unordered; empty if not collected
 * @param rejectsByReason the number of rejected rows and values by reason
 */
public record CuratedVintage(
        List<CuratedRelease> releases,
        List<Row> rejects,
        Map<RejectReason, Long> rejectsByReason,
        InputFingerprint fingerprint) {

    public long rowsRead() {
        return fingerprint.rows();
    }

    public long rowsKept() {
        return releases.size();
    }
}
