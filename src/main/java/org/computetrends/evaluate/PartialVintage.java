package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.PopulationSelector;
import org.computetrends.population.Selection;

/**
 * The releases of a vintage after some parts of the change to a later vintage. After all parts they are the releases of
 * the later vintage. {@link ChangeSplitter} needs every subset of the parts.
 *
 * <p>Two things depend on the vintage that a release comes from. The imputed date is never after that vintage. If that
 * vintage has no notable flags, the rules decide whether all its releases are notable.
 */
final class PartialVintage {
    /** The parts of the change, as bits of a subset. */
    static final int REVISED = 1;

    static final int ADDED = 2;
    static final int WITHDRAWN = 4;
    static final int RULES = 8;

    private final ReleaseMatching matching;
    private final LoadedVintages vintages;
    private final LocalDate from;
    private final LocalDate to;

    /**
     * @param matching the matching of the two vintages
     * @param from the date of the earlier vintage, which must be in memory
     * @param to the date of the later vintage, which must be in memory
     */
    PartialVintage(ReleaseMatching matching, LoadedVintages vintages, LocalDate from, LocalDate to) {
        this.matching = matching;
        this.vintages = vintages;
        this.from = from;
        this.to = to;
    }

    /**
     * The releases that a selection keeps after the applied parts: revised releases are as in the later vintage, added
     * releases are present, withdrawn releases are absent.
     *
     * @param applied the parts, as bits; {@link #RULES} is ignored, because {@code selection} has the rules
     */
    AnalysedReleases releases(int applied, Selection selection) {
        Version before = version(from, selection);
        Version after = version(to, selection);
        List<AnalysedRelease> releases = new ArrayList<>();
        for (ReleaseMatching.Pair pair : matching.matched()) {
            releases.add((applied & REVISED) != 0 ? after.asAnalysed(pair.after()) : before.asAnalysed(pair.before()));
        }
        if ((applied & ADDED) != 0) {
            matching.added().forEach(release -> releases.add(after.asAnalysed(release)));
        }
        if ((applied & WITHDRAWN) == 0) {
            matching.withdrawn().forEach(release -> releases.add(before.asAnalysed(release)));
        }
        releases.removeIf(release -> release.values().isEmpty());
        releases.sort(AnalysedRelease.ORDER);
        return new PopulationSelector(releases, to).analysed(selection);
    }

    /** By metric: the parts, as bits, that can change its populations under equal rules. */
    Map<String, Integer> partsByMetric(Selection selection) {
        Version before = version(from, selection);
        Version after = version(to, selection);
        Map<String, Integer> parts = new HashMap<>();
        matching.added().forEach(release -> addPart(parts, release.values().keySet(), ADDED));
        matching.withdrawn().forEach(release -> addPart(parts, release.values().keySet(), WITHDRAWN));
        for (ReleaseMatching.Pair pair : matching.matched()) {
            AnalysedRelease first = before.asAnalysed(pair.before());
            AnalysedRelease second = after.asAnalysed(pair.after());
            Set<String> metrics = new HashSet<>(first.values().keySet());
            metrics.addAll(second.values().keySet());
            // If the rules treat both versions alike, only changed values matter; otherwise every value does.
            if (new ReleaseMatching.Pair(first, second).isSelectedAlike(selection)) {
                metrics.removeIf(metric -> first.value(metric) == second.value(metric));
            }
            addPart(parts, metrics, REVISED);
        }
        return parts;
    }

    private static void addPart(Map<String, Integer> parts, Set<String> metrics, int part) {
        metrics.forEach(metric -> parts.merge(metric, part, (bits, bit) -> bits | bit));
    }

    /** How a selection analyses the releases of a vintage. */
    private Version version(LocalDate vintage, Selection selection) {
        AnalysedReleases analysed = vintages.vintage(vintage).selector().analysed(selection);
        return new Version(vintage, selection.rules().imputation(), analysed.areAllNotable());
    }

    /** A vintage's date and imputation, and whether all its releases count as notable. */
    private record Version(LocalDate vintage, DateImputation imputation, boolean areAllNotable) {
        /** A release of this vintage, with its date and its notable flag as this vintage's analysis has them. */
        AnalysedRelease asAnalysed(AnalysedRelease release) {
            // LocalDate.MAX: the imputed day as such, not cut at a vintage.
            boolean isAfterVintage = release.epochDay(imputation, LocalDate.MAX) > vintage.toEpochDay();
            if (!isAfterVintage && !areAllNotable) {
                return release;
            }
            return new AnalysedRelease(
                    release.id(),
                    release.name(),
                    isAfterVintage ? vintage : release.publishedOn(),
                    isAfterVintage ? DatePrecision.DAY : release.precision(),
                    release.derivative(),
                    areAllNotable ? Boolean.TRUE : release.notable(),
                    release.confidence(),
                    release.firstOrganization(),
                    release.attributes(),
                    release.values());
        }
    }
}
