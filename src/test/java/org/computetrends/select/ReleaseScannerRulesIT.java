package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.ScannedCuration;
import org.computetrends.TestReleases;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.TrendClusters;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.VintageScope;
import org.junit.jupiter.api.Test;

/** Scans give the same results for any partitions, and obey their limits of memory. */
class ReleaseScannerRulesIT {
    private final Scans scans = new Scans();

    @Test
    void resultsAreBitEqualForAnyPartitions() {
        List<Sample> samples = Sample.random(500, 12);
        List<TrendSpecification> trends = Scans.trends(Scans.COHORTS, List.of(Scans.OLD, Scans.NEW));
        for (long limit : new long[] {1_000, 30}) {
            scans.observationsLimit = limit;
            ScannedPopulations one = scans.scan(Sample.dataset(samples).repartition(1), trends);
            ScannedPopulations manyPopulations =
                    scans.scan(Sample.dataset(samples).repartition(7), trends);
            List<TrendPopulations.Overlap> overlaps = List.of(new TrendPopulations.Overlap(0, 2));
            assertThat(Scans.fields(manyPopulations.cells(overlaps))).isEqualTo(Scans.fields(one.cells(overlaps)));
            assertThat(Scans.fields(manyPopulations.clusters(Set.of())))
                    .isEqualTo(Scans.fields(one.clusters(Set.of())));
            assertThat(manyPopulations.densities()).isEqualTo(one.densities()).hasSizeGreaterThan(10);
            Set<Integer> inMemory = Set.copyOf(IntStream.range(0, one.trends().size())
                    .filter(one::isInMemory)
                    .boxed()
                    .toList());
            assertThat(Scans.fields(manyPopulations.points(inMemory))).isEqualTo(Scans.fields(one.points(inMemory)));
            assertThat(IntStream.range(0, one.trends().size()).filter(manyPopulations::isInMemory))
                    .containsExactlyInAnyOrderElementsOf(inMemory);
        }
    }

    @Test
    void smallTrendsStayInMemoryIfLargeOnesDoNot() {
        scans.observationsLimit = 200;
        ScannedPopulations scanned = scans.scan(
                Sample.dataset(Sample.random(400, 5)),
                Scans.trends(List.of("all", "frontier", "record"), List.of(Scans.NEW)));
        assertThat(scanned.isInMemory(0)).isFalse();
        assertThat(scanned.isInMemory(1)).isTrue();
        assertThat(scanned.points(Set.of(1)).get(1))
                .hasSize((int) scanned.cells(List.of()).get(1).cells().observations());
        scans.observationsLimit = 3;
        assertThat(scans.scan(
                                Sample.dataset(Sample.random(400, 5)),
                                Scans.trends(List.of("frontier"), List.of(Scans.NEW)))
                        .isInMemory(0))
                .isFalse();
    }

    @Test
    void releasesWithoutOrganizationClusterByDateInLargeTrends() {
        // Every trend is larger than this limit.
        scans.observationsLimit = 0;
        TestReleases releases = new TestReleases()
                .add("a", "2020-01-01", "training_compute_flop", 1e3)
                .add("b", "2020-01-01", "training_compute_flop", 1e5)
                .add("c", "2020-01-02", "training_compute_flop", 1e4, "organizations", new String[] {"Lab", "Other"});
        TrendClusters clusters = scans.scan(releases.dataset(), Scans.trends(List.of("all"), List.of(Scans.NEW)))
                .clusters(Set.of())
                .get(0);
        assertThat(clusters.labels()).containsExactly("organization: Lab", "alone: 2020-01-01");
        assertThat(clusters.moments().count()).containsExactly(1, 2);
        assertThat(clusters.moments().value()).containsExactly(4, 8);
    }

    @Test
    void organizationsBeyondTheLimitShareGroups() {
        List<Sample> samples = Sample.random(400, 50);
        List<TrendSpecification> trends = Scans.trends(List.of("all"), List.of(Scans.NEW));
        ScannedPopulations apart = scans.scan(Sample.dataset(samples), trends);
        scans.organizationsLimit = 10;
        assertThat(scans.dates(Sample.dataset(samples), trends).areOrganizationsGrouped())
                .isTrue();
        scans.observationsLimit = 0;
        TrendClusters grouped =
                scans.scan(Sample.dataset(samples), trends).clusters(Set.of()).get(0);
        // At most ten groups. The hash may leave some of them empty.
        assertThat(grouped.organizations()).isBetween(5L, 10L);
        TrendClusters all = apart.clusters(Set.of()).get(0);
        // Most of the 50 organizations.
        assertThat(all.organizations()).isGreaterThan(30);
        assertThat(Arrays.stream(grouped.moments().timeValue()).sum())
                .isCloseTo(Arrays.stream(all.moments().timeValue()).sum(), within(1e-9));
        assertThat(Arrays.stream(grouped.moments().count()).sum())
                .isEqualTo(Arrays.stream(all.moments().count()).sum());
    }

