package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Concentration;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Era;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.AnalysedReleases.Observation;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how concentrated the frontier is, by metric and year: the shares of its releases by organization and
 * country, the distance from the largest release to the tenth largest, and how soon others follow the first release at
 * a threshold.
 *
 * @param thresholds by metric: the thresholds, in the metric's unit
 * @param selection the run's rules, which rank releases
 */
public record ConcentrationEstimator(Map<String, List<Double>> thresholds, Selection selection) {
    /** The release compared with: the tenth largest in gaps, the tenth to reach a threshold in reaches. */
    private static final int TENTH = 10;

    /** The last analysed day of a vintage, and the end of its coverage of a metric. The end is null if unknown. */
    private record VintageCoverage(
            LocalDate lastAnalysed, @Nullable LocalDate coverageEnd) {
        /** The last day of a year that is analysed. */
        LocalDate lastDay(int year) {
            LocalDate newYearsEve = LocalDate.of(year, 12, 31);
            return newYearsEve.isBefore(lastAnalysed) ? newYearsEve : lastAnalysed;
        }
    }

    /** Estimates for every metric that has thresholds, on a vintage that is complete in memory. */
    public Concentration estimate(LoadedVintage vintage, Coverage coverage) {
        AnalysedReleases analysed = vintage.selector().analysed(selection);
        List<Concentration.Share> shares = new ArrayList<>();
        List<Concentration.Gap> gaps = new ArrayList<>();
        List<Concentration.Reach> reaches = new ArrayList<>();
        thresholds.forEach((metric, metricThresholds) -> {
            VintageCoverage metricCoverage = new VintageCoverage(
                    selection.rules().lastKnown(vintage.date()), coverage.end(vintage.date(), metric));
            List<Observation> frontier = analysed.observations(metric, Cohort.frontier(), Era.ALL_TIME);
            Set<Observation> records = Set.copyOf(analysed.observations(metric, Cohort.records(), Era.ALL_TIME));
            for (Attribute grouping : List.of(Attribute.ORGANIZATION, Attribute.COUNTRY)) {
                shares.addAll(shares(metric, grouping, frontier, records, metricCoverage));
            }
            List<Observation> ranked = analysed.observations(metric, Cohort.all(), Era.ALL_TIME).stream()
                    .filter(observation -> selection.ranks(observation.release()))
                    .toList();
            gaps.addAll(gaps(metric, ranked, metricCoverage));
            for (double threshold : metricThresholds) {
                reaches.addAll(reaches(metric, threshold, ranked, metricCoverage));
            }
        });
        return new Concentration(shares, gaps, reaches);
    }

    private static List<Concentration.Share> shares(
            String metric,
            Attribute grouping,
            List<Observation> frontier,
            Set<Observation> records,
            VintageCoverage coverage) {
        Map<Integer, Map<String, Totals>> byYear = new TreeMap<>();
        for (Observation observation : frontier) {
            List<String> owners = owners(observation.release(), grouping);
            Totals part =
                    new Totals(1, observation.value(), records.contains(observation) ? 1 : 0).dividedBy(owners.size());
            Map<String, Totals> byOwner =
                    byYear.computeIfAbsent(observation.date().getYear(), year -> new TreeMap<>());
            owners.forEach(owner -> byOwner.merge(owner, part, Totals::plus));
        }
        List<Concentration.Share> shares = new ArrayList<>();
        byYear.forEach((year, byOwner) -> {
            Totals all = byOwner.values().stream().reduce(new Totals(0, 0, 0), Totals::plus);
            byOwner.forEach((owner, part) -> shares.add(new Concentration.Share(
                    metric,
                    grouping,
                    year,
                    owner,
                    coverage.lastDay(year),
                    coverage.coverageEnd(),
                    part.releases(),
                    part.releases() / all.releases(),
                    part.amount() / all.amount(),
                    all.records() == 0 ? null : Double.valueOf(part.records() / all.records()))));
        });
        return shares;
    }

    /** A release's organizations or countries, each once; {@code UNKNOWN} if the release names none. */
    private static List<String> owners(AnalysedRelease release, Attribute grouping) {
        List<String> values = release.values(grouping).stream().distinct().toList();
        return values.isEmpty() ? List.of(Concentration.Share.UNKNOWN) : values;
    }

