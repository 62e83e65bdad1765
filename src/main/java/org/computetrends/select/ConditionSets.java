package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the sets of conditions on attributes that releases meet: any number of conditions, of which few sets occur. The
 * features of an observation are a long, whose upper half is the number of its set, and whose lower half are single bits.
 */
final class ConditionSets implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of the set without conditions. */
    static final int NONE = 0;

    private final List<BitSet> sets = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();

    /** By two numbers, that of the union plus 1; 0 where it was not asked for. */
    private transient int[][] unions = {};

    ConditionSets() {
        of(new BitSet());
    }

    /** Features of some bits and of no conditions, with those of a set. */
    static long features(long bits, int set) {
        return bits | ((long) set << Integer.SIZE);
    }

    static int set(long features) {
        return (int) (features >>> Integer.SIZE);
    }

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
            int before = unions.length;
            unions = Arrays.copyOf(unions, Math.max(first + 1, 2 * before));
            Arrays.fill(unions, before, unions.length, new int[0]);
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

    /** The number of what a set has in common with another. */
    int cut(int number, BitSet other) {
        BitSet common = (BitSet) sets.get(number).clone();
        common.and(other);
        return of(common);
    }

    boolean has(int number, BitSet conditions) {
        BitSet missing = (BitSet) conditions.clone();
        missing.andNot(sets.get(number));
        return missing.isEmpty();
    }

    /** What features of another numbering are in this one. */
    Translation from(ConditionSets other) {
        return new Translation(other.sets.stream().mapToInt(this::of).toArray());
    }

    /** By number in one numbering, the number in another. */
    @SuppressWarnings("ArrayRecordComponent") // asked by index alone
    record Translation(int[] numbers) {
        long of(long features) {
            return features(features & 0xFFFFFFFFL, numbers[set(features)]);
        }
    }

    /** Whether features have all that is required, for one thing that is required and many features. */
    Test test(Required required) {
        boolean[] met = new boolean[sets.size()];
        for (int number = 0; number < met.length; number++) {
            met[number] = has(number, required.conditions());
        }
        return new Test(required.bits(), met);
    }

    /** What an observation has to have. */
    @SuppressWarnings("ArrayRecordComponent") // asked by index alone
    record Test(long bits, boolean[] met) {
        boolean holds(long features) {
            return (features & bits) == bits && met[set(features)];
        }
    }

    /** What the observations of a population have. */
    record Required(long bits, BitSet conditions) implements Serializable {
        Required and(Required other) {
            BitSet both = (BitSet) conditions.clone();
            both.or(other.conditions);
            return new Required(bits | other.bits, both);
        }
    }
}
