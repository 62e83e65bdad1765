package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.junit.jupiter.api.Test;

/** The sample of releases that a page shows. */
class PublishedSampleTest {
    private static final PublishedTable.Heading HEADING = new PublishedTable.Heading(
            "observations",
            List.of("release_id", "metric"),
            Set.of("release_id", "metric", "published_on", "frontier_rank", "record"));

    @Test
    void theFrontierAndRecordsAreWholeAndOthersAsManyAsAllowed() {
        PublishedSample sample = new PublishedSample(10);
        // False: the reader must not keep the row too.
        rows().forEach(row -> assertThat(sample.offer(row)).isFalse());
        assertThat(sample.rows()).filteredOn(row -> row.has("frontier_rank")).hasSize(25);
        assertThat(sample.rows()).filteredOn(row -> row.isTrue("record")).hasSize(1);
        assertThat(sample.rows())
                .filteredOn(row -> !row.has("frontier_rank") && !row.isTrue("record"))
                .hasSize(10);
    }

    @Test
    void theSampleDependsOnNeitherOrderNorChance() {
        PublishedSample sample = new PublishedSample(10);
        rows().forEach(sample::offer);
        PublishedSample other = new PublishedSample(10);
        List<PublishedRow> backwards = new ArrayList<>(rows());
        Collections.reverse(backwards);
        backwards.forEach(other::offer);
        assertThat(other.rows()).isEqualTo(sample.rows());
    }

    /** A hundred releases: every fourth is of the frontier, and the second is a record outside it. */
    private static List<PublishedRow> rows() {
        List<PublishedRow> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Map<String, Object> values = new HashMap<>(Map.of(
                    "release_id",
                    "r" + i,
                    "metric",
                    "parameters",
                    "published_on",
                    LocalDate.of(2020, 1, 1).plusDays(i),
                    "record",
                    i == 1));
            if (i % 4 == 0) {
                values.put("frontier_rank", 2L);
            }
            rows.add(new PublishedRow(HEADING, values));
        }
        return rows;
    }
}
