package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.release;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.population.AnalysedRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which release of one vintage is which of another, by name, organization, date and values. */
class ReleaseMatchingTest {
    private static final String PARAMETERS = "parameters";
    private static final String DATA = "dataset_size";
    private static final String COST = "training_cost";
    private static final ReleaseIdentity IDENTITY =
            new ReleaseIdentity(List.of(COMPUTE, PARAMETERS, DATA, COST), Set.of(COMPUTE, PARAMETERS));

    @Test
    void equalNamesMatchIfAnOrganizationIsSharedOrNoneIsNamed() {
        ReleaseMatching matching = match(
                List.of(
                        release("elmo", "2018-02-01", 1e18, "university of washington", "ai2"),
                        release("perceptron", "1957-01-01", 1e5)),
                List.of(
                        release("elmo", "2018-09-01", 2e18, "ai2"),
                        release("perceptron", "1958-01-01", 2e5, "cornell")));
        assertThat(pairs(matching)).containsExactly("elmo is elmo", "perceptron is perceptron");
    }

    @Test
    void equalNamesOfDifferentOrganizationsMatchWithinAMonthOrByValues() {
        ReleaseMatching matching = match(
                List.of(
                        release("libratus", "2017-01-01", 1e20, "carnagie mellon university"),
                        release("adaline", "1960-06-30", 9900, "stanford university"),
                        release("atlas", "2020-01-01", 1e21, "one")),
                List.of(
                        release("libratus", "2017-01-31", 2e20, "carnegie mellon university (cmu)"),
                        release("adaline", "1961-06-30", 9900, "standford university"),
                        release("atlas", "2022-08-05", 1e22, "another")));
        assertThat(pairs(matching)).containsExactly("adaline is adaline", "libratus is libratus");
        assertThat(matching.withdrawn()).extracting(AnalysedRelease::id).containsExactly("atlas");
        assertThat(matching.added()).extracting(AnalysedRelease::id).containsExactly("atlas");
    }

    /** Curation numbers releases of one name by date, so that an earlier one added later moves the numbers. */
    @Test
    void releasesOfOneNameMatchByDateAndNotByTheirNumber() {
        AnalysedRelease first = release("alpha", "2016-01-01", 1e20, "a");
        AnalysedRelease second = release("alpha#2", "2019-01-01", 1e22, "a");
        ReleaseMatching matching = match(
                List.of(first, second),
                List.of(
                        release("alpha", "2012-01-01", 1e18, "a"),
                        release("alpha#2", "2016-01-01", 1e20, "a"),
                        release("alpha#3", "2019-02-01", 1e22, "a")));
        assertThat(pairs(matching)).containsExactly("alpha is alpha#2", "alpha#2 is alpha#3");
        assertThat(matching.added()).extracting(AnalysedRelease::id).containsExactly("alpha");
        assertThat(matching.withdrawn()).isEmpty();
    }

    @Test
    void aNameThatEndsInANumberIsANameAndNotAnOrdinal() {
        // No release of the first vintage has the id c, so #2 is not an ordinal.
        ReleaseMatching matching = match(
                List.of(release("c#2", "2016-01-01", 1e20)),
                List.of(release("c", "2016-01-01", 1e21), release("d", "2016-01-01", 1e20)));
        assertThat(matching.matched()).isEmpty();
        assertThat(matching.added()).hasSize(2);
    }

