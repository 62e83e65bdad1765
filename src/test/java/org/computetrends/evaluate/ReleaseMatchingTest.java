package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.held.HeldReleases.release;

import java.util.List;
import org.computetrends.held.HeldRelease;
import org.junit.jupiter.api.Test;

class ReleaseMatchingTest {

    @Test
    void equalNamesMatchWhereAnOrganizationIsSharedOrNoneIsNamed() {
        ReleaseMatching matching = ReleaseMatching.of(
                List.of(
                        release("elmo", "2018-02-01", 1e18, "university of washington", "ai2"),
                        release("gpt", "2018-06-01", 1e19, "openai"),
                        release("perceptron", "1957-01-01", 1e5),
                        release("transformer", "2017-06-12", 1e18, "google")),
                List.of(
                        release("elmo", "2018-02-01", 1e18, "ai2"),
                        release("gpt", "2018-06-01", 1e19, "somebody else"),
                        release("perceptron", "1957-01-01", 1e5, "cornell"),
                        release("transformer (2017)", "2017-06-12", 1e18, "google")));
        assertThat(matching.matched()).extracting(pair -> pair.before().id()).containsExactly("elmo", "perceptron");
        assertThat(matching.withdrawn()).extracting(HeldRelease::id).containsExactly("gpt", "transformer");
        assertThat(matching.added()).extracting(HeldRelease::id).containsExactly("gpt", "transformer (2017)");
    }

    /** Curation numbers releases of one name by date, so that an earlier one added later moves the numbers. */
    @Test
    void releasesOfOneNameMatchByDateAndNotByTheirNumber() {
        HeldRelease first = release("alpha", "2016-01-01", 1e20, "a");
        HeldRelease second = release("alpha#2", "2019-01-01", 1e22, "a");
        ReleaseMatching matching = ReleaseMatching.of(
                List.of(first, second),
                List.of(
                        release("alpha", "2012-01-01", 1e18, "a"),
                        release("alpha#2", "2016-01-01", 1e20, "a"),
                        release("alpha#3", "2019-02-01", 1e22, "a")));
        assertThat(matching.matched())
                .extracting(pair -> pair.before().id() + " is " + pair.after().id())
                .containsExactly("alpha is alpha#2", "alpha#2 is alpha#3");
        assertThat(matching.added()).extracting(HeldRelease::id).containsExactly("alpha");
        assertThat(matching.withdrawn()).isEmpty();
    }

    @Test
    void aNameThatEndsInANumberIsANameAndNotAnOrdinal() {
        ReleaseMatching matching = ReleaseMatching.of(
                List.of(release("c#2", "2016-01-01", 1e20)),
                List.of(release("c", "2016-01-01", 1e20), release("d", "2016-01-01", 1e20)));
        assertThat(matching.matched()).isEmpty();
        assertThat(matching.added()).hasSize(2);
    }
}
