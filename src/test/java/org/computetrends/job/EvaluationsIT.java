package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.VariedTrend;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.junit.jupiter.api.Test;

/** Which releases the variants of sensitivity are evaluated on. */
class EvaluationsIT {
    private static final LocalDate VINTAGE = LocalDate.of(2025, 2, 1);
    private static final int RISING = 60;
    private static final int SMALL = 40;

    @Test
    void aboveTheLimitOnlyFrontierAndRecordAreVaried() {
        LoadedVintages allVintages = vintages();
        TrendConfig tooFew = limited(RISING + SMALL - 1);
        LoadedVintages largestVintages = Evaluations.vintagesForSensitivity(tooFew, allVintages);
        assertThat(Evaluations.sensitivityWarnings(tooFew, allVintages))
                .containsExactly("sensitivity has only the cohorts frontier and record: there are more releases than"
                        + " sensitivity.releases-limit = 99");
        assertThat(largestVintages.completeAnalysed()).isEmpty();
        assertThat(largestVintages.analysedOrFrontiers().orElseThrow().releases())
                .hasSizeBetween(1, RISING)
                .noneMatch(release -> release.id().startsWith("small"));
        assertThat(cohorts(largestVintages))
                .contains("frontier", "record")
                .allMatch(cohort -> cohort.matches("frontier.*|record.*"));
        assertThat(cohorts(allVintages)).contains("all");
    }

    @Test
    void upToTheLimitEveryCohortIsVaried() {
        LoadedVintages allVintages = vintages();
        assertThat(Evaluations.vintagesForSensitivity(limited(RISING + SMALL), allVintages))
                .isSameAs(allVintages);
        assertThat(Evaluations.sensitivityWarnings(limited(RISING + SMALL), allVintages))
                .isEmpty();
    }

    private static List<String> cohorts(LoadedVintages vintages) {
        return new SensitivityEvaluator(limited(RISING).sensitivity())
                .evaluate(vintages).stream()
                        .map(VariedTrend::trend)
                        .map(TrendKey::cohort)
                        .distinct()
                        .toList();
    }

    private static TrendConfig limited(long releases) {
        return ShippedRuns.config(
                ShippedRuns.EVERY_VINTAGE,
                "unused",
                Optional.empty(),
                Map.of("sensitivity.releases-limit", String.valueOf(releases)));
    }

    /** Sixty records, each larger than the one before, then forty releases too small for any frontier. */
    private static LoadedVintages vintages() {
        List<AnalysedRelease> releases = Stream.concat(
                        IntStream.range(0, RISING)
                                .mapToObj(i -> release("large" + i, 2012 + i / 12, i, 1e18 * (i + 1))),
                        IntStream.range(0, SMALL).mapToObj(i -> release("small" + i, 2018 + i / 12, i, 1e10 * (i + 1))))
                .toList();
        LoadedVintage ownVintage = new LoadedVintage(Vintage.unrecorded(VINTAGE), releases);
        return new LoadedVintages(VINTAGE, Optional.of(ownVintage), List.of());
    }

    private static AnalysedRelease release(String id, int year, int month, double flop) {
        return new AnalysedRelease(
                id,
                id,
                LocalDate.of(year, 1 + month % 12, 1),
                DatePrecision.DAY,
                false,
                true,
                null,
                "lab",
                Map.of(Attribute.DOMAIN, List.of("language")),
                Map.of("training_compute", flop));
    }
}