    /** All values differ, so only the names decide. */
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "gpt 4, gpt-4, true",
        "'gpt-4\n', gpt-4, true",
        "'gpt\u00a0\u00a04 ', gpt-4, true",
        "gpt\u200b-4, gpt-4, true",
        "Falcon 180B, falcon-180b, true",
        "alphafold2, alphafold 2, true",
        "gemini 1 pro, gemini 1.0 pro, true",
        "nüwa, nu\u0308wa, true",
        "gpt-4, gpt-4.5, false",
        "gpt-3.5, gpt-35, false",
        "llama 2 7b, llama 27b, false",
        "command r, command r+, false",
        "gpt-4, gpt-4 (mar 2023), false",
        "u-net, v-net, false"
    })
    void spacesCaseAndPunctuationDoNotDistinguishNames(String before, String after, boolean same) {
        assertThat(match(
                                List.of(release(before, "2023-03-15", 2e25, "openai")),
                                List.of(release(after, "2023-03-15", 3e25, "openai")))
                        .matched())
                .hasSize(same ? 1 : 0);
    }

    @Test
    void aLongerNameIsTheSameReleaseIfValuesAgree() {
        AnalysedRelease gpt4 = of("gpt-4", "2023-03-15", Map.of(COMPUTE, 2.1e25, PARAMETERS, 1.8e12, COST, 4.2e7));
        ReleaseMatching matching = match(
                List.of(
                        of("bloom", "2022-07-11", Map.of(COMPUTE, 5.8e23, PARAMETERS, 1.76e11, DATA, 3.9e11)),
                        gpt4,
                        of("hyperclova", "2021-09-10", Map.of(PARAMETERS, 8.2e10))),
                List.of(
                        of("bloom-176b", "2022-07-11", Map.of(COMPUTE, 3.6e23, PARAMETERS, 1.76e11, DATA, 3.9e11)),
                        of("gpt-4 (jun 2023)", "2023-03-15", Map.of(COMPUTE, 2.1e25)),
                        of("gpt-4 (mar 2023)", "2023-03-15", Map.of(COMPUTE, 2.1e25, PARAMETERS, 1.8e12, COST, 3.7e7)),
                        of("hyperclova 204b", "2021-09-10", Map.of(PARAMETERS, 2.04e11))));
        assertThat(pairs(matching)).containsExactly("bloom is bloom-176b", "gpt-4 is gpt-4 (mar 2023)");
        assertThat(matching.withdrawn()).extracting(AnalysedRelease::id).containsExactly("hyperclova");
    }

    /** Each release that does not match differs in one thing from one that does. */
    @Test
    void aRewrittenNameIsTheSameReleaseIfTwoValuesAgreeAndNoneDiffers() {
        Map<String, Double> twoValues = Map.of(COMPUTE, 4.8e20, DATA, 2e10);
        Map<String, Double> threeValues = Map.of(COMPUTE, 4.8e20, DATA, 2e10, PARAMETERS, 2e8);
        AnalysedRelease before = of("understanding back-translation at scale", "2018-08-28", threeValues);
        for (Map<String, Double> values : List.of(twoValues, threeValues)) {
            assertThat(pairs(match(List.of(before), List.of(of("big transformer", "2018-08-20", values)))))
                    .containsExactly("understanding back-translation at scale is big transformer");
        }
        for (AnalysedRelease other : List.of(
                of("big transformer", "2018-08-20", Map.of(COMPUTE, 4.8e20)),
                of("big transformer", "2018-08-20", Map.of(COMPUTE, 4.8e20, DATA, 2e10, PARAMETERS, 1e9)),
                of("big transformer", "2018-10-28", twoValues),
                of("big transformer", "2018-08-20", twoValues, "another"))) {
            assertThat(match(List.of(before), List.of(other)).matched())
                    .as(other.toString())
                    .isEmpty();
        }
    }

    @Test
    void sizesOfOneModelReleasedTogetherOnTheSameDataAreDifferentReleases() {
        ReleaseMatching matching = match(
                List.of(
                        of("llama-7b", "2023-02-24", Map.of(COMPUTE, 4e22, PARAMETERS, 7e9, DATA, 1e12)),
                        of("opt", "2022-05-01", Map.of(DATA, 1.8e11))),
                List.of(
                        of("llama-65b", "2023-02-24", Map.of(COMPUTE, 5.5e23, PARAMETERS, 6.5e10, DATA, 1e12)),
                        of("opt-175b", "2022-05-01", Map.of(PARAMETERS, 1.75e11, DATA, 1.8e11))));
        assertThat(matching.matched()).isEmpty();
        assertThat(matching.withdrawn()).hasSize(2);
        assertThat(matching.added()).hasSize(2);
    }

    @Test
    void aReleaseThatKeepsItsNameIsNotTakenByOneThatGainsIt() {
        ReleaseMatching matching = match(
                List.of(
                        of("gpt-4o", "2024-05-13", Map.of(COMPUTE, 3.8e25, PARAMETERS, 2e11)),
                        of("gpt 4o", "2024-05-14", Map.of(COMPUTE, 1e25))),
                List.of(of("gpt-4o", "2024-05-13", Map.of(COMPUTE, 3.9e25))));
        assertThat(pairs(matching)).containsExactly("gpt-4o is gpt-4o");
        assertThat(matching.withdrawn()).extracting(AnalysedRelease::id).containsExactly("gpt 4o");
    }

    private static ReleaseMatching match(List<AnalysedRelease> before, List<AnalysedRelease> after) {
        return ReleaseMatching.of(before, after, IDENTITY);
    }

    private static List<String> pairs(ReleaseMatching matching) {
        return matching.matched().stream()
                .map(pair -> pair.before().id() + " is " + pair.after().id())
                .toList();
    }

    private static AnalysedRelease of(String id, String date, Map<String, Double> values) {
        return of(id, date, values, "openai");
    }

    /** A release of one organization with several values. */
    private static AnalysedRelease of(String id, String date, Map<String, Double> values, String organization) {
        AnalysedRelease release = release(id, date, Double.NaN, organization);
        return new AnalysedRelease(
                release.id(),
                release.name(),
                release.publishedOn(),
                release.precision(),
                release.derivative(),
                release.notable(),
                release.confidence(),
                release.firstOrganization(),
                release.attributes(),
                new HashMap<>(values));
    }
}
