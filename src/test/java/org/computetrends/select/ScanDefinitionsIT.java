package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.computetrends.TestDefaults;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendClusters;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.domain.ZScoreRule;
import org.junit.jupiter.api.Test;

/** Compares the results of scans with the definitions, applied to all pairs of releases. */
class ScanDefinitionsIT {
    private static final ZScoreRule Z_SCORES = TestDefaults.RULES.zScore();

    private final Scans scans = new Scans();

    @Test
    void populationsMatchTheDefinitions() {
        List<Sample> samples = Sample.random(250, 5);
        for (OutlierRule rule : OutlierRule.values()) {
            scans.outliers = rule;
            List<TrendSpecification> specifications =
                    Scans.trends(Scans.COHORTS, List.of(Scans.OLD, Scans.NEW, Era.ALL_TIME));
            ScannedPopulations scanned = scans.scan(Sample.dataset(samples).repartition(3), specifications);
            List<TrendCells> cells = scanned.cells(List.of());
            List<TrendClusters> clusters = scanned.clusters(Set.of());
            Map<Integer, List<ObservedPoint>> points = scanned.points(
                    Set.copyOf(IntStream.range(0, cells.size()).boxed().toList()));
            // "notable;domain=*" becomes three cohorts: two common domains, and all others. Each cohort has three eras.
            assertThat(scanned.trends()).hasSize(3 * (Scans.COHORTS.size() - 1) + 3 * 3);
            for (int trend = 0; trend < cells.size(); trend++) {
                TrendSpecification specification = scanned.trends().get(trend);
                List<Sample> members = samples.stream()
                        .filter(sample -> isMember(sample, samples, specification))
                        .toList();
                assertThat(scanned.isInMemory(trend)).isTrue();
                assertThat(points.get(trend).stream().map(ObservedPoint::releaseId))
                        .as(specification.key().toString())
                        .containsExactlyInAnyOrderElementsOf(
                                members.stream().map(Sample::name).toList());
                requireCells(cells.get(trend), members);
                requireClusters(clusters.get(trend), members);
            }
        }
    }

    private static void requireCells(TrendCells cells, List<Sample> members) {
        LocalDate[] dates =
                members.stream().map(Sample::date).distinct().sorted().toArray(LocalDate[]::new);
        assertThat(cells.cells().size()).isEqualTo(dates.length);
        for (int i = 0; i < dates.length; i++) {
            LocalDate date = dates[i];
            double[] values = members.stream()
                    .filter(sample -> sample.date().equals(date))
                    .mapToDouble(Sample::log10Compute)
                    .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            assertThat(cells.cells().time()[i]).isEqualTo(TimeScale.JULIAN.yearsSince2000(date));
            assertThat(cells.cells().count()[i]).isEqualTo(values.length);
            assertThat(cells.cells().mean()[i]).isCloseTo(mean, within(1e-13 * mean));
            assertThat(cells.cells().withinSumOfSquares()[i])
                    .isCloseTo(
                            Arrays.stream(values)
                                    .map(value -> (value - mean) * (value - mean))
                                    .sum(),
                            within(1e-12));
            ValuedRelease largest = cells.extremes().get(i).largest();
            assertThat(Math.log10(largest.value()))
                    .isEqualTo(Arrays.stream(values).max().orElseThrow());
            assertThat(members)
                    .anyMatch(sample -> sample.name().equals(largest.releaseId())
                            && sample.compute() == largest.value()
                            && sample.date().equals(date));
        }
    }

    private static void requireClusters(TrendClusters clusters, List<Sample> members) {
        assertThat(clusters.organizations())
                .isEqualTo(members.stream()
                        .map(Sample::organization)
                        .filter(organization -> organization != null)
                        .distinct()
                        .count());
        assertThat(clusters.labels())
                .containsExactlyInAnyOrderElementsOf(members.stream()
                        .map(sample -> sample.organization() == null
                                ? "alone: release " + sample.name()
                                : "organization: " + sample.organization())
                        .collect(Collectors.toSet()));
        for (int i = 0; i < clusters.labels().size(); i++) {
            String label = clusters.labels().get(i);
            double[] sums = new double[5];
            for (Sample sample : members) {
                boolean isOf = sample.organization() == null
                        ? label.equals("alone: release " + sample.name())
                        : label.equals("organization: " + sample.organization());
                if (isOf) {
                    double t = TimeScale.JULIAN.yearsSince2000(sample.date());
                    double[] addends = {1, t, t * t, sample.log10Compute(), t * sample.log10Compute()};
                    Arrays.setAll(sums, k -> sums[k] + addends[k]);
                }
            }
            assertThat(new double[] {
                        clusters.moments().count()[i],
                        clusters.moments().time()[i],
                        clusters.moments().timeSquared()[i],
                        clusters.moments().value()[i],
                        clusters.moments().timeValue()[i]
                    })
                    .containsExactly(sums, within(1e-10));
        }
    }

