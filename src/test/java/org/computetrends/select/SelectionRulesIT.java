package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.TestDefaults.ERA_START;
import static org.computetrends.TestDefaults.RULES;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestReleases;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.LabelledObservation;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.Scale;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.Vintage;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.InMemorySegmenter;
import org.computetrends.population.LoadedVintage;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.ObservationsTable;
import org.junit.jupiter.api.Test;

/** The rules of selection, followed equally by releases in memory and by scans of batches. */
class SelectionRulesIT {
    private static final String COMPUTE = "training_compute_flop";
    private static final LocalDate VINTAGE = LocalDate.of(2025, 2, 1);
    private static final Metric METRIC = new Metric("training_compute", "Training compute", "FLOP", COMPUTE);
    private static final Metric COST = new Metric("training_cost", "Training cost", "USD", "training_cost_usd");

    @Test
    void frontierCountsStrictlyGreaterValuesDatedOnOrBefore() {
        TestReleases releases = new TestReleases()
                .add("a", "2020-01-01", COMPUTE, 100.0)
                .add("b", "2020-01-01", COMPUTE, 50.0)
                .add("c", "2020-06-01", COMPUTE, 50.0)
                .add("d", "2020-07-01", COMPUTE, 40.0)
                .add("e", "2020-08-01", COMPUTE, 200.0)
                .add("f", "2020-09-01", COMPUTE, 50.0);
        // N is 2: d ranks 4; f ranks 3, since a and e are greater; b and c tie for 2.
        assertThat(members(releases, OutlierRule.KEEP, "frontier")).containsExactly("a", "b", "c", "e");
    }

    @Test
    void derivativesNeitherRankNorCompete() {
        TestReleases releases = new TestReleases()
                .add("tuned", "2020-01-01", COMPUTE, 1000.0, "base_model", "base")
                .add("tuned2", "2020-01-01", COMPUTE, 2000.0, "base_model", "base")
                .add("own", "2020-02-01", COMPUTE, 10.0);
        assertThat(members(releases, OutlierRule.KEEP, "frontier")).containsExactly("own");
        assertThat(members(releases, OutlierRule.KEEP, "record")).containsExactly("own");
        assertThat(members(releases, OutlierRule.KEEP, "all")).containsExactly("own", "tuned", "tuned2");
    }

