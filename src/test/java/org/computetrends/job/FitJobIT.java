package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.domain.Trend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trend that is asked for is the one that a run has of the same cohort and dates, whatever reads the releases. */
class FitJobIT {

    private static FitJob job(String input, Trend trend, Map<String, String> settings) {
        return new FitJob(
                ShippedRuns.config(input, ShippedRuns.folder() + "/none", Optional.empty(), settings),
                new FitJob.Question(
                        trend.specification().metric().id(),
                        Cohort.parse(trend.specification().cohort().id()),
                        FitJob.Names.EXACT,
                        trend.specification().era().from(),
                        trend.specification().era().to()));
    }

    /** MLlib fitted the run's lines, and the closed form these: the house allows them 1e-9. */
    private static void assertSame(Trend askedTrend, Trend ofRun) {
        assertThat(askedTrend.status()).isEqualTo(ofRun.status());
        assertThat(askedTrend.n()).isEqualTo(ofRun.n());
        assertThat(askedTrend.nDates()).isEqualTo(ofRun.nDates());
        assertThat(askedTrend.nOrganizations()).isEqualTo(ofRun.nOrganizations());
        assertThat(askedTrend.firstDate()).isEqualTo(ofRun.firstDate());
        assertThat(askedTrend.lastDate()).isEqualTo(ofRun.lastDate());
        if (ofRun.estimate() == null) {
            assertThat(askedTrend.estimate()).isNull();
            return;
        }
        assertClose(
                askedTrend.estimate().line().slope(), ofRun.estimate().line().slope());
        assertClose(
                askedTrend.estimate().line().rSquared(), ofRun.estimate().line().rSquared());
        assertClose(askedTrend.estimate().startValue(), ofRun.estimate().startValue());
        for (Method method : List.of(Method.OLS, Method.HC3, Method.CR3)) {
            assertThat(askedTrend.estimate().interval(method) == null)
                    .isEqualTo(ofRun.estimate().interval(method) == null);
            if (ofRun.estimate().interval(method) != null) {
                assertClose(
                        askedTrend.estimate().interval(method).low(),
                        ofRun.estimate().interval(method).low());
                assertClose(
                        askedTrend.estimate().interval(method).high(),
                        ofRun.estimate().interval(method).high());
            }
        }
        assertThat(askedTrend.estimate().robustness().influential().stream()
                        .map(release -> release.releaseId())
                        .toList())
                .isEqualTo(ofRun.estimate().robustness().influential().stream()
                        .map(release -> release.releaseId())
                        .toList());
    }

    private static void assertClose(double value, double expected) {
        assertThat(value).isCloseTo(expected, within(1e-9 * Math.max(1e-3, Math.abs(expected))));
    }

    @Test
    void everyTrendOfARunIsFoundWithoutASession() {
        List<Trend> trends = ShippedRuns.result("2026-05-02").trends().stream()
                .filter(trend -> List.of("training_compute", "parameters", "training_power")
                        .contains(trend.specification().metric().id()))
                .toList();
        assertThat(trends.size()).isGreaterThan(30);
        for (Trend trend : trends) {
            FitJob.Answer answer = job(ShippedRuns.RELEASES, trend, Map.of("vintage", "2026-05-02"))
                    .withoutSpark()
                    .orElseThrow();
            assertSame(answer.trend(), trend);
            FitJob.LeftOut leftOut = answer.leftOut();
            assertThat(trend.n()
                            + leftOut.withoutValue()
                            + leftOut.outsideDates()
                            + leftOut.outsideCohort()
                            + leftOut.rejected())
                    .isEqualTo(ShippedRuns.result("2026-05-02").run().rowsRead());
        }
    }

    @Test
    void aComputedMetricTakesASession() {
        Trend trend = ShippedRuns.result("2026-05-02").trends().stream()
                .filter(each -> each.specification().metric().id().equals("training_energy") && each.estimate() != null)
                .findFirst()
                .orElseThrow();
        FitJob job = job(ShippedRuns.RELEASES, trend, Map.of("vintage", "2026-05-02"));
        assertThat(job.withoutSpark()).isEmpty();
        assertSame(job.withSpark(TestSession.get()).trend(), trend);
    }

    private static Dataset<Row> releases() {
        return TestSession.get().read().parquet(ShippedRuns.RELEASES + "/vintage=2026-05-02");
    }

    @Test
    void filesThatOnlySparkReadsTakeASession(@TempDir Path folder) {
        String input = folder.resolve("vintage=2026-05-02.all").toString();
        // A number of another type than double has to be cast.
        releases()
                .withColumn(
                        "training_compute_flop",
                        functions.col("training_compute_flop").cast("decimal(38,0)"))
                .write()
                .parquet(input);
        Trend trend = ShippedRuns.trend("2026-05-02", "training_compute", "all", "deep-learning");
        FitJob job = job(folder.toString(), trend, Map.of("scope", "all"));
        assertThat(job.withoutSpark()).isEmpty();
        assertThat(job.withSpark(TestSession.get()).trend().n()).isEqualTo(trend.n());
    }

    @Test
    void anInputTooLargeForMemoryIsLeftToARun(@TempDir Path folder) {
        releases()
                .withColumn("padding", functions.expr("repeat(uuid(), 1000)"))
                .write()
                .option("compression", "none")
                .parquet(folder.resolve("vintage=2026-05-02.all").toString());
        Trend trend = ShippedRuns.trend("2026-05-02", "training_compute", "all", "deep-learning");
        assertThatThrownBy(() ->
                        job(folder.toString(), trend, Map.of("scope", "all")).withoutSpark())
                .hasMessageContaining(
                        "more than the 16 MB that fit processes in memory: add the cohort to trends in the"
                                + " settings and use run, or raise scale.spark-above-megabytes");
    }
}
