package org.computetrends.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestReleases;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.curate.ReleaseJudge;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendClusters;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;
import org.computetrends.domain.ZScoreRule;
import org.junit.jupiter.api.Test;

/** What the scans make, held to sums over all pairs of releases, as the definitions have it. */
class ReleaseScannerTest {
    private static final LocalDate VINTAGE = LocalDate.of(2024, 6, 1);
    private static final LocalDate ERA_START = LocalDate.of(2010, 1, 1);
    private static final TimeScale TIME_SCALE = new TimeScale(365.25, 30.4375);
    private static final Metric COMPUTE =
            new Metric("training_compute", "Training compute", "FLOP", "training_compute_flop");
    private static final Metric COST = new Metric("training_cost", "Training cost", "USD", "training_cost_usd");
    private static final Era OLD = new Era("old", null, ERA_START);
    private static final Era NEW = new Era("new", ERA_START, null);
    private static final List<String> COHORTS = List.of(
            "all",
            "notable",
            "frontier",
            "record",
            "regular-scale",
            "large-scale",
            "domain=vision",
            "notable;domain=*");

    private long observationsLimit = 1_000;
    private int organizationsLimit = 100;
    private OutlierRule outliers = OutlierRule.KEEP;

    /** A release as the definitions see it. */
    private record Sample(
            String name,
            LocalDate date,
            double compute,
            double cost,
            String organization,
            boolean derivative,
            boolean notable,
            String domain) {
        double y() {
            return Math.log10(compute);
        }
    }

