package org.computetrends.population;

import java.io.Serializable;
import java.util.Set;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.PopulationRules;

/**
 * Which releases are analysed, and by which rules they make populations.
 *
 * @param rules the rules that make populations
 * @param derivatives what becomes of derivatives
 * @param excludedConfidence releases whose figures have one of these labels are no part of the analysis
 * @param excludedReleases the ids of releases that are no part of the analysis; a vintage may lack them
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
     * The same for selections by which the same releases rank: scale, units and the end of the analysis do not matter where low
     * outliers are kept, nor does N, nor whether derivatives that do not rank are analysed.
     */
    Selection asItRanks() {
        Selection ranks = derivatives == DerivativeRule.EXCLUDED ? withDerivatives(DerivativeRule.UNRANKED) : this;
        return ranks.withRules(rules.asItRanks());
    }

    /** With other rules. */
    public Selection withRules(PopulationRules other) {
        return new Selection(other, derivatives, excludedConfidence, excludedReleases);
    }

    /** With derivatives treated otherwise. */
    public Selection withDerivatives(DerivativeRule rule) {
        return new Selection(rules, rule, excludedConfidence, excludedReleases);
    }

    /** Without the releases of some confidence labels. */
    public Selection withExcludedConfidence(Set<Confidence> labels) {
        return new Selection(rules, derivatives, labels, excludedReleases);
    }

    /** Without some releases. */
    public Selection withExcludedReleases(Set<String> releases) {
        return new Selection(rules, derivatives, excludedConfidence, releases);
    }

    public boolean excludes(AnalysedRelease release) {
        return (derivatives == DerivativeRule.EXCLUDED && release.derivative())
                || (release.confidence() != null && excludedConfidence.contains(release.confidence()))
                || excludedReleases.contains(release.id());
    }

    /** Whether a release's value competes for ranks and records, its scale apart. */
    public boolean ranks(AnalysedRelease release) {
        return (!release.derivative() || derivatives == DerivativeRule.RANKED)
                && !rules.unranked().isDerived(release.name());
    }
}
