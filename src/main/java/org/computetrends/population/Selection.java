package org.computetrends.population;

import java.io.Serializable;
import java.util.Set;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.PopulationRules;

/**
 * The choice of releases to analyse, and the rules that make populations of them.
 *
 * @param rules the rules that make populations
 * @param derivatives how derivatives are treated
 * @param excludedConfidence releases with one of these labels are left out of the analysis
 * @param excludedReleases ids of releases left out of the analysis; a vintage may lack them
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
     * This selection without what does not affect ranks: scale, units, the end of the analysis, N, and whether unranked
     * derivatives are analysed. Two selections with equal results rank equally, if low outliers are kept.
     */
    Selection reducedToRanking() {
        Selection ranks = derivatives == DerivativeRule.EXCLUDED ? withDerivatives(DerivativeRule.UNRANKED) : this;
        return ranks.withRules(rules.reducedToRanking());
    }

    public Selection withRules(PopulationRules other) {
        return new Selection(other, derivatives, excludedConfidence, excludedReleases);
    }

    public Selection withDerivatives(DerivativeRule rule) {
        return new Selection(rules, rule, excludedConfidence, excludedReleases);
    }

    /** This selection without the releases of some confidence labels. */
    public Selection withExcludedConfidence(Set<Confidence> labels) {
        return new Selection(rules, derivatives, labels, excludedReleases);
    }

    /** This selection without some releases. */
    public Selection withExcludedReleases(Set<String> releases) {
        return new Selection(rules, derivatives, excludedConfidence, releases);
    }

    public boolean excludes(AnalysedRelease release) {
        return (derivatives == DerivativeRule.EXCLUDED && release.derivative())
                || (release.confidence() != null && excludedConfidence.contains(release.confidence()))
                || excludedReleases.contains(release.id());
    }

    /** Whether a release's value is ranked and can be a record, scale not considered. */
    public boolean ranks(AnalysedRelease release) {
        return (!release.derivative() || derivatives == DerivativeRule.RANKED)
                && !rules.unranked().isDerived(release.name());
    }
}
