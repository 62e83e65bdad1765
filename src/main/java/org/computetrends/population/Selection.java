package org.computetrends.population;

import java.io.Serializable;
import java.util.Set;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.PopulationRules;

/**
 * Which releases are analysed, and the rules by which populations are selected from them.
 *
 * @param rules the rules that select the releases of a cohort
 * @param excludedConfidence releases with one of these labels are not analysed
 * @param excludedReleases ids of releases that are not analysed; a vintage may lack them
 */
public record Selection(
        PopulationRules rules,
        DerivativeRule derivatives,
        Set<Confidence> excludedConfidence,
        Set<String> excludedReleases)
        implements Serializable {

    public Selection {
        excludedConfidence = Set.copyOf(excludedConfidence);
        excludedReleases = Set.copyOf(excludedReleases);
    }

    /**
     * A copy in which everything that does not affect ranks has a fixed value: the rules that
     * {@link PopulationRules#reducedToRanking} fixes, and whether derivatives without a rank are analysed. Selections
     * with equal copies give equal ranks, if low outliers are kept.
     */
    Selection reducedToRanking() {
        Selection reduced = derivatives == DerivativeRule.EXCLUDED ? withDerivatives(DerivativeRule.UNRANKED) : this;
        return reduced.withRules(rules.reducedToRanking());
    }

    public Selection withRules(PopulationRules other) {
        return new Selection(other, derivatives, excludedConfidence, excludedReleases);
    }

    public Selection withDerivatives(DerivativeRule rule) {
        return new Selection(rules, rule, excludedConfidence, excludedReleases);
    }

    public Selection withExcludedConfidence(Set<Confidence> labels) {
        return new Selection(rules, derivatives, labels, excludedReleases);
    }

    public Selection withExcludedReleases(Set<String> releases) {
        return new Selection(rules, derivatives, excludedConfidence, releases);
    }

    public boolean excludes(AnalysedRelease release) {
        return (derivatives == DerivativeRule.EXCLUDED && release.derivative())
                || (release.confidence() != null && excludedConfidence.contains(release.confidence()))
                || excludedReleases.contains(release.id());
    }

    /** Whether a release can have ranks and set records, unless its value is a low outlier that is dropped. */
    public boolean ranks(AnalysedRelease release) {
        return derivatives.ranks(
                release.derivative(), () -> rules.derivedNames().matches(release.name()));
    }
}
