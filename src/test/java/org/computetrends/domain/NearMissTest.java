package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Suggestions for misspelt names. */
class NearMissTest {
    private static final List<String> PRESETS = List.of("epoch-notable", "sevilla-2022");

    @Test
    void theNameWithTheFewestSlipsIsSuggested() {
        assertThat(NearMiss.of("sevila-2022", PRESETS)).contains("sevilla-2022");
        assertThat(NearMiss.of("Sevilla-2022", PRESETS)).contains("sevilla-2022");
        assertThat(NearMiss.of("fronteer", List.of("frontier", "front", "fronted")))
                .contains("frontier");
    }

    @Test
    void swappedLettersAreOneSlip() {
        // A swap is one slip. By single letters gnu! and run would both have two, and gnu! would be first.
        assertThat(NearMiss.of("rnu", List.of("gnu!", "run"))).contains("run");
        assertThat(NearMiss.of("ab", List.of("ba"))).contains("ba");
    }

    @Test
    void aDifferentNameHasNoSuggestion() {
        assertThat(NearMiss.of("zzz", PRESETS)).isEmpty();
        assertThat(NearMiss.of("x", List.of("y", "run"))).isEmpty();
        assertThat(NearMiss.of("", List.of("run"))).isEmpty();
    }

    @Test
    void aUniqueBeginningIsCompleted() {
        assertThat(NearMiss.of("sevilla", PRESETS)).contains("sevilla-2022");
        assertThat(NearMiss.of("training", List.of("training_cost", "training_compute")))
                .isEmpty();
    }

    @Test
    void theShortestNameWithTheWordIsSuggested() {
        assertThat(NearMiss.of("cost", List.of("training_cost_cloud", "training_cost", "training_compute")))
                .contains("training_cost");
        assertThat(NearMiss.of("com", List.of("training_compute"))).isEmpty();
    }

    @Test
    void forALaterDateTheNewestIsSuggested() {
        List<LocalDate> dates = List.of(LocalDate.of(2026, 8, 19), LocalDate.of(2025, 11, 1));
        assertThat(NearMiss.question(LocalDate.of(2027, 1, 1), dates)).isEqualTo("; did you mean 2026-08-19?");
        assertThat(NearMiss.question(LocalDate.of(2025, 11, 2), dates)).isEqualTo("; did you mean 2025-11-01?");
    }

    @Test
    void theQuestionEndsASentenceOrIsNotAsked() {
        assertThat("unknown preset 'epoch-notible'" + NearMiss.question("epoch-notible", PRESETS))
                .isEqualTo("unknown preset 'epoch-notible'; did you mean epoch-notable?");
        assertThat(NearMiss.question("zzz", PRESETS)).isEmpty();
    }
}
