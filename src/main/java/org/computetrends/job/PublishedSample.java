package org.computetrends.job;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.zip.CRC32;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.table.ObservationsTable;

/**
 * A sample of observations that is small enough for a page: the whole frontier, all records, and for each metric a
 * limited number of other observations. These are the ones with the smallest digests of their release's id, so that the
 * sample depends on neither order nor chance.
 */
final class PublishedSample {
    private static final Comparator<DigestedRow> LARGEST_FIRST =
            Comparator.comparingLong(DigestedRow::digest).reversed();

    private final int pointsOfAMetric;
    private final List<PublishedRow> frontierAndRecords = new ArrayList<>();
    private final Map<String, PriorityQueue<DigestedRow>> smallestDigests = new HashMap<>();

    PublishedSample(int pointsOfAMetric) {
        this.pointsOfAMetric = pointsOfAMetric;
    }

    private record DigestedRow(long digest, PublishedRow row) {}

    /** Adds a row to the sample if it belongs there. Always returns false, so that the reader does not keep it too. */
    boolean offer(PublishedCells cells) {
        if (cells.has(ObservationsTable.FRONTIER_RANK) || cells.isTrue(ObservationsTable.RECORD)) {
            frontierAndRecords.add(cells.row());
            return false;
        }
        PriorityQueue<DigestedRow> queue = smallestDigests.computeIfAbsent(
                cells.requireText(ObservationsTable.METRIC), metric -> new PriorityQueue<>(LARGEST_FIRST));
        long digest = digest(cells.requireText(ObservationsTable.RELEASE_ID));
        DigestedRow largestDigest = queue.size() < pointsOfAMetric ? null : queue.element();
        if (largestDigest == null || digest < largestDigest.digest()) {
            queue.add(new DigestedRow(digest, cells.row()));
            if (largestDigest != null) {
                queue.remove();
            }
        }
        return false;
    }

    /** The sample, sorted by metric, date and release. */
    List<PublishedRow> rows() {
        List<PublishedRow> rows = new ArrayList<>(frontierAndRecords);
        smallestDigests.values().forEach(queue -> queue.forEach(each -> rows.add(each.row())));
        rows.sort(Comparator.comparing((PublishedRow row) -> row.requireText(ObservationsTable.METRIC))
                .thenComparing(row -> row.requireDate(ObservationsTable.PUBLISHED_ON))
                .thenComparing(row -> row.requireText(ObservationsTable.RELEASE_ID)));
        return rows;
    }

    private static long digest(String id) {
        CRC32 checksum = new CRC32();
        checksum.update(id.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}
