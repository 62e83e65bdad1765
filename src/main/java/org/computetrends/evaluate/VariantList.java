package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.VariedTrend;
import org.jspecify.annotations.Nullable;

/**
 * The variants of one trend: the baseline, then the combinations in the order in which they are added. A variant with
 * the population and time scale of an earlier one is left out. So a setting that the cohort ignores gives none.
 */
public final class VariantList {
    private final Cohort cohort;
    private final Variant baseline;

    /** The variants added so far, {@linkplain Variant#reducedFor reduced}. */
    private final Set<Variant> seen = new HashSet<>();

    private final List<NamedVariant> variants = new ArrayList<>();

    public VariantList(Cohort cohort, Variant baseline) {
        this.cohort = cohort;
        this.baseline = baseline;
        add(List.of(), baseline);
    }

    /**
     * A variant by name.
     *
     * @param id the changed settings and their values, or {@code baseline}
     * @param setting the changed setting, {@code baseline} or {@code grid}
     * @param value the changed setting's value; null unless exactly one setting is changed
     */
    record NamedVariant(String id, String setting, @Nullable String value, Variant variant) {}

    /**
     * Adds every combination of alternatives, including the baseline's value of each setting.
     *
     * @param settings the alternatives of each setting
     * @throws IllegalArgumentException if alternatives give an era that ends before it begins
     */
    public void addCombinations(List<List<Alternative>> settings) {
        combine(settings, 0, List.of(), baseline);
    }

    /** The number of variants, the baseline included. */
    public int size() {
        return variants.size();
    }

    List<NamedVariant> variants() {
        return List.copyOf(variants);
    }

    /**
     * Adds the combinations of the settings from index {@code next} on, applied to a variant. The baseline's value of
     * each setting comes first, so that of equal variants the one with the fewest changes is kept.
     */
    private void combine(List<List<Alternative>> settings, int next, List<Alternative> changes, Variant variant) {
        if (next == settings.size()) {
            add(changes, variant);
            return;
        }
        combine(settings, next + 1, changes, variant);
        for (Alternative alternative : settings.get(next)) {
            List<Alternative> moreChanges = new ArrayList<>(changes);
            moreChanges.add(alternative);
            combine(settings, next + 1, moreChanges, alternative.change().apply(variant));
        }
    }

    private void add(List<Alternative> changes, Variant variant) {
        if (!seen.add(variant.reducedFor(cohort, baseline))) {
            return;
        }
        String id = String.join(";", changes.stream().map(Alternative::id).toList());
        variants.add(
                switch (changes.size()) {
                    case 0 -> new NamedVariant(VariedTrend.BASELINE, VariedTrend.BASELINE, null, variant);
                    case 1 ->
                        new NamedVariant(
                                id, changes.get(0).setting(), changes.get(0).value(), variant);
                    default -> new NamedVariant(id, VariedTrend.GRID, null, variant);
                });
    }
}
