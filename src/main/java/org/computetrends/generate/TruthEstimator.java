package org.computetrends.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.RejectReason;

/** Computes the {@link Truth} of generated releases from the settings, without drawing releases. */
final class TruthEstimator {
    /** Smaller deviations of means from the line are due to rounding. */
    private static final double ROUNDING_OOM = 1e-9;

    private final GeneratorSettings settings;

    /** The probability of each imputed day. */
    private final Map<LocalDate, Double> days;

    TruthEstimator(GeneratorSettings settings) {
        this.settings = settings;
        this.days = new ReleaseCalendar(settings).imputedDays();
    }

    /** A cohort, with its share of the releases of each scale. */
    private record CohortShares(String id, double ofRegular, double ofLarge) {}

    Truth estimate(long rows) {
        Map<RejectReason, Long> rejects = settings.faults().rows().counts(rows);
        long rowsRejected = rejects.entrySet().stream()
                .filter(reason -> RejectReason.OF_WHOLE_ROWS.contains(reason.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        List<Truth.Slope> slopes = new ArrayList<>();
        for (TrueMetric metric : settings.metrics()) {
            double values = (rows - rowsRejected - rowsWithoutValue(metric, rejects)) * metric.knownShare();
            for (CohortShares cohort : cohorts()) {
                for (Era era : eras()) {
                    slope(metric, cohort, era, values).ifPresent(slopes::add);
                }
            }
        }
        return new Truth(rows, rows - rowsRejected, rowsRejected, rejects, List.copyOf(slopes));
    }

    /**
     * The number of kept rows that lack a value of a metric because of a fault. Rows with an excluded confidence label
     * lack the values of all metrics.
     */
    private long rowsWithoutValue(TrueMetric metric, Map<RejectReason, Long> rejects) {
        long count = rejects.getOrDefault(RejectReason.EXCLUDED_CONFIDENCE, 0L);
        if (metric.column().equals(settings.faults().column())) {
            count += rejects.getOrDefault(RejectReason.NON_POSITIVE, 0L)
                    + rejects.getOrDefault(RejectReason.NON_FINITE, 0L);
        }
        return count;
    }

    private List<Era> eras() {
        return Stream.of(settings.eras(), settings.spans(), List.of(Era.ALL_TIME))
                .flatMap(List::stream)
                .toList();
    }

    private List<CohortShares> cohorts() {
        List<Share> regular = settings.labels().accessibility();
        List<Share> large = settings.large().accessibility();
        Stream<CohortShares> byAccessibility = Stream.of(regular, large)
                .flatMap(List::stream)
                .map(share -> LowerCase.of(share.label()))
                .distinct()
                .map(label -> new CohortShares(
                        new Cohort.Filter(Cohort.Attribute.ACCESSIBILITY, Cohort.Test.ONE_OF, List.of(label)).id(),
                        shareOf(label, regular),
                        shareOf(label, large)));
        return Stream.concat(
                        Stream.of(
                                new CohortShares(Cohort.Rule.ALL.id(), 1, 1),
                                new CohortShares(
                                        Cohort.Rule.NOTABLE.id(), settings.notableShare(), settings.notableShare())),
                        byAccessibility)
                .toList();
    }

    private static double shareOf(String label, List<Share> shares) {
        return shares.stream()
                .filter(share -> LowerCase.of(share.label()).equals(label))
                .mapToDouble(Share::share)
                .sum();
    }

    /**
     * The releases of a trend on one imputed day: a mixture of both scales.
     *
     * @param years the day in years since 2000-01-01
     * @param mass the share of all releases
     * @param mean the mean of log10 values
     * @param variance the variance of log10 values
     */
    private record Day(double years, double mass, double mean, double variance) {}

    /**
     * The weighted least-squares line through the days of a trend; empty if there are fewer than two days.
     *
     * @param values the number of kept values of the metric, of all cohorts and eras
     */
    private Optional<Truth.Slope> slope(TrueMetric metric, CohortShares cohort, Era era, double values) {
        List<Day> population = population(metric, cohort, era);
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
                cohort.id(),
                era.id(),
                slope,
                mean - slope * years,
                Math.sqrt(variance),
                largestDeviation < ROUNDING_OOM,
                values * mass));
    }

    private List<Day> population(TrueMetric metric, CohortShares cohort, Era era) {
        List<Day> population = new ArrayList<>();
        days.forEach((date, probability) -> {
            double shareOfLarge = date.isBefore(settings.large().from())
                    ? 0
                    : settings.large().share();
            double regular = (1 - shareOfLarge) * cohort.ofRegular();
            double large = shareOfLarge * cohort.ofLarge();
            if (probability > 0 && era.contains(date) && regular + large > 0) {
                population.add(mixture(
                        settings.timeScale().yearsSince2000(date),
                        probability * (regular + large),
                        metric.lines().get(GeneratorSettings.eraIndex(settings.eras(), date)),
                        metric.large(),
                        large / (regular + large)));
            }
        });
        return population;
    }

    /** @param weight the share of releases of large scale on the day */
    private static Day mixture(
            double years, double mass, TrueMetric.Line regular, TrueMetric.Line large, double weight) {
        double gap = large.log10ValueAt(years) - regular.log10ValueAt(years);
        double variance = (1 - weight) * regular.standardDeviationOom() * regular.standardDeviationOom()
                + weight * large.standardDeviationOom() * large.standardDeviationOom()
                + weight * (1 - weight) * gap * gap;
        return new Day(years, mass, regular.log10ValueAt(years) + weight * gap, variance);
    }
}