    @Test
    void theScanCountsTheRejectsOfCuration() {
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
        ScannedDates dates = scans.dates(releases.dataset(), Scans.trends(List.of("all"), List.of(Scans.NEW)));
        ScannedCuration curated = ScannedCuration.of(Scans.curation(), scans.metrics, releases.asRead(), scans.vintage);
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
        List<ReportedYear> years =
                dates.years(List.of(Scans.COMPUTE, Scans.COST), Scans.VINTAGE).get("training_compute");
        assertThat(years.stream().map(year -> year.releaseYear() + ": " + year.withValue() + "/" + year.releases()))
                .containsExactly("2020: 2/3", "2021: 2/5", "2024: 0/1");
    }

    @Test
    void theScanListsTheRejectsOfCurationUpToTheLimit() {
        List<TrendSpecification> trends = Scans.trends(List.of("all"), List.of(Scans.NEW));
        TestReleases releases = new TestReleases()
                .add("Good", "2020-01-01", "training_compute_flop", 10.0, "notable", true)
                .add(" \t\n", "2020-01-01", "notable", true)
                .add("Other", "2020-01-01", "training_compute_flop", -1.0, "notable", false)
                .add("Silent", null, "training_compute_flop", -1.0)
                .add("Marked", "2020-01-01", "training_compute_flop", -1.0, "notable", true, "excluded", true)
                .add("Undated", null, "notable", true)
                .add("Zero", "2020-01-01", "training_compute_flop", 0.0, "parameters", -5.0, "notable", true)
                .add("Vague", "2021-01-01", "date_precision", "decade", "confidence", " guess", "notable", true);
        Dataset<Row> inputRows = releases.asRead();
        scans.vintage = new Vintage(Scans.VINTAGE, VintageScope.ALL, true);
        ScannedCuration curated = ScannedCuration.of(Scans.curation(), scans.metrics, inputRows, scans.vintage);
        ScannedDates dates = scans.dates(inputRows, trends);
        assertThat(dates.rowsKept()).isEqualTo(curated.rowsKept()).isEqualTo(3);
        assertThat(dates.rejectsByReason())
                .isEqualTo(curated.rejectsByReason())
                .containsEntry(RejectReason.OUT_OF_SCOPE, 2L)
                .containsEntry(RejectReason.MARKED_EXCLUDED, 1L);
        List<Row> listedRows = scans.rejects(inputRows, trends);
        assertThat(listedRows)
                .hasSize(9)
                .containsExactlyInAnyOrderElementsOf(curated.rejects().collectAsList());
        scans.rejectsLimit = 3;
        assertThat(scans.dates(inputRows.repartition(5), trends)
                        .rejects(inputRows.sparkSession())
                        .collectAsList())
                .hasSize(3);
    }

    @Test
    void duplicatesAreLeftOutAndEqualNamesAreNumberedByDate() {
        TestReleases releases = new TestReleases()
                .add("Same  Name", "2021-01-01", "training_compute_flop", 30.0)
                .add("Same Name", "2021-01-01", "training_compute_flop", 40.0, "dataset_size", 1.0)
                .add("same name ", "2020-01-01", "training_compute_flop", 10.0);
        scans.marks = ScannedCuration.of(Scans.curation(), scans.metrics, releases.asRead(), scans.vintage)
                .marks();
        List<ObservedPoint> points = scans.scan(releases.dataset(), Scans.trends(List.of("all"), List.of(Scans.NEW)))
                .points(Set.of(0))
                .get(0);
        assertThat(points.stream().map(ObservedPoint::releaseId)).containsExactly("same name", "same name#2");
        assertThat(points.get(1).log10Value()).isEqualTo(StrictMath.log10(40));
    }

    @Test
    void aCohortForEachOfTooManyValuesIsAUsageError() {
        scans.organizationsLimit = 20;
        assertThatThrownBy(() -> scans.scan(
                        Sample.dataset(Sample.random(200, 50)),
                        Scans.trends(List.of("organization=*"), List.of(Scans.NEW))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("more than 20 values, the most that scale.driver-megabytes allows");
    }
}
