package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Cohort.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and writing the ids of cohorts. */
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
                "organization=other",
                "organization=\"other\"",
                "organization!=\"other\"",
                "organization=\"*\"",
                "organization=\"*\",\"other\",third",
                "frontier;country!=china,france;confidence=likely",
                "organization=\"a;b\",\"acme, inc.\",\"the \"\"x\"\"\"",
                "organization=openai;domain=language",
                "organization=!bang;domain=\"\",\" a\",=",
                "organization!=\"several\nlines,\""
            })
    void anIdIsParsedToTheSameId(String id) {
        assertThat(Cohort.parse(id).id()).isEqualTo(id);
    }

    @Test
    void valuesAreLowerCase() {
        assertThat(Cohort.parse("domain=Language")).isEqualTo(Cohort.parse("domain=language"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            domain=vision,Language,vision                | domain=language,vision
            organization!=b,"a, inc.",B                  | organization!="a, inc.",b
            domain=vision;notable;domain=Vision          | notable;domain=vision
            domain=vision,games;domain=games,vision      | domain=games,vision
            """)
    void equalCohortsHaveEqualIds(String written, String id) {
        assertThat(Cohort.parse(written)).isEqualTo(Cohort.parse(id));
        assertThat(Cohort.parse(written).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            frontier;by=parameters;by=parameters | 'by' must be given once, with one metric
            frontier;by=parameters,training_cost | 'by' must be given once, with one metric
            record;by=parameters                 | 'by' belongs to the frontier cohort, not to 'record'
            domain=language,Other                | 'other' must follow = and be the only value, as in domain=other; a value of the source with this name is written "other"
            domain!=other                        | 'other' must follow = and be the only value, as in domain=other; a value of the source with this name is written "other"
            country=*,france                     | '*' must follow = and be the only value, as in country=*; a value of the source with this name is written "*"
            domain=language,                     | a value is missing after = or a comma
            frontier;by=                         | a value is missing after = or a comma
            notable;domain=                      | a value is missing after = or a comma
            notable;                             | after 'notable', '' must be a condition such as domain=language
            """)
    void anInvalidCohortIsAnError(String written, String message) {
        assertThatThrownBy(() -> Cohort.parse(written)).hasMessage("cohort '" + written + "': " + message);
    }

    /** {@code other} and {@code *} have a special meaning. In quotation marks they are values. */
    @Test
    void quotationMarksMakeAValueOfAWord() {
        assertThat(Cohort.parse("domain=Other").filters().get(0))
                .isEqualTo(new Filter(Attribute.DOMAIN, Cohort.Test.UNCOMMON, List.of()));
        assertThat(Cohort.parse("domain=\"Other\"").filters().get(0))
                .isEqualTo(new Filter(Attribute.DOMAIN, Cohort.Test.ONE_OF, List.of("other")));
        assertThat(Cohort.parse(" organization != \"Acme, Inc.\" , \"a;\"\"b\"\"\"; frontier"))
                .isEqualTo(new Cohort(
                        Cohort.Rule.FRONTIER,
                        null,
                        List.of(new Filter(
                                Attribute.ORGANIZATION, Cohort.Test.NONE_OF, List.of("acme, inc.", "a;\"b\"")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain=\"a", "domain=x,\"a\"\"", "domain=\"a\"b", "domain=\"a\"\"b\"c;all"})
    void anOpenQuotationMarkIsAnError(String id) {
        assertThatThrownBy(() -> Cohort.parse(id))
                .hasMessageStartingWith("cohort '" + id + "': the quoted value at '\"a")
                .hasMessageContaining("must end with a quotation mark");
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
                                + " accessibility, confidence");
    }

    @Test
    void eachValueIsReplacedInPlace() {
        Cohort cohort = Cohort.parse("notable;domain=*");
        assertThat(cohort.expandWildcards(attribute -> List.of("other", "vision")))
                .extracting(Cohort::id)
                .containsExactly("notable;domain=\"other\"", "notable;domain=vision", "notable;domain=other");
    }
}
