package org.computetrends.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The truth of generated releases, against NumPy. */
class TruthEstimatorTest {
    private static final Truth TRUTH = new ReleaseGenerator(GeneratorDefaults.with(Map.of())).truth(1_000_000);

    /** The columns of {@code reference/generator.csv}, made by NumPy from the settings written out again: generator.py. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/reference/generator.csv", numLinesToSkip = 1)
    void linesAgreeWithNumPy(
            String metric, String cohort, String era, double slope, double intercept, double residualSd) {
        Truth.Slope truth = slope(TRUTH, metric, cohort, era);
        assertThat(truth.slopeOomPerYear()).isCloseTo(slope, within(1e-12));
        assertThat(truth.log10ValueIn2000()).isCloseTo(intercept, within(1e-11));
        assertThat(truth.residualSdOom()).isCloseTo(residualSd, within(1e-11));
    }

    @Test
    void releasesOfOneScaleAndEraHaveTheLineOfTheSettings() {
        // Slopes and standard deviations of conf/generator.conf.
        assertLine("accessibility=unreleased", "deep-learning", 0.60, 1.3);
        assertLine("accessibility=api access", "large-scale", 0.64, 0.9);
        assertLine("all", "pre-deep-learning", 0.18, 1.6);
        assertThat(slope(TRUTH, "training_compute", "all", "deep-learning").isLine())
                .isFalse();
    }

    private static void assertLine(String cohort, String era, double slope, double sd) {
        Truth.Slope truth = slope(TRUTH, "training_compute", cohort, era);
        assertThat(truth.isLine()).isTrue();
        assertThat(truth.slopeOomPerYear()).isCloseTo(slope, within(1e-12));
        assertThat(truth.residualSdOom()).isCloseTo(sd, within(1e-12));
    }

    @Test
    void cohortsAreWrittenAsInTables() {
        Map<String, String> settings =
                Map.of("generator.accessibility", "{ \"Weights, on request\" = 0.3, Other = 0.1 }");
        Truth truth = new ReleaseGenerator(GeneratorDefaults.with(settings)).truth(1000);
        assertThat(truth.trends())
                .extracting(Truth.Slope::cohort)
                .contains("accessibility=\"weights, on request\"", "accessibility=\"other\"")
                .allSatisfy(cohort -> assertThat(Cohort.parse(cohort).id()).isEqualTo(cohort));
    }

    @Test
    void everyRowIsKeptOrRejected() {
        assertThat(TRUTH.rowsKept() + TRUTH.rowsRejected()).isEqualTo(1_000_000);
        // 1% of the rows are bad. In a cycle of twelve bad rows, eight are rejected as a whole: 10,000 * 8 / 12 =
        // 6,667,
        // less or more by a part of a cycle.
        assertThat(TRUTH.rejects().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(10_000);
        assertThat(TRUTH.rowsRejected()).isBetween(6_664L, 6_669L);
        assertThat(TRUTH.rejects()).containsOnlyKeys(List.copyOf(RejectReason.OF_SYNTHETIC_ROWS));
    }

    @Test
    void observationsOfAllTimeAreTheKnownValuesOfUsableRows() {
        Truth.Slope allSlope = slope(TRUTH, "parameters", "all", "all-time");
        long usable = TRUTH.rowsKept() - TRUTH.rejects().get(RejectReason.EXCLUDED_CONFIDENCE);
        // The share of known parameters in conf/generator.conf.
        assertThat(allSlope.expectedObservations()).isCloseTo(0.67 * usable, within(1e-6));
    }

    static Truth.Slope slope(Truth truth, String metric, String cohort, String era) {
        return truth.trends().stream()
                .filter(slope -> slope.metric().equals(metric)
                        && slope.cohort().equals(cohort)
                        && slope.era().equals(era))
                .findFirst()
                .orElseThrow();
    }
}
