package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.computetrends.select.ConditionSets.Required;
import org.junit.jupiter.api.Test;

/**
 * Sets of conditions on attributes, such as that a domain is vision and another games, are numbered, so that a number represents
 * the set of a release. Conditions are numbers here; a test requires flags and some conditions, and excludes others.
 */
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
    void unionsAndIntersectionsAreNumberedOnce() {
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
    void aTestRequiresFlagsAndConditionsAndExcludesOthers() {
        ConditionSets sets = new ConditionSets();
        long withBoth = ObservationFeatures.of(FLAGS, sets.of(set(1, 90)));
        long withOne = ObservationFeatures.of(FLAGS, sets.of(set(90)));
        ConditionSets.Test test =
                sets.test(new Required(0b100, set(1), set(7)).and(new Required(0, set(90), set(300))));
        assertThat(test.holds(withBoth)).isTrue();
        assertThat(test.holds(withOne)).isFalse();
        assertThat(sets.test(new Required(FLAGS, set(), set(1))).holds(withBoth))
                .isFalse();
        assertThat(test.holds(ObservationFeatures.of(0b011, sets.of(set(1, 90)))))
                .isFalse();
        assertThat(sets.test(new Required(FLAGS, set(), set(1))).holds(withOne)).isTrue();
    }

    /** Tasks meet sets in different orders. */
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
}
