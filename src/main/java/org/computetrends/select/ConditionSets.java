package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the sets of conditions on attributes that releases meet, so that a set becomes a part of {@link
 * ObservationFeatures}. There may be many conditions, but few different sets occur. A release of the domains vision and
 * games, for example, may meet condition 0 (a domain is vision) and condition 3 (a domain is games): the set {0, 3}.
 *
 * <p>Numbers differ between instances; {@link Translation} converts them. Not thread-safe.
 */
final class ConditionSets implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of the empty set. */
    static final int NONE = 0;

    private final List<BitSet> sets = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();

    /** By the numbers of two sets: the number of their union plus 1; 0 if not computed yet. */
    private transient int[][] unions = {};

    ConditionSets() {
        of(new BitSet());
    }

    /** The number of a set, new for a new set. The set must not be modified afterwards. */
    int of(BitSet set) {
        return numbers.computeIfAbsent(set, added -> {
            sets.add((BitSet) added.clone());
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
            unions[first][second] = of(union) + 1;
        }
        return unions[first][second] - 1;
    }

    /** The number of the intersection of a numbered set with another set. */
    int intersection(int number, BitSet other) {
        BitSet intersection = (BitSet) sets.get(number).clone();
        intersection.and(other);
        return of(intersection);
    }

    /** Whether a set has every required condition and no excluded one. */
    boolean meets(int number, Required required) {
        BitSet missing = (BitSet) required.conditions().clone();
        missing.andNot(sets.get(number));
        return missing.isEmpty() && !sets.get(number).intersects(required.excluded());
    }

    /** Translates features from another instance's numbers, after adding its sets to this one. */
    Translation from(ConditionSets other) {
        return new Translation(other.sets.stream().mapToInt(this::of).toArray());
    }

    /**
     * A table that converts the set numbers of one instance to the set numbers of another.
     *
     * @param numbers the numbers in the target instance, by number in the source instance
     */
    @SuppressWarnings("ArrayRecordComponent") // read by index only
    record Translation(int[] numbers) {
        long of(long features) {
            return ObservationFeatures.of(
                    ObservationFeatures.flags(features), numbers[ObservationFeatures.conditionSet(features)]);
        }
    }

    /** A test whether features meet requirements, precomputed for all sets. */
    Test test(Required required) {
        boolean[] met = new boolean[sets.size()];
        for (int number = 0; number < met.length; number++) {
            met[number] = meets(number, required);
        }
        return new Test(required.flags(), met);
    }

    /**
     * A test whether features meet requirements.
     *
     * @param met by the number of a set: whether it has the required conditions and none of the excluded ones
     */
    @SuppressWarnings("ArrayRecordComponent") // read by index only
    record Test(long flags, boolean[] met) {
        boolean holds(long features) {
            return ObservationFeatures.hasAll(features, flags) && met[ObservationFeatures.conditionSet(features)];
        }
    }

    /**
     * The requirements of a population on the {@link ObservationFeatures} of its observations.
     *
     * @param flags flags that they all have
     * @param conditions conditions that they all meet
     * @param excluded conditions that none of them meets
     */
    record Required(long flags, BitSet conditions, BitSet excluded) implements Serializable {
        /** The requirements of both populations together. */
        Required and(Required other) {
            return new Required(
                    flags | other.flags, union(conditions, other.conditions), union(excluded, other.excluded));
        }

        /** The conditions that are required or excluded. */
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
