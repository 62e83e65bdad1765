package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Numbers the sets of conditions on attributes that releases meet. The number of a release's set is part of its {@link
 * ObservationFeatures}. There may be many conditions, but few different sets occur. For example, a release of the
 * domains vision and games may meet condition 0 (a domain is vision) and condition 3 (a domain is games): the set {0,
 * 3}.
 *
 * <p>Numbers differ between instances; {@link Translation} converts them. Not thread-safe while sets are added.
 */
final class ConditionSets implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of the empty set. */
    static final int NONE = 0;

    private final List<BitSet> sets = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();

    /**
     * By the numbers of two sets: the number of their union plus 1; 0 if not computed yet. Not serialized, because only
     * the task that reads releases computes unions.
     */
    private transient int[][] unions = {};

    ConditionSets() {
        number(new BitSet());
    }

    /** The number of a set, which is added if it is new. Do not modify the set afterwards: it becomes a map's key. */
    int number(BitSet set) {
        return numbers.computeIfAbsent(set, added -> {
            sets.add(added);
            return sets.size() - 1;
        });
    }

    /** The number of the union of two sets, by their numbers. */
    int union(int first, int second) {
        if (first == second || second == NONE) {
            return first;
        }
        if (first == NONE) {
            return second;
        }
        if (first >= unions.length) {
            int oldLength = unions.length;
            unions = Arrays.copyOf(unions, Math.max(first + 1, 2 * oldLength));
            Arrays.fill(unions, oldLength, unions.length, new int[0]);
        }
        if (second >= unions[first].length) {
            unions[first] = Arrays.copyOf(unions[first], Math.max(second + 1, 2 * unions[first].length));
        }
        if (unions[first][second] == 0) {
            BitSet union = (BitSet) sets.get(first).clone();
            union.or(sets.get(second));
            unions[first][second] = number(union) + 1;
        }
        return unions[first][second] - 1;
    }

    /** The number of the intersection of a numbered set with another set. */
    int intersection(int number, BitSet other) {
        BitSet intersection = (BitSet) sets.get(number).clone();
        intersection.and(other);
        return number(intersection);
    }

    /** Whether an observation with these features meets the requirements. */
    boolean meets(long features, Required required) {
        return ObservationFeatures.hasAll(features, required.flags())
                && meetsConditions(ObservationFeatures.conditionSet(features), required);
    }

    /** Like {@link #meets}, but faster for many features. Add no sets afterwards: the test does not know them. */
    LongPredicate test(Required required) {
        boolean[] isMetBySet = new boolean[sets.size()];
        for (int number = 0; number < isMetBySet.length; number++) {
            isMetBySet[number] = meetsConditions(number, required);
        }
        return features -> ObservationFeatures.hasAll(features, required.flags())
                && isMetBySet[ObservationFeatures.conditionSet(features)];
    }

    private boolean meetsConditions(int number, Required required) {
        BitSet missing = (BitSet) required.conditions().clone();
        missing.andNot(sets.get(number));
        return missing.isEmpty() && !sets.get(number).intersects(required.excluded());
    }

    /** Adds another instance's sets. Returns the translation of its numbers to numbers here. */
    Translation addAll(ConditionSets other) {
        return new Translation(other.sets.stream().mapToInt(this::number).toArray());
    }

    /**
     * Converts the set numbers of one instance to those of another.
     *
     * @param numbers the numbers in the target instance, by number in the source instance
     */
    @SuppressWarnings("ArrayRecordComponent") // read by index only
    record Translation(int[] numbers) {
        /** The same features, with the number that their condition set has in the target instance. */
        long translated(long features) {
            return ObservationFeatures.of(
                    ObservationFeatures.flags(features), numbers[ObservationFeatures.conditionSet(features)]);
        }
    }

    /**
     * The requirements of a population on the {@link ObservationFeatures} of its observations.
     *
     * @param flags the flags that every observation has
     * @param conditions the numbers of the conditions that every observation meets
     * @param excluded the numbers of the conditions that no observation meets
     */
    record Required(long flags, BitSet conditions, BitSet excluded) implements Serializable {
        /** The requirements of this population and another: those of an observation that is in both. */
        Required and(Required other) {
            return new Required(
                    flags | other.flags, union(conditions, other.conditions), union(excluded, other.excluded));
        }

        /** All conditions that the requirements use: required or excluded. */
        BitSet mentioned() {
            return union(conditions, excluded);
        }

        private static BitSet union(BitSet first, BitSet second) {
            BitSet union = (BitSet) first.clone();
            union.or(second);
            return union;
        }
    }
}
