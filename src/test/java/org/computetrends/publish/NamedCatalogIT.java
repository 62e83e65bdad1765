package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.UserException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Catalogs that are registered by name: where their settings come from, which are refused, and how publications wait.
 */
@Tag("slow")
class NamedCatalogIT {
    private static final TableIdentifier LEASE = TableIdentifier.of("trends", LeaseTable.NAME);

    private final SparkSession session = TestSession.get();

    @TempDir
    private Path folder;

    @Test
    void aCatalogFromOurSettingsIsStoredUnderItsName() throws Exception {
        publish("settings_jdbc", Optional.of(jdbc()), 1);
        publish("settings_jdbc", Optional.of(jdbc()), 2);
        assertThat(session.table("settings_jdbc.trends.alpha")
                        .select("publication")
                        .distinct()
                        .collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactly(2L);
        try (Connection connection = DriverManager.getConnection(uri())) {
            assertThat(PostgresServer.queryRows(connection, "SELECT DISTINCT catalog_name FROM iceberg_tables"))
                    .containsExactly(List.of("settings_jdbc"));
        }
    }

    @Test
    void aCatalogFromSparksSettingsIsFound() throws Exception {
        session.conf().set("spark.sql.catalog.sparks_jdbc", "org.apache.iceberg.spark.SparkCatalog");
        jdbc().properties().forEach((key, value) -> session.conf().set("spark.sql.catalog.sparks_jdbc." + key, value));
        publish("sparks_jdbc", Optional.empty(), 1);
        assertThat(session.table("sparks_jdbc.trends.delta").count()).isEqualTo(SmallTables.ROWS);
    }

    @Test
    void unknownCatalogsAndOtherCatalogsAreRefusedWithTheKnownOnes() {
        session.conf().set("spark.sql.catalog.iceberg_one", "org.apache.iceberg.spark.SparkCatalog");
        session.conf()
                .set(
                        "spark.sql.catalog.other_one",
                        "org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog");
        TestSinks.assertThatFails(UserException.Kind.USAGE, () -> publish("absent", Optional.empty(), 1))
                .hasMessageContaining("iceberg:absent.trends: no catalog absent is known")
                .hasMessageContaining("iceberg_one")
                .hasMessageNotContaining("other_one");
        TestSinks.assertThatFails(UserException.Kind.USAGE, () -> publish("other_one", Optional.empty(), 1))
                .hasMessageContaining("the catalog other_one is not an Iceberg catalog");
    }

    @Test
    void settingsOfACatalogAreReadAndTheirValuesHidden() {
        TrendConfig config = new ConfigLoader(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(
                                "catalogs",
                                "{ lakehouse { type = rest, credential = \"id:hunter2\", header { X-Key = hunter3 },"
                                        + " s3.endpoint = \"http://store\" }, paths { uri = ${PATH} } }"))
                .load();
        Map<String, CatalogSettings> catalogs = config.publishing().catalogs();
        assertThat(catalogs.get("lakehouse").properties())
                .isEqualTo(Map.of(
                        "type",
                        "rest",
                        "credential",
                        "id:hunter2",
                        "header.X-Key",
                        "hunter3",
                        "s3.endpoint",
                        "http://store"));
        assertThat(catalogs.get("paths").properties()).containsEntry("uri", System.getenv("PATH"));
        assertThat(config.settings().toString() + config + catalogs)
                .doesNotContain("hunter2", "hunter3", System.getenv("PATH"))
                .contains("catalogs.lakehouse.credential");
        assertThat(config.digest())
                .isEqualTo(new ConfigLoader(Optional.empty(), Optional.empty(), Map.of())
                        .load()
                        .digest());
    }

    @Test
    void theErrorOfAnUnreachableCatalogHasNoSecrets() {
        CatalogSettings settings = new CatalogSettings(Map.of(
                "type",
                "jdbc",
                "uri",
                "jdbc:nothing:hunter2",
                "warehouse",
                folder.toString(),
                "jdbc.password",
                "hunter2"));
        assertThatThrownBy(() -> publish("unreachable", Optional.of(settings), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("publishing to iceberg:unreachable.trends failed")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void onlyOneOfSeveralConcurrentReplacementsSucceeds() throws Exception {
        Catalog catalog = catalog();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            requireOneSucceeds(catalog, threads, null, "1");
            requireOneSucceeds(catalog, threads, "1", "2");
        } finally {
            threads.shutdownNow();
        }
        assertThat(new LeaseTable(catalog, LEASE).read()).isEqualTo("2");
    }

    private static void requireOneSucceeds(
            Catalog catalog, ExecutorService threads, @Nullable String before, String after) throws Exception {
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LeaseTable lease = new LeaseTable(catalog, LEASE);
            all.add(threads.submit(() -> lease.replace(before, after)));
        }
        int replacedCount = 0;
        for (Future<Boolean> one : all) {
            replacedCount += one.get() ? 1 : 0;
        }
        assertThat(replacedCount).isEqualTo(1);
    }

    @Test
    void aRunWaitsForALivingHolderAndTakesOverTheLeaseOfADeadOne() throws Exception {
        LeaseTable lease = new LeaseTable(catalog(), LEASE);
        assertThat(lease).hasToString("trends.compute_trends_lease");
        lease.replace(null, "a run that died");
        // Long enough for a renewal, which is a commit, while other tests use the same cores.
        Duration term = Duration.ofSeconds(2);
        long begin = System.nanoTime();
        Lease living = Lease.acquire(lease, term);
        assertThat(System.nanoTime() - begin).isGreaterThan(term.toNanos());
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Lease> waiting = other.submit(() -> Lease.acquire(lease, term));
        Thread.sleep(2 * term.toMillis());
        assertThat(waiting).isNotDone();
        living.requireHeld();
        living.close();
        waiting.get().close();
        other.shutdown();
        assertThat(lease.read()).isNull();
        assertThat(catalog().loadTable(LEASE).snapshots())
                .as("no history is kept")
                .hasSizeLessThan(4);
    }

    private Catalog catalog() {
        JdbcCatalog catalog = new JdbcCatalog();
        catalog.setConf(session.sparkContext().hadoopConfiguration());
        catalog.initialize("leases", new HashMap<>(jdbc().properties()));
        if (!catalog.namespaceExists(Namespace.of("trends"))) {
            catalog.createNamespace(Namespace.of("trends"), Map.of());
        }
        return catalog;
    }

    private void publish(String name, Optional<CatalogSettings> settings, long number) {
        SinkAddress.NamedIceberg address = (SinkAddress.NamedIceberg) SinkAddress.parse("iceberg:" + name + ".trends");
        SmallTables.publish(
                new IcebergPublisher(session, new NamedCatalog(session, address, settings, Lease.TERM)),
                SmallTables.FIRST_VINTAGE,
                number);
    }

    private String uri() {
        return "jdbc:sqlite:" + folder.resolve("named.db");
    }

    private CatalogSettings jdbc() {
        return new CatalogSettings(Map.of(
                "type",
                "jdbc",
                "uri",
                uri(),
                "warehouse",
                folder.toString(),
                "jdbc.schema-version",
                "V1",
                "jdbc.busy_timeout",
                "30000"));
    }
}
