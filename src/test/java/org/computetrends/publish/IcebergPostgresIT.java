package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Iceberg in a folder, with its catalog in PostgreSQL. The contract of all sinks takes minutes: {@code ./mvnw verify
 * -Dcontracts=all} runs it.
 */
@Tag("slow")
@ExtendWith(InheritedTestsOnRequest.class)
class IcebergPostgresIT extends IcebergContract {
    private static final String OLD = "compute_trends_74f2b416";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    @TempDir
    private Path warehouse;

    private String url = "";

    @BeforeEach
    void createDatabase() throws SQLException {
        // A new database for each test: a catalog stays connected to the last one, which therefore cannot be dropped.
        url = "jdbc:" + TestPostgres.newDatabase("lake_catalog_" + DATABASES.incrementAndGet());
    }

    @Override
    IcebergDestination destination() {
        return destination(warehouse + "?catalog=" + url + "&user=postgres", Map.of());
    }

    private IcebergDestination destination(String place, Map<String, String> environment) {
        return new IcebergLake(session, (SinkAddress.Iceberg) SinkAddress.parse("iceberg:" + place), environment);
    }

    /** An earlier version named the lake's catalog by the user and the spelling of the folder, such as {@link #OLD}. */
    @Test
    void aCatalogNameOfAnEarlierVersionIsKeptForAllUsers() throws Exception {
        SmallTables.publish(sink(), SmallTables.FIRST_VINTAGE, 1);
        try (Connection connection = DriverManager.getConnection(url + "?user=postgres")) {
            PostgresServer.execute(
                    connection,
                    List.of(
                            "UPDATE iceberg_tables SET catalog_name = '" + OLD + "'",
                            "DELETE FROM iceberg_namespace_properties WHERE property_key = 'location'",
                            "UPDATE iceberg_namespace_properties SET catalog_name = '" + OLD + "'"));
        }
        Files.delete(warehouse.toRealPath().resolve("trends/_compute_trends_catalog"));
        SmallTables.publish(
                new IcebergPublisher(
                        session, destination(warehouse + "/?catalog=" + url, Map.of("PGUSER", "postgres"))),
                SmallTables.FIRST_VINTAGE,
                2);
        SmallTables.publish(sink(), SmallTables.FIRST_VINTAGE, 3);
        try (Connection connection = DriverManager.getConnection(url + "?user=postgres")) {
            assertThat(PostgresServer.queryRows(
                            connection, "SELECT catalog_name, count(*) FROM iceberg_tables GROUP BY 1"))
                    .containsExactly(List.of(OLD, "4")); // alpha, delta, said and publications
        }
        assertThat(sink().publishedVintages())
                .extracting(PublishedVintage::runId)
                .containsExactly(SmallTables.runId(3));
    }
}
