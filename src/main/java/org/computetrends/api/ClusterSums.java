package org.computetrends.api;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.TimeScale;
import org.computetrends.sql.LineSums;
import org.computetrends.stats.ClusterMoments;
import org.jspecify.annotations.Nullable;

/**
 * Sums by cluster over the observations of a group: its rows with a date and a positive, finite value. Clusters are
 * formed as for the {@code trends} table with the default settings. An observation whose cluster is null is a cluster
 * of its own. In a large group, all observations of one date whose cluster is null are one cluster. So memory grows
 * with clusters and dates, not with rows. Not thread-safe.
 */
final class ClusterSums {
    /** Groups with more observations are large. Equals the default of {@code fitting.observations-limit}. */
    static final long OBSERVATIONS_LIMIT = 5_000;

    private static final String CLUSTER = "cluster ";
    private static final String DAY = "day ";

    /**
     * Sums by key: {@link #CLUSTER} and its name for a cluster, {@link #DAY} and the date for observations whose
     * cluster is null. The list of a cluster has one element. The list of a date has one for each observation or, in a
     * large group, one for all.
     */
    private final Map<String, List<LineSums>> sumsByKey = new HashMap<>();

    private boolean isLarge;

    void add(@Nullable String cluster, int epochDay, double log10Value) {
        List<LineSums> parts = parts(cluster == null ? DAY + epochDay : CLUSTER + cluster);
        if (parts.isEmpty() || (cluster == null && !isLarge)) {
            parts.add(new LineSums());
        }
        parts.get(parts.size() - 1).add(epochDay, log10Value);
    }

    void merge(ClusterSums other) {
        other.sumsByKey.forEach((key, more) -> {
            List<LineSums> parts = parts(key);
            parts.addAll(more);
            if (isLarge || key.startsWith(CLUSTER)) {
                join(parts);
            }
        });
    }

    private List<LineSums> parts(String key) {
        return sumsByKey.computeIfAbsent(key, absent -> new ArrayList<>(1));
    }

    private static void join(List<LineSums> parts) {
        while (parts.size() > 1) {
            parts.get(0).merge(parts.remove(parts.size() - 1));
        }
    }

    /**
     * If the group is large, joins the observations of each date whose cluster is null. Call it after each {@link #add}
     * and {@link #merge}.
     *
     * @param observations the number of all observations of the group
     */
    void joinIfLarge(long observations) {
        if (!isLarge && observations > OBSERVATIONS_LIMIT) {
            isLarge = true;
            sumsByKey.values().forEach(ClusterSums::join);
        }
    }

    /** The moments of every cluster, in no particular order. */
    ClusterMoments moments(TimeScale scale) {
        return LineSums.moments(
                sumsByKey.values().stream().flatMap(List::stream).toList(), scale);
    }

    void write(DataOutput output) throws IOException {
        output.writeInt(sumsByKey.size());
        for (Map.Entry<String, List<LineSums>> entry : sumsByKey.entrySet()) {
            byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            output.writeInt(key.length);
            output.write(key);
            output.writeInt(entry.getValue().size());
            for (LineSums part : entry.getValue()) {
                part.write(output);
            }
        }
    }

    static ClusterSums read(DataInput input) throws IOException {
        // isLarge is not written: joinIfLarge sets it again after the next add or merge.
        ClusterSums clusters = new ClusterSums();
        for (int remaining = input.readInt(); remaining > 0; remaining--) {
            byte[] key = new byte[input.readInt()];
            input.readFully(key);
            List<LineSums> parts = new ArrayList<>();
            for (int part = input.readInt(); part > 0; part--) {
                parts.add(LineSums.read(input));
            }
            clusters.sumsByKey.put(new String(key, StandardCharsets.UTF_8), parts);
        }
        return clusters;
    }
}
