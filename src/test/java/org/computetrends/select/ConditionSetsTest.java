package org.computetrends.select;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.computetrends.select.ConditionSets.Required;
import org.junit.jupiter.api.Test;

/** Conditions on observations as bits. */
class ConditionSetsTest {
    private static final long FLAGS = 0b101;

    private static BitSet set(int... conditions) {
        BitSet set = new BitSet();
        for (int condition : conditions) {
            set.set(condition);
        }
        return set;
    }

    @Test
    void unionsAndCutsAreNumberedOnce() {
        ConditionSets sets = new ConditionSets();
        int first = sets.of(set(3));
        int second = sets.of(set(70, 200));
        int union = sets.union(first, second);
        assertThat(union).isEqualTo(sets.of(set(3, 70, 200)));
        assertThat(sets.union(second, first)).isEqualTo(union);
        assertThat(sets.union(union, second)).isEqualTo(union);
        assertThat(sets.union(ConditionSets.NONE, first)).isEqualTo(first);
        assertThat(sets.intersection(union, set(200, 300))).isEqualTo(sets.of(set(200)));
        assertThat(sets.intersection(union, set(4))).isEqualTo(ConditionSets.NONE);
    }

    @Test
    void featuresHaveAllThatIsRequiredOrNot() {
        ConditionSets sets = new ConditionSets();
        long bothCount = ObservationFeatures.of(FLAGS, sets.of(set(1, 90)));
        long features = ObservationFeatures.of(FLAGS, sets.of(set(90)));
        ConditionSets.Test test =
                sets.test(new Required(0b100, set(1), set(7)).and(new Required(0, set(90), set(300))));
        assertThat(test.holds(bothCount)).isTrue();
        assertThat(test.holds(features)).isFalse();
        assertThat(sets.test(new Required(FLAGS, set(), set(1))).holds(bothCount))
                .isFalse();
        assertThat(test.holds(ObservationFeatures.of(0b011, sets.of(set(1, 90)))))
                .isFalse();
        assertThat(sets.test(new Required(FLAGS, set(), set(1))).holds(features)).isTrue();
    }

    /** Tasks number sets in the order in which they meet them. */
    @Test
    void featuresOfAnotherNumberingAreTranslated() {
        ConditionSets here = new ConditionSets();
        here.of(set(5));
        here.of(set(80));
        ConditionSets there = new ConditionSets();
        long features = ObservationFeatures.of(FLAGS, there.of(set(80)));
        there.of(set(99));
        ConditionSets.Translation translation = here.from(there);
        assertThat(translation.of(features)).isEqualTo(ObservationFeatures.of(FLAGS, here.of(set(80))));
        assertThat(here.test(new Required(FLAGS, set(80), set())).holds(translation.of(features)))
                .isTrue();
        assertThat(translation.of(ObservationFeatures.of(FLAGS, ConditionSets.NONE)))
                .isEqualTo(ObservationFeatures.of(FLAGS, ConditionSets.NONE));
    }

    @Test
    void aGivenIdIsKeptWhateverTheName() {
        byte[] namedBytes = ReleaseNames.numbered("GPT-4".getBytes(UTF_8), 2);
        assertThat(ReleaseNames.id(namedBytes)).isEqualTo("gpt-4#2");
        assertThat(ReleaseNames.name(namedBytes)).isEqualTo("GPT-4");
        assertThat(ReleaseNames.compareIds(namedBytes, "GPT-4".getBytes(UTF_8))).isPositive();
    }

    /** Bytes that are no text at all are a name like any other. */
    @Test
    void aNameThatBeginsWithAByteOfNoTextHasNoId() {
        byte[] name = {(byte) 0xFF, 'A', 'b', 'c', 'd', 'e'};
        assertThat(ReleaseNames.name(name)).endsWith("Abcde");
        assertThat(ReleaseNames.id(name)).endsWith("abcde");
    }
}