    private static String value(Sample sample, Cohort.Filter filter) {
        return LowerCase.of(filter.attribute() == Cohort.Attribute.CONFIDENCE ? sample.confidence() : sample.domain());
    }

    private boolean isMember(Sample sample, List<Sample> all, TrendSpecification trend) {
        LocalDate from = trend.era().from();
        LocalDate to = trend.era().to();
        return (from == null || !sample.date().isBefore(from))
                && (to == null || sample.date().isBefore(to))
                && trend.cohort().filters().stream().allMatch(filter -> meets(sample, filter))
                && follows(trend.cohort().rule(), sample, all);
    }

    private static boolean meets(Sample sample, Cohort.Filter filter) {
        return switch (filter.test()) {
            // The only domain of fewer than 60 releases.
            case UNCOMMON -> sample.domain().equals("Games");
            case ONE_OF -> filter.values().contains(value(sample, filter));
            case NONE_OF -> !filter.values().contains(value(sample, filter));
            case WILDCARD -> throw new IllegalStateException("wildcards are expanded before");
        };
    }

    private boolean follows(Cohort.Rule rule, Sample sample, List<Sample> all) {
        double z = zScore(sample, all);
        boolean isLow = z < Z_SCORES.lowBelow();
        boolean isLarge = z > Z_SCORES.largeAbove() && !sample.date().isBefore(Z_SCORES.largeFrom());
        boolean isKept = scans.outliers == OutlierRule.KEEP || !isLow;
        Predicate<Sample> competes = other -> !other.derivative()
                && (scans.outliers == OutlierRule.KEEP || !(zScore(other, all) < Z_SCORES.lowBelow()));
        return switch (rule) {
            case ALL -> isKept;
            case NOTABLE -> isKept && sample.notable();
            case FRONTIER ->
                competes.test(sample)
                        && all.stream()
                                        .filter(competes)
                                        .filter(other -> !other.date().isAfter(sample.date()))
                                        .filter(other -> other.compute() > sample.compute())
                                        .count()
                                < Scans.FRONTIER_SIZE;
            case RECORD ->
                competes.test(sample)
                        && all.stream()
                                .filter(competes)
                                .allMatch(other -> other.date().isAfter(sample.date())
                                        || (other.date().equals(sample.date())
                                                ? other.compute() <= sample.compute()
                                                : other.compute() < sample.compute()));
            case REGULAR_SCALE -> !isLow && !isLarge && !sample.date().isBefore(TestDefaults.ERA_START);
            case LARGE_SCALE -> isLarge;
        };
    }

    private static double zScore(Sample sample, List<Sample> all) {
        double[] window = all.stream()
                .filter(other ->
                        Math.abs(other.date().toEpochDay() - sample.date().toEpochDay()) <= Z_SCORES.windowDays())
                .mapToDouble(Sample::log10Compute)
                .toArray();
        double mean = Arrays.stream(window).average().orElseThrow();
        double variance = Arrays.stream(window)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return window.length < 2 || variance < 1e-12
                ? Double.NaN
                : (sample.log10Compute() - mean) / Math.sqrt(variance);
    }

    @Test
    void aFrontierCanBeRankedByAnotherMetric() {
        List<Sample> samples = Sample.random(200, 8);
        TrendSpecification byCompute = new TrendSpecification(
                Scans.COST, Cohort.parse("frontier;by=training_compute"), Scans.NEW, GrowthModel.EXPONENTIAL);
        TrendSpecification ownTrend =
                new TrendSpecification(Scans.COMPUTE, Cohort.parse("frontier"), Scans.NEW, GrowthModel.EXPONENTIAL);
        ScannedPopulations scanned = scans.scan(Sample.dataset(samples), List.of(byCompute, ownTrend));
        Map<Integer, List<ObservedPoint>> points = scanned.points(Set.of(0, 1));
        // Every release has both metrics, so both trends have the same releases.
        assertThat(points.get(0).stream().map(ObservedPoint::releaseId))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        points.get(1).stream().map(ObservedPoint::releaseId).toList());
        assertThat(points.get(0).get(0).log10Value())
                .isNotEqualTo(points.get(1).get(0).log10Value());
    }
}
