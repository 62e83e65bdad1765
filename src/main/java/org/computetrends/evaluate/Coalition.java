package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.PopulationRules;
import org.computetrends.held.HeldRelease;
import org.computetrends.held.HeldVintages;
import org.computetrends.held.PopulationSelector;
import org.computetrends.held.Selection;

/**
 * The releases of a state between two vintages, in which some of what happened has happened: with nothing it is the
 * earlier vintage, with everything the later one.
 *
 * <p>A release keeps what its own vintage made of it: its date never goes beyond that vintage, and in a vintage
 * that flags no release as notable every release counts as flagged, where the rules say so.
 */
final class Coalition {
    private final ReleaseMatching matching;
    private final Map<LocalDate, List<HeldRelease>> measured;
    private final LocalDate from;
    private final LocalDate to;

    /**
     * @param matching the releases of both vintages
     * @param vintages the vintages
     * @param from the earlier one
     * @param to the later one
     */
    Coalition(ReleaseMatching matching, HeldVintages vintages, LocalDate from, LocalDate to) {
        this.matching = matching;
        this.measured = Map.of(from, vintages.measured(from), to, vintages.measured(to));
        this.from = from;
        this.to = to;
    }

    /**
     * Selects from a state.
     *
     * @param revised whether releases of both vintages are as the later has them
     * @param added whether releases that the earlier lacks are there
     * @param withdrawn whether releases that the later lacks are gone
     * @param selection the rules
     */
    PopulationSelector selector(boolean revised, boolean added, boolean withdrawn, Selection selection) {
        Version before = version(from, selection);
        Version after = version(to, selection);
        List<HeldRelease> releases = new ArrayList<>();
        for (ReleaseMatching.Pair pair : matching.matched()) {
            releases.add(revised ? after.of(pair.after()) : before.of(pair.before()));
        }
        if (added) {
            matching.added().forEach(release -> releases.add(after.of(release)));
        }
        if (!withdrawn) {
            matching.withdrawn().forEach(release -> releases.add(before.of(release)));
        }
        releases.removeIf(release -> release.values().isEmpty());
        releases.sort(Comparator.comparing(HeldRelease::id).thenComparing(HeldRelease::publishedOn));
        return new PopulationSelector(releases, to);
    }

    private Version version(LocalDate vintage, Selection selection) {
        PopulationRules rules = selection.rules();
        boolean unflagged = rules.notableWhenUnflagged()
                && measured.getOrDefault(vintage, List.of()).stream()
                        .filter(release -> !selection.excludes(release) && isAnalysed(release, vintage, rules))
                        .allMatch(release -> release.notable() == null);
        return new Version(vintage, rules.imputation(), unflagged);
    }

    private static boolean isAnalysed(HeldRelease release, LocalDate vintage, PopulationRules rules) {
        LocalDate date = LocalDate.ofEpochDay(release.epochDay(rules.imputation(), vintage));
        LocalDate first = rules.from();
        LocalDate end = rules.to();
        return (first == null || !date.isBefore(first)) && (end == null || date.isBefore(end));
    }

    /** Releases as a vintage and its rules make them. */
    private record Version(LocalDate vintage, DateImputation imputation, boolean notable) {
        HeldRelease of(HeldRelease release) {
            boolean isBeyond = release.epochDay(imputation, LocalDate.MAX) > vintage.toEpochDay();
            if (!isBeyond && !notable) {
                return release;
            }
            return new HeldRelease(
                    release.id(),
                    isBeyond ? vintage : release.publishedOn(),
                    isBeyond ? DatePrecision.DAY : release.precision(),
                    release.derivative(),
                    notable ? Boolean.TRUE : release.notable(),
                    release.confidence(),
                    release.firstOrganization(),
                    release.attributes(),
                    release.values());
        }
    }
}
