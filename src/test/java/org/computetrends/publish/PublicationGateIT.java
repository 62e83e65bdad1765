package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.TrendMovement;
import org.computetrends.domain.UserException;
import org.computetrends.domain.ValueChange;
import org.computetrends.job.GateOutcome;
import org.computetrends.job.RetireJob;
import org.computetrends.job.TrendJob;
import org.computetrends.job.TrendsChangedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are compared with the publications in all sinks, and a vintage is retired from all of them. */
class PublicationGateIT {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 2, 1);

    private final SparkSession session = TestSession.get();

    @TempDir
    private Path folder;

    private String sinks = "";

    @Test
    void aRunWithMovedTrendsIsNotPublishedAndNamesTheRelease() throws Exception {
        sinks = threeSinks("gate");
        // Releases every 1461 days, which are four years of 365.25 days, and 4 OOM apart: 1 OOM a year.
        threeReleases(FIRST, "1e24", "1e28");
        GateOutcome first = run(FIRST, "5%").gate().orElseThrow();
        assertThat(first.isPassed()).isTrue();
        assertThat(first.sentences()).singleElement().asString().endsWith(" has no publication with trends yet");

        threeReleases(SECOND, "1e24", "1e28");
        assertThat(run(SECOND, "0%").gate().orElseThrow().isPassed()).isTrue();

        // A fourth release as large as the third. The years 0, 4, 8, 12 and the OOM 0, 4, 8, 8 have the sum of products
        // 56 and the sum of squares 80: the slope is 56 / 80 instead of 1.
        releases(SECOND, "('late', date '2024-01-01', 1e28)");
        List<Path> versions = versions();
        assertThatThrownBy(() -> run(SECOND, "29.9%")).isInstanceOfSatisfying(TrendsChangedException.class, changed -> {
            assertThat(changed.kind()).isEqualTo(UserException.Kind.CHANGED);
            assertThat(changed)
                    .hasMessageContaining("nothing was published, the previous tables are unchanged: ")
                    .hasMessageContaining(
                            "moved in growth by more than 29.9%, or are no longer fitted, since the last publication"
                                    + " with trends in ")
                    .hasMessageContaining("training_compute, all, all-time: -30.0%, from 1.0000 OOM a year to"
                            + " 0.7000 OOM a year, by late added (-30.0%)");
            GateOutcome.Comparison comparison =
                    changed.result().gate().orElseThrow().comparisons().get(0);
            assertThat(comparison.sinks()).hasSize(3);
            assertThat(comparison.publication().orElseThrow().vintage()).isEqualTo(SECOND);
            TrendMovement movement = comparison.failing(0.299).get(0);
            assertThat(movement.causes())
                    .extracting(TrendMovement.Cause::releaseId, TrendMovement.Cause::kind)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("late", ValueChange.Kind.ADDED));
        });
        assertThat(versions()).isEqualTo(versions);
        assertThat(publishedVintages(SECOND))
                .allSatisfy(each -> assertThat(each).containsExactly(FIRST, SECOND));
        assertThatThrownBy(() -> run(SECOND, "29.9%", "scale.driver-megabytes", "0"))
                .isInstanceOf(TrendsChangedException.class)
                .hasMessageContaining("training_compute, all, all-time: -30.0%, from")
                .hasMessageContaining("the releases that moved them are unknown");
        assertThat(run(SECOND, "30.1%").gate().orElseThrow().sentences().get(0))
                .startsWith("0 of ")
                .contains("; the farthest by -30.0%: ");
    }

    @Test
    void aRetirementLeavesTheOtherVintageInAllSinks() throws Exception {
        sinks = threeSinks("gate_retirement");
        for (LocalDate vintage : List.of(FIRST, SECOND)) {
            threeReleases(vintage, "1e24", "1e28");
            run(vintage, "5%");
        }
        assertThat(new RetireJob(session, config(SECOND, Map.of()), Clock.systemUTC(), FIRST)
                        .run()
                        .having())
                .hasSize(3);
        assertThat(publishedVintages(SECOND))
                .allSatisfy(each -> assertThat(each).containsExactly(SECOND));
        assertThat(Files.readString(folder.resolve("out/manifest.json"))).contains("\"vintage\" : \"2026-02-01\"");
        assertThat(folder.resolve("out/report/index.html")).isNotEmptyFile();
    }

    @Test
    void aPublicationWithoutTrendsIsSkipped() {
        sinks = "[parquet]";
        threeReleases(FIRST, "1e24", "1e28");
        run(FIRST, "5%");
        threeReleases(SECOND, "1e23", "1e26");
        run(SECOND, "5%", "publishing.tables", "[releases]", "publishing.fail-if-changed", "null");
        assertThatThrownBy(() -> run(SECOND, "5%"))
                .isInstanceOf(TrendsChangedException.class)
                .hasMessageContaining("(vintage 2026-01-01, run ")
                .hasMessageContaining(
                        "training_compute, all, all-time: -25.0%, from 1.0000 OOM a year to 0.7500 OOM a year");
    }

    @Test
    void trendsAreComparedWithinTheirScopeOrBothScopesAreNamed() throws Exception {
        sinks = "[parquet]";
        String[] withRuns = {"publishing.tables", "[trends, releases, runs]"};
        threeReleases(FIRST, "1e24", "1e28");
        scope(FIRST, "notable");
        run(FIRST, "5%", withRuns);
        threeReleases(SECOND, "1e23", "1e26");
        scope(SECOND, "paper");
        assertThatThrownBy(() -> run(SECOND, "5%", withRuns))
                .isInstanceOf(TrendsChangedException.class)
                .hasMessageContaining("(vintage 2026-01-01, run ")
                .hasMessageContaining(", of scope notable where this run is of scope paper)");
        GateOutcome across = run(SECOND, "30%", withRuns).gate().orElseThrow();
        assertThat(across.comparisons())
                .singleElement()
                .satisfies(each -> assertThat(each.publication().orElseThrow().otherScope())
                        .contains("notable"));

        LocalDate third = LocalDate.of(2026, 3, 1);
        threeReleases(third, "1e24", "1e28");
        scope(third, "notable");
        assertThat(run(third, "0%", withRuns).gate().orElseThrow().comparisons())
                .singleElement()
                .satisfies(each -> {
                    GateOutcome.LastPublication last = each.publication().orElseThrow();
                    assertThat(last.vintage()).isEqualTo(FIRST);
                    assertThat(last.otherScope()).isEmpty();
                });
    }

    private String threeSinks(String database) throws Exception {
        return "[parquet, \"" + TestPostgres.newDatabase(database) + "?user=postgres\", \"iceberg:"
                + folder.resolve("lake") + "\"]";
    }

    private void threeReleases(LocalDate vintage, String secondCompute, String thirdCompute) {
        releases(
                vintage,
                "('a', date '2012-01-01', 1e20), ('b', date '2016-01-01', " + secondCompute
                        + "), ('c', date '2020-01-01', " + thirdCompute + ")");
    }

    private void scope(LocalDate vintage, String scope) throws Exception {
        Files.writeString(folder.resolve("releases/vintage=" + vintage + "/_scope"), scope + "\n");
    }

    private List<Path> versions() throws Exception {
        try (Stream<Path> versions = Files.list(folder.resolve("out/versions"))) {
            return versions.sorted().toList();
        }
    }

    private List<List<LocalDate>> publishedVintages(LocalDate vintage) {
        TrendConfig config = config(vintage, Map.of());
        return new Sinks(session, config.output(), config.input(), 1000, Map.of(), Map.of())
                .create(config.publishing().sinks()).stream()
                        .map(sink -> sink.publishedVintages().stream()
                                .map(PublishedVintage::vintage)
                                .sorted()
                                .toList())
                        .toList();
    }

    private TrendJob.Result run(LocalDate vintage, String bound, String... more) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("publishing.fail-if-changed", bound));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new TrendJob(session, config(vintage, settings), Clock.systemUTC(), stage -> {}).run();
    }

    private TrendConfig config(LocalDate vintage, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("input", folder.resolve("releases").toString());
        settings.put("vintage", vintage.toString());
        settings.put("output", folder.resolve("out").toString());
        settings.put("publishing.sinks", sinks);
        settings.putIfAbsent("publishing.tables", "[trends, releases]");
        settings.put("fitting.replicates", "0");
        settings.put("fitting.growth-models", "[]");
        settings.put("breakpoints.replicates", "0");
        settings.put("projections.paths", "100");
        return new ConfigLoader(Optional.empty(), Optional.empty(), settings).load();
    }

    private void releases(LocalDate vintage, String values) {
        session.sql("select model, published_on, cast(compute as double) training_compute_flop from values " + values
                        + " as t(model, published_on, compute)")
                .coalesce(1)
                .write()
                .mode("append")
                .parquet(folder.resolve("releases/vintage=" + vintage).toString());
    }
}
