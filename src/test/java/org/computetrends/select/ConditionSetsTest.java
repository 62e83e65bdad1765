package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.computetrends.domain.UserException;
import org.computetrends.select.ConditionSets.Required;
import org.junit.jupiter.api.Test;

/**
 * Numbering of sets of conditions. A condition is an integer here, such as 3 for "a domain is games". A requirement has
 * flags, required conditions and excluded conditions.
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
        int first = sets.number(set(3));
        int second = sets.number(set(70, 200));
        int union = sets.union(first, second);
        assertThat(union).isEqualTo(sets.number(set(3, 70, 200)));
        assertThat(sets.union(second, first)).isEqualTo(union);
        assertThat(sets.union(union, second)).isEqualTo(union);
        assertThat(sets.union(ConditionSets.NONE, first)).isEqualTo(first);
        assertThat(sets.intersection(union, set(200, 300))).isEqualTo(sets.number(set(200)));
        assertThat(sets.intersection(union, set(4))).isEqualTo(ConditionSets.NONE);
    }

    @Test
    void aRequirementNeedsItsFlagsAndConditionsAndNoExcludedOne() {
        ConditionSets sets = new ConditionSets();
        long withBoth = ObservationFeatures.of(FLAGS, sets.number(set(1, 90)));
        long withOne = ObservationFeatures.of(FLAGS, sets.number(set(90)));
        Required required = new Required(0b100, set(1), set(7)).and(new Required(0, set(90), set(300)));
        assertThat(sets.meets(withBoth, required)).isTrue();
        assertThat(sets.meets(withOne, required)).isFalse();
        assertThat(sets.meets(withBoth, new Required(FLAGS, set(), set(1)))).isFalse();
        assertThat(sets.meets(ObservationFeatures.of(0b011, sets.number(set(1, 90))), required))
                .isFalse();
        assertThat(sets.meets(withOne, new Required(FLAGS, set(), set(1)))).isTrue();
    }

    @Test
    void moreRankingMetricsThanFlagsAreAUsageError() {
        List<String> rankings =
                IntStream.range(0, 27).mapToObj(i -> "metric_" + i).toList();
        assertThat(new CohortRequirements(rankings.subList(0, 26), List.of())).isNotNull();
        assertThatThrownBy(() -> new CohortRequirements(rankings, List.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("by 27 other metrics, more than the 26 that are possible: metric_0, metric_1");
        assertThat(ObservationFeatures.frontierBy(25)).isEqualTo(1L << 31);
    }

    /** Tasks find sets in different orders, so their numbers of a set differ. */
    @Test
    void featuresOfAnotherNumberingAreTranslated() {
        ConditionSets here = new ConditionSets();
        here.number(set(5));
        here.number(set(80));
        ConditionSets there = new ConditionSets();
        long features = ObservationFeatures.of(FLAGS, there.number(set(80)));
        there.number(set(99));
        ConditionSets.Translation translation = here.addAll(there);
        assertThat(translation.translated(features)).isEqualTo(ObservationFeatures.of(FLAGS, here.number(set(80))));
        assertThat(here.meets(translation.translated(features), new Required(FLAGS, set(80), set())))
                .isTrue();
        assertThat(translation.translated(ObservationFeatures.of(FLAGS, ConditionSets.NONE)))
                .isEqualTo(ObservationFeatures.of(FLAGS, ConditionSets.NONE));
    }
}