    @Test
    void frontierCanBeRankedByAnotherMetric() {
        TestReleases releases = new TestReleases()
                .add("a", "2020-01-01", COMPUTE, 100.0, "training_cost_usd", 1.0)
                .add("b", "2020-01-02", COMPUTE, 90.0, "training_cost_usd", 2.0)
                .add("c", "2020-01-03", COMPUTE, 80.0, "training_cost_usd", 3.0)
                .add("d", "2020-01-04", "training_cost_usd", 4.0);
        List<TrendSpecification> trends =
                List.of(specification(COST, "frontier;by=training_compute"), specification(COST, "frontier"));
        Selected result = segment(releases, settings(OutlierRule.KEEP, trends));
        assertThat(membersOf(result, 0)).containsExactly("a", "b");
        assertThat(membersOf(result, 1)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void recordsExceedEveryEarlierDateAndTiesOfADateAreAllRecords() {
        TestReleases releases = new TestReleases()
                .add("a", "2020-01-01", COMPUTE, 10.0)
                .add("b", "2020-01-02", COMPUTE, 20.0)
                .add("c", "2020-01-02", COMPUTE, 20.0)
                .add("d", "2020-01-02", COMPUTE, 15.0)
                .add("e", "2020-01-03", COMPUTE, 20.0)
                .add("f", "2020-01-04", COMPUTE, 21.0);
        assertThat(members(releases, OutlierRule.KEEP, "record")).containsExactly("a", "b", "c", "f");
    }

    @Test
    void zScoresCompareWithThe364DaysOnEitherSide() {
        TestReleases releases = new TestReleases()
                .add("edge", "2019-01-02", COMPUTE, 1e1)
                .add("mid", "2020-01-01", COMPUTE, 1e2)
                .add("beyond", "2020-12-31", COMPUTE, 1e6);
        // edge is 364 days before mid, beyond 365 days after.
        Selected result = segment(releases, settings(OutlierRule.KEEP, List.of(specification(METRIC, "all"))));
        assertThat(result.of("mid").zScore()).isCloseTo(1, within(1e-12));
        assertThat(result.of("edge").zScore()).isCloseTo(-1, within(1e-12));
        assertThat(result.of("beyond").zScore()).isNull();
        assertThat(result.of("beyond").scale()).isEqualTo(Scale.REGULAR);
    }

    @Test
    void largeScaleBeginsWithItsEra() {
        TestReleases releases = new TestReleases();
        for (String year : List.of("2014", "2018")) {
            for (int i = 0; i < 8; i++) {
                releases.add("small" + year + i, year + "-06-01", COMPUTE, 1e3);
            }
            releases.add("big" + year, year + "-06-01", COMPUTE, 1e6);
        }
        List<TrendSpecification> trends =
                List.of(specification(METRIC, "large-scale"), specification(METRIC, "regular-scale"));
        Selected result = segment(releases, settings(OutlierRule.KEEP, trends));
        assertThat(membersOf(result, 0)).containsExactly("big2018");
        assertThat(membersOf(result, 1))
                .contains("big2014")
                .doesNotContain("big2018")
                .hasSize(17);
    }

    @Test
    void lowOutliersAreInEveryCohortButRegularScaleUnlessDropped() {
        TestReleases releases = lowOutlierAmongTen();
        assertThat(members(releases, OutlierRule.KEEP, "regular-scale"))
                .doesNotContain("low")
                .hasSize(10);
        assertThat(members(releases, OutlierRule.KEEP, "all")).contains("low").hasSize(11);
        assertThat(members(releases, OutlierRule.DROP, "all"))
                .doesNotContain("low")
                .hasSize(10);
    }

    @Test
    void droppedOutliersDoNotCompete() {
        TestReleases releases = lowOutlierAmongTen().add("derived", "2012-06-03", COMPUTE, 1e7, "base_model", "x");
        // The outlier is the first release that is no derivative: a record when kept, nothing when dropped.
        assertThat(members(releases, OutlierRule.KEEP, "record")).startsWith("low");
        assertThat(members(releases, OutlierRule.DROP, "record")).containsExactly("m0");
    }

    private static TestReleases lowOutlierAmongTen() {
        TestReleases releases = new TestReleases().add("low", "2012-06-01", COMPUTE, 1e2);
        for (int i = 0; i < 10; i++) {
            releases.add("m" + i, "2012-06-02", COMPUTE, i == 0 ? 1.1e6 : 1e6);
        }
        return releases;
    }

    @Test
    void everyReleaseIsNotableIfTheSourceFlagsNone() {
        TestReleases unflagged = new TestReleases().add("a", "2020-01-01", COMPUTE, 1.0);
        assertThat(members(unflagged, OutlierRule.KEEP, "notable")).containsExactly("a");
        TestReleases flagged = new TestReleases()
                .add("a", "2020-01-01", COMPUTE, 1.0)
                .add("b", "2020-01-01", COMPUTE, 1.0, "notable", true)
                .add("c", "2020-01-01", COMPUTE, 1.0, "notable", false);
        assertThat(members(flagged, OutlierRule.KEEP, "notable")).containsExactly("b");
    }

    @Test
    void eachCommonValueIsACohortAndTheRestShareOne() {
        TestReleases releases = new TestReleases()
                .add("a", "2020-01-01", COMPUTE, 1.0, "domains", new String[] {"Language", "Vision"})
                .add("b", "2020-01-02", COMPUTE, 1.0, "domains", new String[] {"language"})
                .add("c", "2020-01-03", COMPUTE, 1.0, "domains", new String[] {"Games"})
                .add("d", "2020-01-04", COMPUTE, 1.0)
                .add("e", "2020-01-05", COMPUTE, 1.0, "domains", new String[] {"Other"})
                .add("f", "2020-01-06", COMPUTE, 1.0, "domains", new String[] {"Other"});
        List<TrendSpecification> trends =
                List.of(specification(METRIC, "domain=*"), specification(METRIC, "domain=language"));
        Selected result = segment(releases, settings(OutlierRule.KEEP, trends));
        // The value Other is never a common one: the cohort of all other values has its name.
        assertThat(result.trends())
                .extracting(trend -> trend.cohort().id())
                .containsExactly("domain=language", "domain=other");
        assertThat(membersOf(result, 0)).containsExactly("a", "b");
        assertThat(membersOf(result, 1)).containsExactly("a", "c", "e", "f");
    }

    @Test
    void datesAreImputedToTheMiddleOrTheStart() {
        TestReleases releases = new TestReleases()
                .add("year", "2020-01-01", COMPUTE, 1.0, "date_precision", "YEAR")
                .add("month", "2020-09-01", COMPUTE, 1.0, "date_precision", "MONTH")
                .add("day", "2020-03-01", COMPUTE, 1.0)
                .add("current", "2025-01-01", COMPUTE, 1.0, "date_precision", "YEAR");
        // The middle of 2025 is after the vintage: nothing is dated later than the data.
        assertThat(dates(releases, DateImputation.MIDDLE))
                .containsExactly("current 2025-02-01", "day 2020-03-01", "month 2020-09-15", "year 2020-07-01");
        assertThat(dates(releases, DateImputation.START))
                .containsExactly("current 2025-01-01", "day 2020-03-01", "month 2020-09-01", "year 2020-01-01");
    }

    @Test
    void erasAreHalfOpen() {
        TestReleases releases =
                new TestReleases().add("before", "2009-12-31", COMPUTE, 1.0).add("first", "2010-01-01", COMPUTE, 1.0);
        Selected result = segment(releases, settings(OutlierRule.KEEP, List.of(specification(METRIC, "all"))));
        assertThat(result.of("before").era()).isEqualTo("pre-deep-learning");
        assertThat(result.of("first").era()).isEqualTo("deep-learning");
    }

    private static List<String> dates(TestReleases releases, DateImputation imputation) {
        Segmentation settings = settings(OutlierRule.KEEP, imputation, List.of(specification(METRIC, "all")));
        return segment(releases, settings).observations().stream()
                .map(observation -> observation.releaseId() + " " + observation.publishedOn())
                .sorted()
                .toList();
    }

    private static List<String> members(TestReleases releases, OutlierRule outliers, String cohort) {
        return membersOf(segment(releases, settings(outliers, List.of(specification(METRIC, cohort)))), 0);
    }

    private static List<String> membersOf(Selected selected, int trend) {
        return members(selected.populations(), trend);
    }

    private static List<String> members(TrendPopulations populations, int trend) {
        return populations.points(Set.of(trend)).getOrDefault(trend, List.of()).stream()
                .map(ObservedPoint::releaseId)
                .sorted()
                .toList();
    }

    private static TrendSpecification specification(Metric metric, String cohort) {
        return new TrendSpecification(metric, Cohort.parse(cohort), Era.ALL_TIME, GrowthModel.EXPONENTIAL);
    }

    private static Segmentation settings(OutlierRule outliers, List<TrendSpecification> trends) {
        return settings(outliers, DateImputation.MIDDLE, trends);
    }

    private static Segmentation settings(
            OutlierRule outliers, DateImputation imputation, List<TrendSpecification> trends) {
        PopulationRules rules = RULES.with(draft -> {
            draft.imputation = imputation;
            draft.outliers = outliers;
            draft.frontierSize = 2;
        });
        return new Segmentation(
                rules,
                List.of(METRIC, COST),
                List.of(new Era("pre-deep-learning", null, ERA_START), new Era("deep-learning", ERA_START, null)),
                trends);
    }

    /** The selection in memory. */
    private record Selected(
            List<LabelledObservation> observations, List<TrendSpecification> trends, TrendPopulations populations) {
        LabelledObservation of(String release) {
            return observations.stream()
                    .filter(observation -> observation.releaseId().equals(release))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Selects in memory, and requires the same labels and selection from scans. */
    private static Selected segment(TestReleases releases, Segmentation settings) {
        LoadedVintage vintage = LoadedVintage.of(
                        releases.curated(settings.metrics()), Vintage.unrecorded(VINTAGE), settings.metrics(), 1000)
                .orElseThrow();
        InMemorySegmenter.Result inMemoryResult = new InMemorySegmenter(
                        settings.rules(), settings.metrics(), settings.eraScheme())
                .segment(vintage, settings.trends());
        ReleaseScanner scanner = new ReleaseScanner(
                new ReleaseScanner.Settings(
                        new CurationRules(LocalDate.of(1940, 1, 1), Set.of(), true, new Blanks(Set.of(), Set.of())),
                        settings.rules(),
                        settings.metrics(),
                        settings.trends(),
                        1000,
                        100,
                        10),
                RowMarks.NONE);
        Dataset<Row> inputRows = releases.asRead();
        ScannedDates dates = scanner.scanDates(inputRows, vintage.vintage(), FrontierSelections.NONE, 0);
        ScannedPopulations scanned = scanner.scanPopulations(inputRows, vintage.vintage(), dates);
        assertThat(scanned.trends()).isEqualTo(inMemoryResult.trends());
        for (int trend = 0; trend < inMemoryResult.trends().size(); trend++) {
            assertThat(members(scanned, trend)).isEqualTo(members(inMemoryResult.populations(), trend));
        }
        assertThat(scanner.labelledObservations(inputRows, dates, scanned, settings.eraScheme())
                        .get()
                        .collectAsList())
                .containsExactlyInAnyOrderElementsOf(inMemoryResult.observations().stream()
                        .map(ObservationsTable::row)
                        .toList());
        assertThat(dates.observations()).isEqualTo(inMemoryResult.observations().size());
        return new Selected(inMemoryResult.observations(), inMemoryResult.trends(), inMemoryResult.populations());
    }
}
