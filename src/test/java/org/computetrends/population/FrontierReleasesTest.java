package org.computetrends.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Era;
import org.computetrends.domain.NamedDerivatives;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.Vintage;
import org.computetrends.population.FrontierSelections.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Populations selected from the releases that were ever among the largest equal those selected from all. */
class FrontierReleasesTest {
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate VINTAGE = LocalDate.of(2020, 6, 15);
    private static final List<String> METRICS = List.of(LoadedReleases.COMPUTE, "cost");
    private static final List<String> COHORTS =
            List.of("frontier", "record", "frontier;by=cost", "frontier;domain=language", "record;organization=lab 1");
    private static final Era ALL_TIME = Era.ALL_TIME;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyFrontierAndRecordIsThatOfAllReleases(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AnalysedRelease> all = releases(random, 1_000);
        List<Request> requests = requests();
        FrontierSelections rules = FrontierSelections.of(requests);
        LoadedVintage kept = kept(random, all, rules, 1_000_000).orElseThrow();
        PopulationSelector complete = new PopulationSelector(all, VINTAGE);
        assertThat(kept.isComplete()).isFalse();
        assertThat(kept.releases()).hasSizeBetween(50, 850);
        int observations = 0;
        for (Request each : requests) {
            assertThat(kept.has(each)).isTrue();
            for (LocalDate to : new LocalDate[] {LocalDate.of(1995, 5, 5), LocalDate.of(2007, 1, 1), null}) {
                for (int size : new int[] {1, each.selection().rules().frontierSize()}) {
                    Selection selection = each.selection()
                            .withRules(each.selection()
                                    .rules()
                                    .with(draft -> draft.to = to)
                                    .with(draft -> draft.frontierSize = size));
                    assertThat(kept.has(new Request(each.metric(), each.cohort(), selection)))
                            .isTrue();
                    Population expected = complete.analysed(selection).select(each.metric(), each.cohort(), ALL_TIME);
                    Population found =
                            kept.selector().analysed(selection).select(each.metric(), each.cohort(), ALL_TIME);
                    assertThat(found.releaseIds()).as("%s to %s", each, to).isEqualTo(expected.releaseIds());
                    assertThat(found.epochDay()).isEqualTo(expected.epochDay());
                    assertThat(found.log10Value()).isEqualTo(expected.log10Value());
                    observations += expected.size();
                }
            }
            assertThat(kept.selector().analysed(each.selection()).knownTo(each.metric(), 2))
                    .isEqualTo(complete.analysed(each.selection()).knownTo(each.metric(), 2));
        }
        assertThat(observations).isGreaterThan(5_000);
    }

    @Test
    void populationsThatTheRulesDoNotCoverCannotBeSelected() {
        LoadedVintage kept = kept(new SplittableRandom(1), List.of(), FrontierSelections.of(requests()), 10)
                .orElseThrow();
        Selection usual = LoadedReleases.RULES;
        PopulationRules rules = usual.rules();
        for (String cohort : List.of("all", "notable", "regular-scale", "large-scale", "frontier;domain=other")) {
            assertThat(kept.has(new Request("cost", Cohort.parse(cohort), usual)))
                    .isFalse();
        }
        assertThat(kept.has(new Request("cost", Cohort.frontier(), usual))).isTrue();
        assertThat(kept.has(new Request(
                        "cost", Cohort.frontier(), usual.withRules(rules.with(draft -> draft.frontierSize = 21)))))
                .isFalse();
        assertThat(kept.has(new Request(
                        "cost",
                        Cohort.frontier(),
                        usual.withRules(rules.with(draft -> draft.outliers = OutlierRule.DROP)))))
                .isFalse();
        assertThat(kept.has(new Request(
                        "cost", Cohort.frontier(), usual.withExcludedConfidence(Set.of(Confidence.CONFIDENT)))))
                .isFalse();
        assertThat(kept.has(new Request("parameters", Cohort.frontier(), usual)))
                .isFalse();
        assertThat(kept.has(new Request("cost", Cohort.parse("frontier;country=france"), usual)))
                .isFalse();
    }

