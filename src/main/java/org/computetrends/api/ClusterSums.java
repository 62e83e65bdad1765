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
 * Sums by cluster, by the rule of the {@code trends} table: an observation without a cluster is its own, and in a large
 * population those of one date stand together. So memory is bounded by the clusters and dates, whatever the number of rows.
 */
final class ClusterSums {
    /** The largest population whose observations without a cluster stand alone: {@code fitting.observations-limit}. */
    static final long OBSERVATIONS_LIMIT = 5_000;

    private static final String CLUSTER = "cluster ";
    private static final String DAY = "day ";

    /** One for a cluster; for a date one or, in a small population, one for each observation. */
    private final Map<String, List<LineSums>> sums = new HashMap<>();

    void add(@Nullable String cluster, int epochDay, double log10Value) {
        LineSums observation = new LineSums();
        observation.add(epochDay, log10Value);
        add(cluster == null ? DAY + epochDay : CLUSTER + cluster, observation);
    }

    void merge(ClusterSums other) {
        other.sums.forEach((key, each) -> each.forEach(part -> add(key, part)));
    }

    private void add(String key, LineSums more) {
        List<LineSums> known = sums.computeIfAbsent(key, name -> new ArrayList<>(1));
        if (known.isEmpty() || key.startsWith(DAY)) {
            known.add(more);
        } else {
            known.get(0).merge(more);
        }
    }

    /** Has the observations of a date stand together where all are so many that the population is large. */
    void settle(long observations) {
        if (observations > OBSERVATIONS_LIMIT) {
            for (List<LineSums> parts : sums.values()) {
                while (parts.size() > 1) {
                    parts.get(0).merge(parts.remove(parts.size() - 1));
                }
            }
        }
    }

    /** The moments of each, in no order. */
    ClusterMoments moments(TimeScale scale) {
        return LineSums.moments(sums.values().stream().flatMap(List::stream).toList(), scale);
    }

    void write(DataOutput output) throws IOException {
        output.writeInt(sums.size());
        for (Map.Entry<String, List<LineSums>> entry : sums.entrySet()) {
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
        ClusterSums clusters = new ClusterSums();
        for (int left = input.readInt(); left > 0; left--) {
            byte[] key = new byte[input.readInt()];
            input.readFully(key);
            List<LineSums> parts = new ArrayList<>();
            for (int part = input.readInt(); part > 0; part--) {
                parts.add(LineSums.read(input));
            }
            clusters.sums.put(new String(key, StandardCharsets.UTF_8), parts);
        }
        return clusters;
    }
}
