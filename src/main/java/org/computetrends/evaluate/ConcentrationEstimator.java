package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Concentration;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Era;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how concentrated the frontier is: each owner's share of its releases, the distance from the largest release
 * to the tenth, and how soon others follow the first to a threshold.
 *
 * @param thresholds by metric, in the metric's unit
 * @param selection the run's rules, which rank releases
 */
public record ConcentrationEstimator(Map<String, List<Double>> thresholds, Selection selection) {
    private static final int TEN = 10;
    private static final List<Attribute> GROUPINGS = List.of(Attribute.ORGANIZATION, Attribute.COUNTRY);

    public ConcentrationEstimator {
        thresholds = new LinkedHashMap<>(thresholds);
    }

    private record Dated(AnalysedRelease release, LocalDate date, double value) {
        List<String> owners(Attribute grouping) {
            List<String> values = release.values(grouping).stream().distinct().toList();
            return values.isEmpty() ? List.of(Concentration.Share.UNKNOWN) : values;
        }
    }

    /** The vintage, and the end of its coverage of the metric. */
    private record Known(LocalDate vintage, @Nullable LocalDate to) {
        /** The last day of a year that the vintage covers. */
        LocalDate upTo(int year) {
            LocalDate last = LocalDate.of(year, 12, 31);
            return last.isBefore(vintage) ? last : vintage;
        }
    }

    /**
     * Estimates for every metric that has thresholds.
     *
     * @param coverage the end of coverage
     */
    public Concentration estimate(LoadedVintage vintage, Coverage coverage) {
        Map<String, AnalysedRelease> byId = new HashMap<>();
        vintage.releases().forEach(release -> byId.put(release.id(), release));
        AnalysedReleases analysed = vintage.selector().analysed(selection);
        List<Concentration.Share> shares = new ArrayList<>();
        List<Concentration.Gap> gaps = new ArrayList<>();
        List<Concentration.Reach> reaches = new ArrayList<>();
        thresholds.forEach((metric, values) -> {
            Known known = new Known(vintage.date(), coverage.end(vintage.date(), metric));
            List<Dated> frontier = dated(analysed, byId, metric, Cohort.Rule.FRONTIER);
            Set<Dated> records = new HashSet<>(dated(analysed, byId, metric, Cohort.Rule.RECORD));
            for (Attribute grouping : GROUPINGS) {
                shares.addAll(shares(metric, grouping, frontier, records, known));
            }
            List<Dated> ranked = dated(analysed, byId, metric, Cohort.Rule.ALL).stream()
                    .filter(release -> selection.ranks(release.release()))
                    .toList();
            gaps.addAll(gaps(metric, ranked, known));
            for (double threshold : values) {
                reaches.addAll(reaches(metric, threshold, ranked, known));
            }
        });
        return new Concentration(shares, gaps, reaches);
    }

    private static List<Dated> dated(
            AnalysedReleases analysed, Map<String, AnalysedRelease> byId, String metric, Cohort.Rule rule) {
        Population population = analysed.select(metric, new Cohort(rule, null, List.of()), Era.ALL_TIME);
        List<Dated> dated = new ArrayList<>();
        for (int i = 0; i < population.size(); i++) {
            AnalysedRelease release =
                    Objects.requireNonNull(byId.get(population.releaseIds().get(i)));
            dated.add(new Dated(release, population.date(i), release.value(metric)));
        }
        return dated;
    }

    private static List<Concentration.Share> shares(
            String metric, Attribute grouping, List<Dated> frontier, Set<Dated> records, Known known) {
        Map<Integer, Map<String, Totals>> byYear = new TreeMap<>();
        for (Dated release : frontier) {
            List<String> owners = release.owners(grouping);
            Totals part = new Totals(1, release.value(), records.contains(release) ? 1 : 0).over(owners.size());
            Map<String, Totals> byOwner = byYear.computeIfAbsent(release.date().getYear(), year -> new TreeMap<>());
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
                    known.upTo(year),
                    known.to(),
                    part.releases(),
                    part.releases() / all.releases(),
                    part.amount() / all.amount(),
                    all.records() == 0 ? null : Double.valueOf(part.records() / all.records()))));
        });
        return shares;
    }

    /** Totals of some releases. */
    private record Totals(double releases, double amount, double records) {
        Totals plus(Totals other) {
            return new Totals(releases + other.releases, amount + other.amount, records + other.records);
        }

        Totals over(int owners) {
            return new Totals(releases / owners, amount / owners, records / owners);
        }
    }

    private List<Concentration.Gap> gaps(String metric, List<Dated> ranked, Known known) {
        List<Concentration.Gap> gaps = new ArrayList<>();
        for (int year : years(ranked, known.vintage())) {
            LocalDate upTo = known.upTo(year);
            List<Dated> largest = ranked.stream()
                    .filter(release -> !release.date().isAfter(upTo))
                    .sorted(Comparator.comparingDouble(Dated::value).reversed())
                    .limit(TEN)
                    .toList();
            if (largest.size() == TEN) {
                Dated tenth = largest.get(TEN - 1);
                LocalDate first = Objects.requireNonNull(nth(1, tenth.value(), ranked));
                gaps.add(new Concentration.Gap(
                        metric,
                        year,
                        upTo,
                        known.to(),
                        largest.get(0).release().id(),
                        tenth.release().id(),
                        largest.get(0).value(),
                        tenth.value(),
                        months(first, upTo)));
            }
        }
        return gaps;
    }

    private List<Concentration.Reach> reaches(String metric, double threshold, List<Dated> ranked, Known known) {
        List<Dated> above =
                ranked.stream().filter(release -> release.value() >= threshold).toList();
        List<Concentration.Reach> reaches = new ArrayList<>();
        for (int year : years(above, known.vintage())) {
            LocalDate upTo = known.upTo(year);
            List<Dated> so = above.stream()
                    .filter(release -> !release.date().isAfter(upTo))
                    .toList();
            LocalDate first = nth(1, threshold, so);
            LocalDate tenth = nth(TEN, threshold, so);
            reaches.add(new Concentration.Reach(
                    metric,
                    threshold,
                    year,
                    upTo,
                    known.to(),
                    so.size(),
                    named(so, Attribute.ORGANIZATION),
                    named(so, Attribute.COUNTRY),
                    first,
                    tenth,
                    first == null || tenth == null ? null : Double.valueOf(months(first, tenth))));
        }
        return reaches;
    }

    /** The years from the first release to the vintage's year, which is always included. */
    private static List<Integer> years(List<Dated> releases, LocalDate vintage) {
        List<Integer> years = new ArrayList<>();
        int last = vintage.getYear();
        for (int year = releases.isEmpty() ? last : releases.get(0).date().getYear(); year <= last; year++) {
            years.add(year);
        }
        return years;
    }

    /** The date of the n-th release at or above a value; null if there are fewer. */
    private static @Nullable LocalDate nth(int n, double value, List<Dated> releases) {
        return releases.stream()
                .filter(release -> release.value() >= value)
                .skip(n - 1L)
                .map(Dated::date)
                .findFirst()
                .orElse(null);
    }

    private static long named(List<Dated> releases, Attribute grouping) {
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
