package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.computetrends.domain.PublishedRow;
import org.computetrends.table.ClaimsTable;
import org.junit.jupiter.api.Test;

/** The names of cohorts, thresholds and claims. */
class DisplayNamesTest {

    @Test
    void aCohortIsNamedByItsPartsAndAQuotedNameIsOnePart() {
        DisplayNames names = new DisplayNames(TestProvenance.of(Map.of(
                "cohorts.notable.label", "\"Notable releases\"", "cohorts.\"domain=vision\".label", "\"Images\"")));
        assertThat(names.cohort("notable;organization=\"a;b=c\";domain!=vision"))
                .isEqualTo("Notable releases, organization: \"a;b=c\", domain: none of vision");
        assertThat(names.cohort("organization=\"a;b\"")).isEqualTo("Organization: \"a;b\"");
        assertThat(names.cohort("domain=vision;country=china")).isEqualTo("Images, country: china");
        assertThat(names.cohort("frontier;by=training_compute")).isEqualTo("Frontier, by: training_compute");
        assertThat(names.cohort("task=a;b")).isEqualTo("Task: a;b");
    }

    @Test
    void aThresholdIsWrittenWithAPowerOfTen() {
        assertThat(DisplayNames.threshold("1e27 FLOP")).isEqualTo("10²⁷ FLOP");
        assertThat(DisplayNames.threshold("3e27 FLOP")).isEqualTo("3 × 10²⁷ FLOP");
        assertThat(DisplayNames.threshold("2.5e9 dollars")).isEqualTo("2.5 × 10⁹ dollars");
        assertThat(DisplayNames.threshold("a billion dollars")).isEqualTo("a billion dollars");
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
}
