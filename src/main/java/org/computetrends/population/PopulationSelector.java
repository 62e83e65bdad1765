package org.computetrends.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.PopulationRules;
import org.computetrends.population.AnalysedReleases.DatedRelease;

/**
 * Applies a {@link Selection} to the releases of a vintage in memory, in about a millisecond. The selection's rules may
 * differ from the run's, for backtests and {@code sensitivity}. With the run's rules the result equals the result of
 * {@code select}'s scan, which a test requires.
 *
 * <p>A release that a selection excludes is ignored everywhere: in z-scores, in ranks, and in the question whether the
 * source flags any release as notable. So an earlier {@code to} in the rules gives the populations of an earlier date.
 */
public final class PopulationSelector {
    private final List<AnalysedRelease> releases;
    private final LocalDate vintage;
    private final Map<DateImputation, List<DatedRelease>> byImputation = new ConcurrentHashMap<>();

    /**
     * @param releases the releases of a vintage, in the order of their ids
     * @param vintage the vintage's date; an imputed date that is later becomes this date
     */
    public PopulationSelector(List<AnalysedRelease> releases, LocalDate vintage) {
        this.releases = releases;
        this.vintage = vintage;
    }

    /** The releases that a selection keeps, from which populations are selected. */
    public AnalysedReleases analysed(Selection selection) {
        PopulationRules rules = selection.rules();
        List<DatedRelease> analysed = new ArrayList<>();
        for (DatedRelease dated : dated(rules.imputation())) {
            if (AnalysedReleases.isWithin(dated.epochDay(), rules.from(), rules.to())
                    && !selection.excludes(dated.release())) {
                analysed.add(dated);
            }
        }
        return new AnalysedReleases(analysed, selection);
    }

    /** All releases with imputed dates, in order of date and then of id. */
    private List<DatedRelease> dated(DateImputation imputation) {
        return byImputation.computeIfAbsent(
                imputation,
                rule -> releases.stream()
                        .map(release -> new DatedRelease(release, release.epochDay(rule, vintage)))
                        // The sort is stable, so releases of one date stay in order of id.
                        .sorted(Comparator.comparingLong(DatedRelease::epochDay))
                        .toList());
    }
}
