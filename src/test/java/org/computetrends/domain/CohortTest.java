package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CohortTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "notable",
                "frontier",
                "record",
                "regular-scale",
                "large-scale",
                "frontier;by=training_compute",
                "domain=language",
                "notable;domain=language",
                "frontier;by=training_compute;country=france",
                "domain=*",
                "organization=other"
            })
    void idsAreReadBack(String id) {
        assertThat(Cohort.parse(id).id()).isEqualTo(id);
    }

    @Test
    void valuesAreLowerCase() {
        assertThat(Cohort.parse("domain=Language")).isEqualTo(Cohort.parse("domain=language"));
    }

    @Test
    void aMisspeltRuleIsNamed() {
        assertThatThrownBy(() -> Cohort.parse("fronteer"))
                .hasMessage("cohort 'fronteer': 'fronteer' is none of all, notable, frontier, record, regular-scale,"
                        + " large-scale; did you mean frontier?");
    }

    @Test
    void anUnknownAttributeIsNamed() {
        assertThatThrownBy(() -> Cohort.parse("notable;task=games"))
                .hasMessage(
                        "cohort 'notable;task=games': 'task' is none of the attributes domain, country, organization,"
                                + " accessibility");
    }

    @Test
    void onlyTheFrontierIsRanked() {
        assertThatThrownBy(() -> Cohort.parse("record;by=parameters"))
                .hasMessage("'by' belongs to the frontier cohort, not to 'record'");
    }

    @Test
    void eachValueIsReplacedInPlace() {
        Cohort each = Cohort.parse("notable;domain=*");
        assertThat(each.withValue(each.filters().get(0), "vision").id()).isEqualTo("notable;domain=vision");
    }
}
