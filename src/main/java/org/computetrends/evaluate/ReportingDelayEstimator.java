package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ReportingDelay;
import org.computetrends.domain.Seam;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.AnalysedReleases.Observation;
import org.computetrends.population.LoadedVintage;

/**
 * Estimates how late values are reported: of the releases with a value in the newest vintage, how many had it at a
 * given age. A value counts from the first vintage that has it, even if it was withdrawn in between.
 *
 * <p>Values that are still to come are not counted. So the shares are too high at ages almost as long as the span of
 * the vintages. Releases added by a seam are left out: the source listed them elsewhere before, so the dates of their
 * values are unknown. Compute of closed models, which the source has imputed since December 2024, is included: these
 * values did come late.
 */
public record ReportingDelayEstimator(List<Metric> metrics, Settings settings) {
    private static final List<Cohort> COHORTS = List.of(Cohort.all(), Cohort.frontier());

    /**
     * The span and the ages.
     *
     * @param from vintages before it are left out, and releases dated before the first vintage that remains
     * @param agesMonths ages in calendar months, increasing
     */
    public record Settings(LocalDate from, List<Integer> agesMonths, List<Seam> seams, ReleaseIdentity identity) {}

    /**
     * Estimates how many values were known at each age of their releases, by metric, cohort and age. Empty without an
     * earlier vintage in the span; metrics and cohorts without values in the span are absent.
     *
     * @param newest the analysed vintage
     * @param analysed the releases of {@code newest} by the run's rules, which define the frontier
     * @param earlier the vintages before {@code newest}, in order of date
     */
    public List<ReportingDelay> estimate(LoadedVintage newest, AnalysedReleases analysed, List<LoadedVintage> earlier) {
        List<LoadedVintage> span = new ArrayList<>(earlier);
        span.removeIf(vintage -> vintage.date().isBefore(settings.from()));
        if (span.isEmpty()) {
            return List.of();
        }
        span.add(newest);
        Sightings sightings = new Sightings(span, settings.identity());
        List<ReportingDelay> delays = new ArrayList<>();
        for (Metric metric : metrics) {
            for (Cohort cohort : COHORTS) {
                List<Observation> observations =
                        analysed.observations(metric.id(), cohort, new Era("span", sightings.date(0), null));
                delays.addAll(delays(metric.id(), cohort.id(), observations, sightings));
            }
        }
        return delays;
    }

    private List<ReportingDelay> delays(
            String metric, String cohort, List<Observation> observations, Sightings sightings) {
        if (observations.isEmpty()) {
            return List.of();
        }
        // Without releases whose values may have been reported elsewhere before.
        List<Observation> timed = observations.stream()
                .filter(observation -> !isAddedBySeam(observation, sightings))
                .toList();
        LocalDate from = sightings.date(0);
        int n = observations.size();
        int addedBySeam = n - timed.size();
        List<ReportingDelay> delays = new ArrayList<>();
        for (int age : settings.agesMonths()) {
            long reached = 0;
            long knownAtLeast = 0;
            long knownAtMost = 0;
            for (Observation observation : timed) {
                LocalDate agedOn = observation.date().plusMonths(age);
                int first =
                        sightings.firstWithValue(metric, observation.release().id());
                if (!agedOn.isAfter(sightings.newest())) {
                    reached++;
                    // The value was reported between the last vintage without it and the first one with it.
                    knownAtLeast += sightings.date(first).isAfter(agedOn) ? 0 : 1;
                    knownAtMost += first > 0 && !sightings.date(first - 1).isBefore(agedOn) ? 0 : 1;
                }
            }
            delays.add(
                    new ReportingDelay(metric, cohort, age, from, n, addedBySeam, reached, knownAtLeast, knownAtMost));
        }
        return delays;
    }

    /**
     * Whether a seam added a release: the release is older than the last vintage without it, and the source changed its
     * list between that vintage and the first one with the release.
     */
    private boolean isAddedBySeam(Observation observation, Sightings sightings) {
        int first = sightings.firstListing(observation.release().id());
        return first > 0
                && !observation.date().isAfter(sightings.date(first - 1))
                && settings.seams().stream()
                        .anyMatch(seam ->
                                seam.relists() && seam.isBetween(sightings.date(first - 1), sightings.date(first)));
    }

    /** The first vintage that lists each release of the newest vintage, and the first that has each of its values. */
    private static final class Sightings {
        /** The dates of the vintages, ascending; other members are indices into this list. */
        private final List<LocalDate> dates;

        /** By release: the index of the first vintage that lists it. */
        private final Map<String, Integer> firstListing = new HashMap<>();

        /** By release and metric: the index of the first vintage that has the value. */
        private final Map<String, Map<String, Integer>> firstValue = new HashMap<>();

        Sightings(List<LoadedVintage> span, ReleaseIdentity identity) {
            dates = span.stream().map(LoadedVintage::date).toList();
            LoadedVintage newest = span.get(span.size() - 1);
            List<MatchedVintage> earlier = MatchedVintage.of(span.subList(0, span.size() - 1), newest, identity);
            for (int i = 0; i < earlier.size(); i++) {
                int vintage = i;
                earlier.get(i).byLaterId().forEach((id, release) -> note(id, release, vintage));
            }
            newest.releases().forEach(release -> note(release.id(), release, span.size() - 1));
        }

        /** Notes a release and its values as seen in a vintage. */
        private void note(String id, AnalysedRelease release, int vintage) {
            firstListing.putIfAbsent(id, vintage);
            Map<String, Integer> values = firstValue.computeIfAbsent(id, key -> new HashMap<>());
            release.values().keySet().forEach(metric -> values.putIfAbsent(metric, vintage));
        }

        int firstListing(String release) {
            return firstListing.getOrDefault(release, dates.size() - 1);
        }

        int firstWithValue(String metric, String release) {
            return firstValue.getOrDefault(release, Map.of()).getOrDefault(metric, dates.size() - 1);
        }

        LocalDate date(int vintage) {
            return dates.get(vintage);
        }

        LocalDate newest() {
            return dates.get(dates.size() - 1);
        }
    }
}