    @Test
    void noneIsKeptIfMoreRankThanTheLimit() {
        // Each is a record, so that all of them rank.
        List<AnalysedRelease> rising = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            rising.add(LoadedReleases.release("r" + i, EARLIEST.plusDays(i).toString(), 1.0 + i));
        }
        FrontierSelections rules = FrontierSelections.of(
                List.of(new Request(LoadedReleases.COMPUTE, Cohort.frontier(), LoadedReleases.RULES)));
        assertThat(kept(new SplittableRandom(1), rising, rules, 3_999)).isEmpty();
        assertThat(kept(new SplittableRandom(1), rising, rules, 100)).isEmpty();
        assertThat(kept(new SplittableRandom(1), rising, rules, 4_000)
                        .orElseThrow()
                        .releases())
                .hasSize(4_000);
    }

    /** Keeps releases: adds those that may rank to three parts, in random order, and merges the parts. */
    private static Optional<LoadedVintage> kept(
            SplittableRandom random, List<AnalysedRelease> all, FrontierSelections rules, long limit) {
        FrontierReleases.Settings settings =
                new FrontierReleases.Settings(rules, METRICS, EARLIEST, Vintage.unrecorded(VINTAGE), limit);
        List<FrontierReleases> parts = IntStream.range(0, 3)
                .mapToObj(part -> new FrontierReleases(settings))
                .toList();
        List<AnalysedRelease> shuffled = new ArrayList<>(all);
        java.util.Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
        for (AnalysedRelease release : shuffled) {
            // Uneven parts.
            FrontierReleases part = parts.get(random.nextInt(random.nextInt(3) + 1));
            for (int metric = 0; metric < METRICS.size(); metric++) {
                double value = release.value(METRICS.get(metric));
                if (!Double.isNaN(value) && part.isRanked(metric) && mayRank(part, metric, release, value)) {
                    part.add(metric, release);
                }
            }
        }
        parts.get(2).merge(parts.get(0));
        parts.get(2).merge(parts.get(1));
        return parts.get(2).vintage();
    }

    private static boolean mayRank(FrontierReleases part, int metric, AnalysedRelease release, double value) {
        int rankingClass = FrontierReleases.rankingClass(release.confidence(), release.derivative());
        for (DateImputation imputation : DateImputation.values()) {
            int day = Math.toIntExact(release.epochDay(imputation, VINTAGE));
            if (part.mayRank(metric, rankingClass, imputation, day, value)) {
                return true;
            }
        }
        return false;
    }

    /** Every combination of what can be varied. */
    private static List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        PopulationRules rules = LoadedReleases.RULES.rules();
        List<PopulationRules> varied = List.of(
                rules.with(draft -> draft.frontierSize = 4),
                rules.with(draft -> draft.frontierSize = 20),
                rules.with(
                        draft -> draft.derivedNames = new NamedDerivatives(List.of("Release 1*", "release 1*", "r1*"))),
                rules.with(draft -> draft.frontierSize = 5).with(draft -> draft.imputation = DateImputation.START),
                rules.with(draft -> draft.frontierSize = 6).with(draft -> draft.from = LocalDate.of(2001, 2, 3)));
        for (PopulationRules each : varied) {
            for (DerivativeRule derivatives : DerivativeRule.values()) {
                for (Set<Confidence> labels :
                        List.of(Set.<Confidence>of(), Set.of(Confidence.LIKELY), Set.of(Confidence.values()))) {
                    for (Set<String> ids :
                            List.of(Set.<String>of(), Set.of("release 17", "release 40", "release 99"))) {
                        Selection selection = new Selection(each, derivatives, labels, ids);
                        for (String metric : METRICS) {
                            COHORTS.forEach(
                                    cohort -> requests.add(new Request(metric, Cohort.parse(cohort), selection)));
                        }
                    }
                }
            }
        }
        return requests;
    }

    /** Values grow and are often equal; dates are often known to their month or year. */
    private static List<AnalysedRelease> releases(SplittableRandom random, int count) {
        List<AnalysedRelease> releases = new ArrayList<>();
        int days = Math.toIntExact(VINTAGE.toEpochDay() - EARLIEST.toEpochDay());
        for (int i = 0; i < count; i++) {
            double age = Math.sqrt(random.nextDouble());
            LocalDate date = EARLIEST.plusDays(random.nextInt(20) == 0 ? days / 2 : (int) (age * days));
            Map<String, Double> values = new HashMap<>();
            for (String metric : METRICS) {
                if (random.nextInt(4) > 0) {
                    double oom = 4 * age + random.nextDouble() * 3;
                    values.put(metric, Math.pow(10, random.nextInt(3) == 0 ? Math.rint(oom) : oom));
                }
            }
            // Largest, so that their exclusion by id changes ranks.
            if (i == 17 || i == 40) {
                values.put(LoadedReleases.COMPUTE, 1e9);
            }
            Map<Attribute, List<String>> attributes = new EnumMap<>(Attribute.class);
            attributes.put(Attribute.DOMAIN, List.of(random.nextBoolean() ? "language" : "vision"));
            attributes.put(Attribute.ORGANIZATION, List.of("lab " + random.nextInt(40)));
            releases.add(new AnalysedRelease(
                    "release " + i,
                    "Release " + i,
                    date,
                    List.of(DatePrecision.values()).get(random.nextInt(3)),
                    random.nextInt(5) == 0,
                    null,
                    randomConfidence(random),
                    null,
                    attributes,
                    values));
        }
        releases.sort(Comparator.comparing(AnalysedRelease::id));
        return releases;
    }

    private static @Nullable Confidence randomConfidence(SplittableRandom random) {
        int which = random.nextInt(Confidence.values().length + 1);
        return which == 0 ? null : List.of(Confidence.values()).get(which - 1);
    }
}
