package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.GeneratorConfig;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.Trend;
import org.computetrends.generate.Truth;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares a run on generated releases with the truth that they were drawn from. */
class GeneratedReleasesIT {
    private static final long ROWS = 50_000;
    private static GenerateJob.Result generated;
    private static TrendJob.Result run;

    @BeforeAll
    static void generateAndRun() {
        String dataset = ShippedRuns.folder() + "/generated";
        GeneratorConfig config = new ConfigLoader(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("generator.bad-rows.share", "0.05", "generator.rows-per-file", "20000"))
                .loadGenerator();
        generated = new GenerateJob(TestSession.get(), config).run(ROWS, dataset, false);
        run = ShippedRuns.run(
                dataset,
                "generated-out",
                Optional.empty(),
                Map.ofEntries(
                        Map.entry("scope", "all"),
                        Map.entry(
                                "trends",
                                "[{ metrics = [training_compute, parameters, training_cost], cohorts = [all,"
                                        + " \"accessibility=unreleased\", \"accessibility=api access\"],"
                                        + " eras = [pre-deep-learning, deep-learning, large-scale] }]"),
                        Map.entry("fitting.replicates", "0"),
                        Map.entry("fitting.growth-models", "[]"),
                        Map.entry("fitting.observations-limit", "1000"),
                        Map.entry("fitting.pairwise-limit", "10"),
                        Map.entry("breakpoints.replicates", "0"),
                        Map.entry("comparisons", "[]"),
                        Map.entry("projections.paths", "100"),
                        Map.entry("publishing.tables", "[trends]")));
    }

    @Test
    void rowsAreRejectedForTheReasonsThatWereGenerated() {
        assertThat(generated.files()).isEqualTo(3);
        // The nine kinds of bad-rows in conf/generator.conf.
        assertThat(run.rejects()).hasSize(9).isEqualTo(generated.truth().rejects());
        assertThat(run.run().rowsRead()).isEqualTo(ROWS);
        assertThat(run.run().rowsKept()).isEqualTo(generated.truth().rowsKept());
    }

    /**
     * Standard errors are HC3, because a trend mixes regular-scale and large-scale releases, whose scatter differs.
     */
    @Test
    void slopesAreTheTruthsWithinFourStandardErrors() {
        Set<String> comparedTrends = new HashSet<>();
        for (Truth.Slope truth : generated.truth().trends()) {
            for (Trend trend : run.trends()) {
                if (trend.specification().metric().id().equals(truth.metric())
                        && trend.specification().cohort().id().equals(truth.cohort())
                        && trend.specification().era().id().equals(truth.era())
                        && truth.expectedObservations() > 100) {
                    comparedTrends.add(truth.metric() + "/" + truth.cohort() + "/" + truth.era());
                    double n = truth.expectedObservations();
                    assertThat((double) trend.n()).as(truth.toString()).isCloseTo(n, within(4 * Math.sqrt(n)));
                    Trend.Estimate estimate = trend.estimate();
                    double error = estimate.interval(SlopeInterval.Method.HC3).standardError();
                    assertThat(estimate.line().slope())
                            .as(truth.toString())
                            .isCloseTo(truth.slopeOomPerYear(), within(4 * error));
                    assertThat(estimate.line().residualSd())
                            .as(truth.toString())
                            .isCloseTo(truth.residualSdOom(), within(4 * truth.residualSdOom() / Math.sqrt(n)));
                }
            }
        }
        assertThat(comparedTrends)
                .hasSizeGreaterThan(20)
                .contains(
                        "training_compute/all/pre-deep-learning",
                        "training_compute/all/deep-learning",
                        "training_compute/accessibility=api access/large-scale",
                        "training_compute/accessibility=unreleased/deep-learning");
    }
}
