package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.computetrends.ScannedCuration;
import org.computetrends.TestDefaults;
import org.computetrends.TestReleases;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Era;
import org.computetrends.domain.NamedDerivatives;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.population.DerivativeRule;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.FrontierSelections.Request;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;
import org.junit.jupiter.api.Test;

/** Frontiers selected from the releases that the first scan keeps equal those selected from all releases. */
class FrontierReaderIT {
    private static final List<String> COHORTS = List.of(
            "frontier",
            "record",
            "frontier;by=training_cost",
            "frontier;domain=vision",
            "frontier;country=france",
            "frontier;accessibility=open",
            "frontier;confidence=confident",
            "frontier;organization=lab 2");

    private final Scans scans = new Scans();

    @Test
    void theScanFindsAllFrontierReleasesThatCurationHas() {
        TestReleases releases = random(3_000);
        List<Request> requests = requests();
        LoadedVintage frontier = scans.scanner(List.of())
                .scanDates(
                        Scans.placed(releases.dataset().repartition(3)),
                        scans.vintage,
                        FrontierSelections.of(requests),
                        10_000)
                .frontier()
                .orElseThrow();
        LoadedVintage complete = LoadedVintage.of(
                        ScannedCuration.of(Scans.curation(), scans.metrics, releases.asRead(), scans.vintage)
                                .releases(),
                        scans.vintage,
                        scans.metrics,
                        10_000)
                .orElseThrow();
        // Guards against a scan that keeps almost no release, or most of them.
        assertThat(frontier.releases()).hasSizeBetween(50, 1_500);
        assertThat(Set.copyOf(complete.releases())).containsAll(frontier.releases());
        for (Request each : requests) {
            Population expected = population(complete, each);
            assertThat(population(frontier, each).releaseIds())
                    .as(each.toString())
                    .isEqualTo(expected.releaseIds());
            assertThat(population(frontier, each).log10Value()).isEqualTo(expected.log10Value());
            assertThat(expected.size()).isGreaterThan(2);
        }
    }

    @Test
    void noRequestKeepsNoRelease() {
        LoadedVintage frontier =
                scans.dates(random(50).dataset(), List.of()).frontier().orElseThrow();
        assertThat(frontier.releases()).isEmpty();
        assertThat(frontier.has(requests().get(0))).isFalse();
    }

    @Test
    void onlyTheSixLargestOfOneDayAreKept() {
        TestReleases releases = new TestReleases();
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            releases.add(
                    "release " + i,
                    "2020-01-01",
                    "training_compute_flop",
                    1e20 * random.nextDouble(),
                    "confidence",
                    "LIKELY",
                    "date_precision",
                    "YEAR");
        }
        LoadedVintage frontier = scans.scanner(List.of())
                .scanDates(Scans.placed(releases.dataset()), scans.vintage, FrontierSelections.of(requests()), 100)
                .frontier()
                .orElseThrow();
        assertThat(frontier.releases()).hasSize(6);
    }

    private static Population population(LoadedVintage vintage, Request request) {
        return vintage.selector()
                .analysed(request.selection())
                .select(request.metric(), request.cohort(), Era.ALL_TIME);
    }

    /** Frontiers of six releases: all cohorts, imputations and derivative rules, without or with excluded labels. */
    private static List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (DateImputation imputation : DateImputation.values()) {
            PopulationRules rules = new PopulationRules(
                    TimeScale.JULIAN,
                    imputation,
                    null,
                    null,
                    new ZScoreRule(364, -2, 0.76, TestDefaults.ERA_START),
                    OutlierRule.KEEP,
                    /* frontierSize= */ 6,
                    TestDefaults.ERA_START,
                    /* notableWhenUnflagged= */ true,
                    /* commonValueMinimum= */ 60,
                    NamedDerivatives.NONE);
            for (DerivativeRule derivatives : DerivativeRule.values()) {
                for (Set<Confidence> labels : List.of(Set.<Confidence>of(), Set.of(Confidence.LIKELY))) {
                    Selection selection = new Selection(rules, derivatives, labels, Set.of());
                    COHORTS.forEach(
                            cohort -> requests.add(new Request(Scans.COMPUTE.id(), Cohort.parse(cohort), selection)));
                }
            }
        }
        return requests;
    }

    /** Random releases: some dated to a month or year, some with unreadable labels, some to reject. No name repeats. */
    private static TestReleases random(int count) {
        Random random = new Random(29);
        String[] precisions = {null, "DAY", "MONTH", " year ", "never"};
        String[] labels = {null, "LIKELY", "confident", "WRONG", "perhaps", "Speculative"};
        TestReleases releases = new TestReleases();
        for (int i = 0; i < count; i++) {
            double oom = 10 + i * 4.0 / count + random.nextGaussian() * 2;
            String date = String.format(
                    Locale.ROOT, "%d-%02d-%02d", 1995 + i * 30 / count, 1 + i % 12, 1 + random.nextInt(28));
            releases.add(
                    i % 40 == 0 ? " " : "  Release  №" + i + (i % 3 == 0 ? " \t" : ""),
                    date,
                    "training_compute_flop",
                    i % 9 == 0 ? null : (Double) (i % 50 == 1 ? -1 : Math.pow(10, i % 4 == 0 ? Math.rint(oom) : oom)),
                    "training_cost_usd",
                    i % 7 == 0 ? null : (Double) Math.pow(10, random.nextGaussian() + 5),
                    "date_precision",
                    precisions[random.nextInt(precisions.length)],
                    "confidence",
                    labels[random.nextInt(labels.length)],
                    "base_model",
                    random.nextInt(6) == 0 ? (i % 2 == 0 ? "another" : "  ") : null,
                    "notable",
                    random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean(),
                    "organizations",
                    random.nextInt(5) == 0 ? null : new String[] {i % 11 == 0 ? null : "Lab " + i % 5, "LAB Σ"},
                    "domains",
                    random.nextInt(5) == 0 ? null : new String[] {random.nextBoolean() ? "Vision" : "Language"},
                    "countries",
                    random.nextInt(5) == 0 ? new String[] {} : new String[] {"France", "Peru"},
                    "accessibility",
                    random.nextInt(3) == 0 ? null : "Open");
        }
        return releases;
    }
}
