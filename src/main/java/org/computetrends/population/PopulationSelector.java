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
 * Selects populations from releases in memory, by rules that may differ from the run's, in about a millisecond. For
 * backtests and {@code sensitivity}. By the run's rules the result equals that of {@code select}'s scan, which a test
 * requires.
 *
 * <p>A release that a {@linkplain Selection selection} excludes is ignored everywhere: it belongs to no window, has no
 * rank, and does not count as flagged. So an earlier {@code to} in the rules gives the populations of an earlier date.
 */
public final class PopulationSelector {
    private final List<AnalysedRelease> releases;
    private final LocalDate vintage;
    private final Map<DateImputation, List<DatedRelease>> byImputation = new ConcurrentHashMap<>();

    /**
     * @param releases the releases of a vintage, in the order of their ids
     * @param vintage the vintage's date; imputed dates are no later
     */
    public PopulationSelector(List<AnalysedRelease> releases, LocalDate vintage) {
        this.releases = releases;
        this.vintage = vintage;
    }

    /** The releases of an analysis, for several populations by the same rules. */
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

    /** All releases, in order of date and then of id. */
    private List<DatedRelease> dated(DateImputation imputation) {
        return byImputation.computeIfAbsent(
                imputation,
                rule -> releases.stream()
                        .map(release -> new DatedRelease(release, release.epochDay(rule, vintage)))
                        .sorted(Comparator.comparingLong(DatedRelease::epochDay))
                        .toList());
    }
}
