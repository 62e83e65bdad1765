package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.report.CohortMembership.Observed;
import org.computetrends.table.ClaimsTable;
import org.junit.jupiter.api.Test;

class CohortMembershipTest {
    private static final Provenance PROVENANCE = TestProvenance.of(
            Map.of("cohorts.notable.label", "\"Notable releases\"", "cohorts.\"domain=vision\".label", "\"Images\""));

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
        assertThat(new CohortMembership(PROVENANCE, observed)
                        .cohortsByObservation(List.of(
                                "organization=acme, inc.",
                                "organization=\"acme, inc.\"",
                                "organization=\"x\" lab",
                                "organization=acme,other lab",
                                "task=games")))
                .containsExactly(
                        List.of("organization=acme, inc.", "organization=\"acme, inc.\""),
                        List.of("organization=acme,other lab"),
                        List.of("organization=\"x\" lab", "organization=acme,other lab"));
    }

    @Test
    void aClaimOnALeadIsNamedByTheLeadsLabel() {
        Map<String, Object> values = Map.of(
                "claim_id", "a",
                "quantity", "staircase_lag_months",
                "metric", "training_compute",
                "lead", "open-after-closed",
                "source", "Cottier et al. 2024, How far behind are open models");
        PublishedRow claim = new PublishedRow(ClaimsTable.CLAIMS.table().heading(), values);
        DisplayNames names =
                new DisplayNames(TestProvenance.of(Map.of("leads.open-after-closed.label", "\"Open models\"")));
        assertThat(new ClaimNames(new Rows(List.of(claim)), names).of(claim))
                .isEqualTo("Lag between records, training compute, Open models; Cottier et al. 2024");
    }

    @Test
    void aCohortIsNamedByItsPartsAndQuotedNamesStayWhole() {
        DisplayNames names = new DisplayNames(PROVENANCE);
        assertThat(names.cohort("notable;organization=\"a;b=c\";domain!=vision"))
                .isEqualTo("Notable releases, organization: \"a;b=c\", domain: none of vision");
        assertThat(names.cohort("organization=\"a;b\"")).isEqualTo("Organization: \"a;b\"");
        assertThat(names.cohort("domain=vision;country=china")).isEqualTo("Images, country: china");
        assertThat(names.cohort("frontier;by=training_compute")).isEqualTo("Frontier, by: training_compute");
        assertThat(names.cohort("task=a;b")).isEqualTo("Task: a;b");
    }
}
