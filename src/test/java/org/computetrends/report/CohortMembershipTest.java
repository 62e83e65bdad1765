package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.report.CohortMembership.Observed;
import org.junit.jupiter.api.Test;

class CohortMembershipTest {
    private static Observed release(String id, String... organizations) {
        return new Observed(
                row("observations", Map.of("release_id", id, "metric", "training_compute")),
                row("releases", Map.of("release_id", id, "organizations", List.of(organizations))));
    }

    private static PublishedRow row(String table, Map<String, Object> values) {
        return new PublishedRow(
                new PublishedTable.Heading(
                        table,
                        List.of("release_id"),
                        Set.of(
                                "release_id",
                                "metric",
                                "published_on",
                                "scale",
                                "frontier_rank",
                                "record",
                                "notable",
                                "organizations",
                                "domains",
                                "countries",
                                "accessibility",
                                "confidence")),
                values);
    }

    /** Ids were written without quotation marks before cohorts had lists of values. */
    @Test
    void aNameWithACommaIsOneValueInTablesOfAnOlderVersion() {
        List<Observed> observed =
                List.of(release("a", "Acme, Inc."), release("b", "Acme"), release("c", "\"X\" Lab", "Acme"));
        assertThat(new CohortMembership(TestProvenance.of(Map.of()), observed)
                        .cohortsByObservation(List.of(
                                "organization=acme, inc.",
                                "organization=\"acme, inc.\"",
                                "organization=\"x\" lab",
                                "organization=acme,other lab",
                                // An unknown attribute matches nothing.
                                "task=games")))
                .containsExactly(
                        List.of("organization=acme, inc.", "organization=\"acme, inc.\""),
                        List.of("organization=acme,other lab"),
                        List.of("organization=\"x\" lab", "organization=acme,other lab"));
    }
}