    /** The numbers of releases and records, and the sum of values. Joint owners share a release equally. */
    private record Totals(double releases, double amount, double records) {
        Totals plus(Totals other) {
            return new Totals(releases + other.releases, amount + other.amount, records + other.records);
        }

        Totals dividedBy(int owners) {
            return new Totals(releases / owners, amount / owners, records / owners);
        }
    }

    /**
     * By year: the largest and tenth largest value so far, and the months since a release first was as large as the
     * tenth. Years with fewer than ten releases so far are left out.
     */
    private List<Concentration.Gap> gaps(String metric, List<Observation> ranked, VintageCoverage coverage) {
        List<Concentration.Gap> gaps = new ArrayList<>();
        for (int year : years(ranked, coverage.lastAnalysed())) {
            LocalDate lastDay = coverage.lastDay(year);
            List<Observation> largest = ranked.stream()
                    .filter(release -> !release.date().isAfter(lastDay))
                    .sorted(Comparator.comparingDouble(Observation::value).reversed())
                    .limit(TENTH)
                    .toList();
            if (largest.size() == TENTH) {
                Observation tenth = largest.get(TENTH - 1);
                LocalDate tenthReachedOn = Objects.requireNonNull(dateOfNth(1, tenth.value(), ranked));
                gaps.add(new Concentration.Gap(
                        metric,
                        year,
                        lastDay,
                        coverage.coverageEnd(),
                        largest.get(0).release().id(),
                        tenth.release().id(),
                        largest.get(0).value(),
                        tenth.value(),
                        months(tenthReachedOn, lastDay)));
            }
        }
        return gaps;
    }

    /** By year: the releases so far at or above a threshold, their owners, and the dates of the first and the tenth. */
    private List<Concentration.Reach> reaches(
            String metric, double threshold, List<Observation> ranked, VintageCoverage coverage) {
        List<Observation> reaching =
                ranked.stream().filter(release -> release.value() >= threshold).toList();
        List<Concentration.Reach> reaches = new ArrayList<>();
        for (int year : years(reaching, coverage.lastAnalysed())) {
            LocalDate lastDay = coverage.lastDay(year);
            List<Observation> reachingSoFar = reaching.stream()
                    .filter(release -> !release.date().isAfter(lastDay))
                    .toList();
            LocalDate first = dateOfNth(1, threshold, reachingSoFar);
            LocalDate tenth = dateOfNth(TENTH, threshold, reachingSoFar);
            reaches.add(new Concentration.Reach(
                    metric,
                    threshold,
                    year,
                    lastDay,
                    coverage.coverageEnd(),
                    reachingSoFar.size(),
                    distinctValues(reachingSoFar, Attribute.ORGANIZATION),
                    distinctValues(reachingSoFar, Attribute.COUNTRY),
                    first,
                    tenth,
                    first == null || tenth == null ? null : Double.valueOf(months(first, tenth))));
        }
        return reaches;
    }

    /** The years from the first release to the last analysed day. If there is no release, only the last year. */
    private static int[] years(List<Observation> releases, LocalDate lastAnalysed) {
        int last = lastAnalysed.getYear();
        int first = releases.isEmpty() ? last : releases.get(0).date().getYear();
        return IntStream.rangeClosed(first, last).toArray();
    }

    /** The date of the n-th release at or above a value; null if there are fewer. Releases are in order of date. */
    private static @Nullable LocalDate dateOfNth(int n, double value, List<Observation> releases) {
        return releases.stream()
                .filter(release -> release.value() >= value)
                .skip(n - 1L)
                .map(Observation::date)
                .findFirst()
                .orElse(null);
    }

    /** The number of different organizations, or countries, that releases name. */
    private static long distinctValues(List<Observation> releases, Attribute grouping) {
        return releases.stream()
                .flatMap(release -> release.release().values(grouping).stream())
                .distinct()
                .count();
    }

    private double months(LocalDate from, LocalDate to) {
        return (to.toEpochDay() - from.toEpochDay())
                / selection.rules().timeScale().daysPerMonth();
    }
}
