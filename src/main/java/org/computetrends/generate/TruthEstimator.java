package org.computetrends.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.RejectReason;

/** Computes the estimands of fits of generated releases from the settings, without drawing. */
final class TruthEstimator {
    /** Means that are nearer to the line than this differ from it by rounding only. */
    private static final double STRAIGHT_OOM = 1e-9;

    private final GeneratorSettings settings;
    private final Map<LocalDate, Double> days;

    TruthEstimator(GeneratorSettings settings) {
        this.settings = settings;
        this.days = new ReleaseCalendar(settings).imputedDays();
    }

    /** A cohort and its share of each scale's releases, independent of value and date. */
    private record CohortShares(String id, double ofRegular, double ofLarge) {}

    Truth estimate(long rows) {
        Map<RejectReason, Long> rejects = settings.faults().rows().counts(rows);
        long rowsRejected = rejects.entrySet().stream()
                .filter(reason -> RejectReason.OF_WHOLE_ROWS.contains(reason.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        List<Truth.Slope> slopes = new ArrayList<>();
        for (TrueMetric metric : settings.metrics()) {
            for (CohortShares part : parts()) {
                for (Era era : eras()) {
                    double values = (rows - rowsRejected - spoilt(metric, rejects)) * metric.knownShare();
                    slope(metric, part, era, values).ifPresent(slopes::add);
                }
            }
        }
        return new Truth(rows, rows - rowsRejected, rowsRejected, rejects, List.copyOf(slopes));
    }

    /** The number of rows that are kept without their value of a metric. */
    private long spoilt(TrueMetric metric, Map<RejectReason, Long> rejects) {
        long spoilt = rejects.getOrDefault(RejectReason.EXCLUDED_CONFIDENCE, 0L);
        if (metric.column().equals(settings.faults().column())) {
            spoilt += rejects.getOrDefault(RejectReason.NON_POSITIVE, 0L)
                    + rejects.getOrDefault(RejectReason.NON_FINITE, 0L);
        }
        return spoilt;
    }

    private List<Era> eras() {
        return Stream.of(settings.eras(), settings.spans(), List.of(Era.ALL_TIME))
                .flatMap(List::stream)
                .toList();
    }

    private List<CohortShares> parts() {
        List<CohortShares> parts = new ArrayList<>();
        parts.add(new CohortShares(Cohort.Rule.ALL.id(), 1, 1));
        parts.add(new CohortShares(Cohort.Rule.NOTABLE.id(), settings.notableShare(), settings.notableShare()));
        Set<String> labels = new LinkedHashSet<>();
        Stream.concat(settings.labels().accessibility().stream(), settings.large().accessibility().stream())
                .forEach(share -> labels.add(LowerCase.of(share.label())));
        for (String label : labels) {
            Cohort.Filter filter =
                    new Cohort.Filter(Cohort.Attribute.ACCESSIBILITY, Cohort.Test.ONE_OF, List.of(label));
            parts.add(new CohortShares(
                    filter.id(),
                    share(settings.labels().accessibility(), label),
                    share(settings.large().accessibility(), label)));
        }
        return parts;
    }

    private static double share(List<Share> shares, String label) {
        return shares.stream()
                .filter(share -> LowerCase.of(share.label()).equals(label))
                .mapToDouble(Share::share)
                .sum();
    }

    /** A day of a trend, as a mixture of two scales: its share of all releases, mean and variance. */
    private record Day(double years, double mass, double mean, double variance) {}

    private Optional<Truth.Slope> slope(TrueMetric metric, CohortShares part, Era era, double values) {
        List<Day> population = population(metric, part, era);
        double mass = population.stream().mapToDouble(Day::mass).sum();
        double years =
                population.stream().mapToDouble(day -> day.mass() * day.years()).sum() / mass;
        double mean =
                population.stream().mapToDouble(day -> day.mass() * day.mean()).sum() / mass;
        double squares = 0;
        double products = 0;
        for (Day day : population) {
            squares += day.mass() * (day.years() - years) * (day.years() - years);
            products += day.mass() * (day.years() - years) * (day.mean() - mean);
        }
        if (!(squares > 0)) {
            return Optional.empty();
        }
        double slope = products / squares;
        double variance = 0;
        double largestDeviation = 0;
        for (Day day : population) {
            double deviation = day.mean() - mean - slope * (day.years() - years);
            variance += day.mass() * (day.variance() + deviation * deviation) / mass;
            largestDeviation = Math.max(largestDeviation, Math.abs(deviation));
        }
        return Optional.of(new Truth.Slope(
                metric.id(),
                part.id(),
                era.id(),
                slope,
                mean - slope * years,
                Math.sqrt(variance),
                largestDeviation < STRAIGHT_OOM,
                values * mass));
    }

    private List<Day> population(TrueMetric metric, CohortShares part, Era era) {
        List<Day> population = new ArrayList<>();
        days.forEach((date, probability) -> {
            if (probability > 0 && era.contains(date)) {
                double years = settings.timeScale().yearsSince2000(date);
                double shareOfLarge = date.isBefore(settings.large().from())
                        ? 0
                        : settings.large().share();
                double regular = (1 - shareOfLarge) * part.ofRegular();
                double large = shareOfLarge * part.ofLarge();
                if (regular + large > 0) {
                    TrueMetric.Line line = metric.lines().get(GeneratorSettings.eraOf(settings.eras(), date));
                    population.add(mixture(probability, years, regular, line, large, metric.large()));
                }
            }
        });
        return population;
    }

    private static Day mixture(
            double probability,
            double years,
            double regular,
            TrueMetric.Line ofRegular,
            double large,
            TrueMetric.Line ofLarge) {
        double weight = large / (regular + large);
        double gap = ofLarge.log10ValueAt(years) - ofRegular.log10ValueAt(years);
        double variance = (1 - weight) * ofRegular.standardDeviationOom() * ofRegular.standardDeviationOom()
                + weight * ofLarge.standardDeviationOom() * ofLarge.standardDeviationOom()
                + weight * (1 - weight) * gap * gap;
        return new Day(years, probability * (regular + large), ofRegular.log10ValueAt(years) + weight * gap, variance);
    }
}
