package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestReleases;
import org.junit.jupiter.api.Test;

/** The search for hashes that occur more than once gives the same result for any number of parts. */
class RepeatedHashesIT {
    private final Scans scans = new Scans();

    @Test
    void repeatedHashesEqualThoseCountedInAMap() {
        Random random = new Random(3);
        TestReleases releases = new TestReleases();
        TreeMap<Long, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 3_000; i++) {
            // One name in ten is the most frequent one.
            String name = i % 10 == 0 ? "frequent" : "model-" + random.nextInt(4_000);
            releases.add(name, "2023-03-14");
            counts.merge(RepeatedHashes.hash(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 1, Integer::sum);
        }
        counts.values().removeIf(count -> count == 1);
        Dataset<Row> inputRows = releases.asRead();
        for (int parts : new int[] {1, 2, 7, 500}) {
            assertThat(new RepeatedHashes(plan(), parts).find(inputRows))
                    .containsExactly(
                            counts.keySet().stream().mapToLong(Long::longValue).toArray());
        }
    }

    @Test
    void partsGrowWithRowsAndKeepAllTasksBusy() {
        assertThat(RepeatedHashes.among(10, plan(), 3).parts()).isEqualTo(3);
        // 10^9 / 2^22 = 238.4 parts of 2^22 hashes.
        assertThat(RepeatedHashes.among(1_000_000_000, plan(), 3).parts()).isEqualTo(239);
    }

    private ReleaseBatch.Settings plan() {
        return scans.scanner(java.util.List.of()).checksOfNames(scans.vintage);
    }
}
