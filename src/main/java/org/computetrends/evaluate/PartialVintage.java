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
 * The releases of a vintage after some of the changes to a later one. With all kinds of change, they are the releases of
 * the later vintage. {@link ChangeSplitter} needs every subset of the kinds.
 *
 * <p>A release is analysed by its own vintage: its imputed date is never after that vintage. If a vintage flags no
 * release as notable, the rules may count all its releases as notable.
 */
final class PartialVintage {
    /** The kinds of change, as bits of a subset. */
    static final int REVISED = 1;

    static final int ADDED = 2;
    static final int WITHDRAWN = 4;
    static final int RULES = 8;

    private final ReleaseMatching matching;
    private final LoadedVintages vintages;
    private final LocalDate from;
    private final LocalDate to;

    PartialVintage(ReleaseMatching matching, LoadedVintages vintages, LocalDate from, LocalDate to) {
        this.matching = matching;
        this.vintages = vintages;
        this.from = from;
        this.to = to;
    }

    /**
     * The releases by given rules after the applied kinds of change: revised releases are as in the later vintage, added
     * releases are present, withdrawn releases are absent.
     */
    AnalysedReleases releases(int applied, Selection selection) {
        Version before = version(from, selection);
        Version after = version(to, selection);
        List<AnalysedRelease> releases = new ArrayList<>();
        for (ReleaseMatching.Pair pair : matching.matched()) {
            releases.add((applied & REVISED) != 0 ? after.of(pair.after()) : before.of(pair.before()));
        }
        if ((applied & ADDED) != 0) {
            matching.added().forEach(release -> releases.add(after.of(release)));
        }
        if ((applied & WITHDRAWN) == 0) {
            matching.withdrawn().forEach(release -> releases.add(before.of(release)));
        }
        releases.removeIf(release -> release.values().isEmpty());
        releases.sort(AnalysedRelease.IN_ORDER);
        return new PopulationSelector(releases, to).analysed(selection);
    }

    /** The kinds that can change a population of each metric under equal rules; metrics without such a kind are absent. */
    Map<String, Integer> partsByMetric(Selection selection) {
        Version before = version(from, selection);
        Version after = version(to, selection);
        Map<String, Integer> parts = new HashMap<>();
        matching.added().forEach(release -> mark(parts, release.values().keySet(), ADDED));
        matching.withdrawn().forEach(release -> mark(parts, release.values().keySet(), WITHDRAWN));
        for (ReleaseMatching.Pair pair : matching.matched()) {
            AnalysedRelease first = before.of(pair.before());
            AnalysedRelease second = after.of(pair.after());
            if (!first.isSelectedLike(second) || selection.excludes(first) != selection.excludes(second)) {
                mark(parts, first.values().keySet(), REVISED);
                mark(parts, second.values().keySet(), REVISED);
            } else if (!first.values().equals(second.values())) {
                Set<String> metrics = new HashSet<>(first.values().keySet());
                metrics.addAll(second.values().keySet());
                metrics.removeIf(metric -> first.value(metric) == second.value(metric));
                mark(parts, metrics, REVISED);
            }
        }
        return parts;
    }

    /** Adds a part to the bits of metrics. */
    private static void mark(Map<String, Integer> parts, Set<String> metrics, int part) {
        metrics.forEach(metric -> parts.merge(metric, part, (marks, mark) -> marks | mark));
    }

    private Version version(LocalDate vintage, Selection selection) {
        AnalysedReleases analysed = vintages.selector(vintage).analysed(selection);
        return new Version(vintage, selection.rules().imputation(), analysed.areAllNotable());
    }

    /** How a release of a vintage is analysed; {@code areAllNotable} if all its releases count as notable. */
    private record Version(LocalDate vintage, DateImputation imputation, boolean areAllNotable) {
        /** The release with its date and its flag as analysed. */
        AnalysedRelease of(AnalysedRelease release) {
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