    @Test
    void populationsAreThoseOfTheDefinitions() {
        List<Sample> samples = samples(400, 5);
        for (OutlierRule rule : OutlierRule.values()) {
            outliers = rule;
            List<TrendSpecification> asked = trends(COHORTS, List.of(OLD, NEW, Era.ALL_TIME));
            ScannedPopulations scanned = scan(dataset(samples).repartition(3), asked);
            List<TrendCells> cells = scanned.cells(List.of());
            List<TrendClusters> clusters = scanned.clusters(Set.of());
            Map<Integer, List<ObservedPoint>> points = scanned.points(
                    Set.copyOf(IntStream.range(0, cells.size()).boxed().toList()));
            // Two domains in place of "*", and the rest.
            assertThat(scanned.trends()).hasSize(3 * (COHORTS.size() - 1) + 3 * 3);
            for (int trend = 0; trend < cells.size(); trend++) {
                TrendSpecification specification = scanned.trends().get(trend);
                List<Sample> members = samples.stream()
                        .filter(sample -> isMember(sample, samples, specification))
                        .toList();
                assertThat(scanned.isHeld(trend)).isTrue();
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
                    .mapToDouble(Sample::y)
                    .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            assertThat(cells.cells().time()[i]).isEqualTo(TIME_SCALE.yearsSince2000(date));
            assertThat(cells.cells().count()[i]).isEqualTo(values.length);
            assertThat(cells.cells().mean()[i]).isCloseTo(mean, within(1e-13 * mean));
            assertThat(cells.cells().withinSumOfSquares()[i])
                    .isCloseTo(
                            Arrays.stream(values)
                                    .map(value -> (value - mean) * (value - mean))
                                    .sum(),
                            within(1e-12));
            LargestSoFar largest = cells.extremes().get(i).largest();
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
        for (int i = 0; i < clusters.labels().size(); i++) {
            String label = clusters.labels().get(i);
            double[] sums = new double[5];
            for (Sample sample : members) {
                boolean isOf = sample.organization() == null
                        ? label.equals("alone: release " + sample.name())
                        : label.equals("organization: " + sample.organization());
                if (isOf) {
                    double t = TIME_SCALE.yearsSince2000(sample.date());
                    double[] addends = {1, t, t * t, sample.y(), t * sample.y()};
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

    private boolean isMember(Sample sample, List<Sample> all, TrendSpecification trend) {
        LocalDate from = trend.era().from();
        LocalDate to = trend.era().to();
        double z = zScore(sample, all);
        boolean isLow = z < -2;
        boolean isLarge = z > 0.76 && !sample.date().isBefore(LocalDate.of(2015, 9, 1));
        boolean isInPlay = outliers == OutlierRule.KEEP || !isLow;
        Predicate<Sample> competes =
                other -> !other.derivative() && (outliers == OutlierRule.KEEP || !(zScore(other, all) < -2));
        return (from == null || !sample.date().isBefore(from))
                && (to == null || sample.date().isBefore(to))
                && trend.cohort().filters().stream()
                        .allMatch(filter -> filter.value().equals(Cohort.OTHER)
                                ? sample.domain().equals("Games")
                                : filter.value().equalsIgnoreCase(sample.domain()))
                && switch (trend.cohort().rule()) {
                    case ALL -> isInPlay;
                    case NOTABLE -> isInPlay && sample.notable();
                    case FRONTIER ->
                        competes.test(sample)
                                && all.stream()
                                                .filter(competes)
                                                .filter(other -> !other.date().isAfter(sample.date()))
                                                .filter(other -> other.compute() > sample.compute())
                                                .count()
                                        < 4;
                    case RECORD ->
                        competes.test(sample)
                                && all.stream()
                                        .filter(competes)
                                        .allMatch(other -> other.date().isAfter(sample.date())
                                                || (other.date().equals(sample.date())
                                                        ? other.compute() <= sample.compute()
                                                        : other.compute() < sample.compute()));
                    case REGULAR_SCALE -> !isLow && !isLarge && !sample.date().isBefore(ERA_START);
                    case LARGE_SCALE -> isLarge;
                };
    }

    private static double zScore(Sample sample, List<Sample> all) {
        double[] window = all.stream()
                .filter(other ->
                        Math.abs(other.date().toEpochDay() - sample.date().toEpochDay()) <= 364)
                .mapToDouble(Sample::y)
                .toArray();
        double mean = Arrays.stream(window).average().orElseThrow();
        double variance = Arrays.stream(window)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return window.length < 2 || variance < 1e-12 ? Double.NaN : (sample.y() - mean) / Math.sqrt(variance);
    }

    @Test
    void aFrontierCanBeRankedByAnotherMetric() {
        List<Sample> samples = samples(200, 8);
        TrendSpecification byCompute = new TrendSpecification(
                COST, Cohort.parse("frontier;by=training_compute"), NEW, GrowthModel.EXPONENTIAL);
        TrendSpecification own =
                new TrendSpecification(COMPUTE, Cohort.parse("frontier"), NEW, GrowthModel.EXPONENTIAL);
        ScannedPopulations scanned = scan(dataset(samples), List.of(byCompute, own));
        Map<Integer, List<ObservedPoint>> points = scanned.points(Set.of(0, 1));
        // Every release has both metrics, so that the same ones are in both.
        assertThat(points.get(0).stream().map(ObservedPoint::releaseId))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        points.get(1).stream().map(ObservedPoint::releaseId).toList());
        assertThat(points.get(0).get(0).value())
                .isNotEqualTo(points.get(1).get(0).value());
    }

    @Test
    void partitionsDoNotMatterToTheLastBit() {
        List<Sample> samples = samples(500, 12);
        List<TrendSpecification> trends = trends(COHORTS, List.of(OLD, NEW));
        for (long limit : new long[] {1_000, 30}) {
            observationsLimit = limit;
            ScannedPopulations one = scan(dataset(samples).repartition(1), trends);
            ScannedPopulations many = scan(dataset(samples).repartition(7), trends);
            List<TrendPopulations.Overlap> overlaps = List.of(new TrendPopulations.Overlap(0, 2));
            assertThat(many.cells(overlaps)).usingRecursiveComparison().isEqualTo(one.cells(overlaps));
            assertThat(many.clusters(Set.of())).usingRecursiveComparison().isEqualTo(one.clusters(Set.of()));
            Set<Integer> held = Set.copyOf(IntStream.range(0, one.trends().size())
                    .filter(one::isHeld)
                    .boxed()
                    .toList());
            assertThat(many.points(held)).usingRecursiveComparison().isEqualTo(one.points(held));
            assertThat(IntStream.range(0, one.trends().size()).filter(many::isHeld))
                    .containsExactlyInAnyOrderElementsOf(held);
        }
        assertThat(dates(dataset(samples).repartition(7), trends).digest())
                .isEqualTo(dates(dataset(samples).repartition(1), trends).digest());
    }

    @Test
    void whatSelectsFewIsHeldEvenWhereAllAreTooMany() {
        observationsLimit = 200;
        ScannedPopulations scanned =
                scan(dataset(samples(400, 5)), trends(List.of("all", "frontier", "record"), List.of(NEW)));
        assertThat(scanned.isHeld(0)).isFalse();
        assertThat(scanned.isHeld(1)).isTrue();
        assertThat(scanned.points(Set.of(1)).get(1))
                .hasSize((int) scanned.cells(List.of()).get(1).cells().observations());
        observationsLimit = 3;
        assertThat(scan(dataset(samples(400, 5)), trends(List.of("frontier"), List.of(NEW)))
                        .isHeld(0))
                .isFalse();
    }

    @Test
    void whoeverIsAloneStandsByDateInATrendThatIsNotHeld() {
        observationsLimit = 0;
        TestReleases releases = new TestReleases()
                .add("a", "2020-01-01", "training_compute_flop", 1e3)
                .add("b", "2020-01-01", "training_compute_flop", 1e5)
                .add("c", "2020-01-02", "training_compute_flop", 1e4, "organizations", new String[] {"Lab", "Other"});
        TrendClusters clusters = scan(releases.dataset(), trends(List.of("all"), List.of(NEW)))
                .clusters(Set.of())
                .get(0);
        assertThat(clusters.labels()).containsExactly("organization: Lab", "alone: 2020-01-01");
        assertThat(clusters.moments().count()).containsExactly(1, 2);
        assertThat(clusters.moments().value()).containsExactly(4, 8);
    }

    @Test
    void organizationsBeyondTheLimitShareGroups() {
        List<Sample> samples = samples(400, 50);
        List<TrendSpecification> trends = trends(List.of("all"), List.of(NEW));
        ScannedPopulations apart = scan(dataset(samples), trends);
        organizationsLimit = 10;
        assertThat(dates(dataset(samples), trends).areOrganizationsGrouped()).isTrue();
        observationsLimit = 0;
        TrendClusters grouped =
                scan(dataset(samples), trends).clusters(Set.of()).get(0);
        assertThat(grouped.organizations()).isBetween(5L, 10L);
        TrendClusters all = apart.clusters(Set.of()).get(0);
        assertThat(all.organizations()).isGreaterThan(30);
        assertThat(Arrays.stream(grouped.moments().timeValue()).sum())
                .isCloseTo(Arrays.stream(all.moments().timeValue()).sum(), within(1e-9));
        assertThat(Arrays.stream(grouped.moments().count()).sum())
                .isEqualTo(Arrays.stream(all.moments().count()).sum());
    }

    @Test
    void whatIsReadIsKeptOrRejectedForTheReasonsOfTheCurator() {
        TestReleases releases = new TestReleases()
                .add("Good", "2020-01-01", "training_compute_flop", 10.0, "confidence", "Likely")
                .add(null, "2020-01-01", "training_compute_flop", -1.0)
                .add(" \t\n", "2020-01-01")
                .add("\u00e9t\u00e9", "2020-01-01", "training_compute_flop", 20.0)
                .add("Undated", null)
                .add("Future", "2024-06-02")
                .add("Today", "2024-06-01", "training_compute_flop", Double.POSITIVE_INFINITY)
                .add("Ancient", "1939-12-31")
                .add("Zero", "2020-01-01", "training_compute_flop", 0.0, "parameters", -5.0)
                .add("Endless", "2021-01-01", "training_compute_flop", Double.NEGATIVE_INFINITY)
                .add("Nothing", "2021-01-01", "training_compute_flop", Double.NaN)
                .add("Wrong", "2021-01-01", "training_compute_flop", 30.0, "confidence", "wrong")
                .add("Guess", "2021-01-01", "training_compute_flop", 40.0, "confidence", "guess")
                .add("Vague", "2021-01-01", "training_compute_flop", 50.0, "date_precision", "decade");
        ScannedDates dates = dates(releases.dataset(), trends(List.of("all"), List.of(NEW)));
        ReleaseCurator.Result curated = new ReleaseCurator(curation()).curate(releases.dataset(), VINTAGE);
        assertThat(dates.rowsKept()).isEqualTo(curated.rowsKept()).isEqualTo(9);
        assertThat(dates.rowsRejected()).isEqualTo(curated.rowsRejected()).isEqualTo(5);
        assertThat(dates.rejectsByReason())
                .isEqualTo(curated.rejectsByReason())
                .isEqualTo(Map.of(
                        RejectReason.MISSING_NAME, 2L,
                        RejectReason.MISSING_DATE, 1L,
                        RejectReason.DATE_AFTER_VINTAGE, 1L,
                        RejectReason.DATE_TOO_EARLY, 1L,
                        RejectReason.NON_POSITIVE, 2L,
                        RejectReason.NON_FINITE, 3L,
                        RejectReason.EXCLUDED_CONFIDENCE, 1L,
                        RejectReason.UNREADABLE, 2L));
        List<ReportedYear> years = dates.years(List.of(COMPUTE, COST), VINTAGE).get("training_compute");
        assertThat(years.stream().map(year -> year.releaseYear() + ": " + year.withValue() + "/" + year.releases()))
                .containsExactly("2020: 2/3", "2021: 2/5", "2024: 0/1");
        List<Row> listed = new ReleaseJudge(curation())
                .rejects(releases.dataset(), VINTAGE, 1_000)
                .collectAsList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(curated.rejects().collectAsList());
        assertThat(new ReleaseJudge(curation())
                        .rejects(releases.dataset().repartition(5), VINTAGE, 3)
                        .collectAsList())
                .isEqualTo(listed.subList(0, 3));
    }

    @Test
    void equalNamesAreToldApartWithinAMetric() {
        TestReleases releases = new TestReleases()
                .add("Same  Name", "2021-01-01", "training_compute_flop", 30.0)
                .add("same name ", "2020-01-01", "training_compute_flop", 10.0);
        List<ObservedPoint> points = scan(releases.dataset(), trends(List.of("all"), List.of(NEW)))
                .points(Set.of(0))
                .get(0);
        assertThat(points.stream().map(ObservedPoint::releaseId)).containsExactly("same name", "same name#2");
    }

    @Test
    void aCohortForEachOfTooManyValuesIsAFaultOfTheConfiguration() {
        organizationsLimit = 20;
        assertThatThrownBy(() -> scan(dataset(samples(200, 50)), trends(List.of("organization=*"), List.of(NEW))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("more than scale.organizations = 20");
    }

    private ScannedDates dates(Dataset<Row> releases, List<TrendSpecification> trends) {
        return scanner(trends).dates(judged(releases), VINTAGE);
    }

    private ScannedPopulations scan(Dataset<Row> releases, List<TrendSpecification> trends) {
        return scanner(trends).populations(judged(releases), VINTAGE, dates(releases, trends));
    }

    private static Dataset<Row> judged(Dataset<Row> releases) {
        return new ReleaseJudge(curation()).judged(releases, VINTAGE);
    }

    private static ReleaseCurator.Settings curation() {
        return new ReleaseCurator.Settings(LocalDate.of(1940, 1, 1), Set.of(Confidence.WRONG), List.of(COMPUTE, COST));
    }

    private ReleaseScanner scanner(List<TrendSpecification> trends) {
        PopulationRules rules = new PopulationRules(
                TIME_SCALE,
                DateImputation.MIDDLE,
                null,
                null,
                new ZScoreRule(364, -2, 0.76, LocalDate.of(2015, 9, 1)),
                outliers,
                4,
                ERA_START,
                true,
                60);
        return new ReleaseScanner(new ReleaseScanner.Settings(
                rules, List.of(COMPUTE, COST), trends, observationsLimit, organizationsLimit));
    }

    private static List<TrendSpecification> trends(List<String> cohorts, List<Era> eras) {
        List<TrendSpecification> trends = new ArrayList<>();
        for (String cohort : cohorts) {
            for (Era era : eras) {
                trends.add(new TrendSpecification(COMPUTE, Cohort.parse(cohort), era, GrowthModel.EXPONENTIAL));
            }
        }
        return trends;
    }

    /** Random releases; values repeat, so that ranks and extremes have ties. */
    private static List<Sample> samples(int count, int organizations) {
        Random random = new Random(17);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate date = LocalDate.of(2005, 1, 1).plusDays(random.nextInt(700) * 10L);
            double y = 10 + 0.4 * (date.getYear() - 2005) + Math.rint(random.nextGaussian() * 4) / 4;
            int organization = random.nextInt(organizations + 1);
            int domain = random.nextInt(8);
            samples.add(new Sample(
                    "release " + i,
                    date,
                    Math.pow(10, y),
                    Math.pow(10, y / 2),
                    organization == 0 ? null : "lab " + organization,
                    random.nextInt(10) == 0,
                    random.nextBoolean(),
                    domain == 0 ? "Games" : domain < 4 ? "Vision" : "Language"));
        }
        return samples;
    }

    private static Dataset<Row> dataset(List<Sample> samples) {
        TestReleases releases = new TestReleases();
        for (Sample sample : samples) {
            releases.add(
                    sample.name(),
                    sample.date().toString(),
                    "training_compute_flop",
                    sample.compute(),
                    "training_cost_usd",
                    sample.cost(),
                    "organizations",
                    sample.organization() == null ? null : new String[] {sample.organization()},
                    "base_model",
                    sample.derivative() ? "another" : null,
                    "notable",
                    sample.notable(),
                    "domains",
                    new String[] {sample.domain()});
        }
        return releases.dataset();
    }
}
