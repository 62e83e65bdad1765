package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {
    private static final List<String> PRESETS = List.of("epoch-notable", "sevilla-2022");

    @Test
    void theNameOfFewestSlipsIsMeant() {
        assertThat(NearMiss.of("sevila-2022", PRESETS)).contains("sevilla-2022");
        assertThat(NearMiss.of("Sevilla-2022", PRESETS)).contains("sevilla-2022");
        assertThat(NearMiss.of("fronteer", List.of("frontier", "front", "fronted")))
                .contains("frontier");
    }

    @Test
    void swappedLettersAreOneSlip() {
        // Three letters long, so two slips are allowed; by substitutions "rnu" is two from "run" and from "rna" one.
        assertThat(NearMiss.of("rnu", List.of("gnu!", "run"))).contains("run");
        assertThat(NearMiss.of("ab", List.of("ba"))).contains("ba");
    }

    @Test
    void aNameLikeNoneIsNoMiss() {
        assertThat(NearMiss.of("zzz", PRESETS)).isEmpty();
        assertThat(NearMiss.of("x", List.of("y", "run"))).isEmpty();
        assertThat(NearMiss.of("", List.of("run"))).isEmpty();
    }

    @Test
    void theOnlyNameThatBeginsSoIsMeant() {
        assertThat(NearMiss.of("sevilla", PRESETS)).contains("sevilla-2022");
        assertThat(NearMiss.of("training", List.of("training_cost", "training_compute")))
                .isEmpty();
    }

    @Test
    void theQuestionEndsASentenceOrIsNotAsked() {
        assertThat("unknown preset 'epoch-notible'" + NearMiss.question("epoch-notible", PRESETS))
                .isEqualTo("unknown preset 'epoch-notible'; did you mean epoch-notable?");
        assertThat(NearMiss.question("zzz", PRESETS)).isEmpty();
    }
}
