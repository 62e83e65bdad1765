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

    /** The run's line is MLlib's, the other is computed in closed form: they may differ by 1e-9. */
    private static void assertSame(Trend trend, Trend expected) {
        assertThat(trend.status()).isEqualTo(expected.status());
        assertThat(trend.n()).isEqualTo(expected.n());
        assertThat(trend.nDates()).isEqualTo(expected.nDates());
        assertThat(trend.nOrganizations()).isEqualTo(expected.nOrganizations());
        assertThat(trend.firstDate()).isEqualTo(expected.firstDate());
        assertThat(trend.lastDate()).isEqualTo(expected.lastDate());
        if (expected.estimate() == null) {
            assertThat(trend.estimate()).isNull();
            return;
        }
        assertClose(trend.estimate().line().slope(), expected.estimate().line().slope());
        assertClose(
                trend.estimate().line().rSquared(), expected.estimate().line().rSquared());
        assertClose(trend.estimate().startValue(), expected.estimate().startValue());
        for (Method method : List.of(Method.OLS, Method.HC3, Method.CR3)) {
            assertThat(trend.estimate().interval(method) == null)
                    .isEqualTo(expected.estimate().interval(method) == null);
            if (expected.estimate().interval(method) != null) {
                assertClose(
                        trend.estimate().interval(method).low(),
                        expected.estimate().interval(method).low());
                assertClose(
                        trend.estimate().interval(method).high(),
                        expected.estimate().interval(method).high());
            }
        }
        assertThat(trend.estimate().robustness().influential().stream()
                        .map(release -> release.releaseId())
                        .toList())
                .isEqualTo(expected.estimate().robustness().influential().stream()
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
    void aMetricThatIsAnExpressionNeedsASession() {
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
    void aFileThatOnlySparkReadsNeedsASession(@TempDir Path folder) {
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
