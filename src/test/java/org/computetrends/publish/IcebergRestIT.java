package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.catalog.TableIdentifier;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Iceberg in a REST catalog that is registered by name, with a namespace for each test. It takes minutes: {@code ./mvnw verify
 * -Dcontracts=all} runs it.
 */
@EnabledIfSystemProperty(named = "contracts", matches = "all")
class IcebergRestIT extends IcebergContract {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final String namespace = "trends" + NAMESPACES.incrementAndGet();

    @Override
    IcebergDestination destination() throws Exception {
        return destination(Duration.ofSeconds(3));
    }

    private IcebergDestination destination(Duration term) throws Exception {
        return new NamedCatalog(
                session,
                new SinkAddress.NamedIceberg("resting", namespace),
                Optional.of(new CatalogSettings(Map.of("type", "rest", "uri", TestRestCatalog.uri()))),
                term);
    }

    @Test
    void aRunThatLostItsLeasePublishesNothing() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        org.apache.iceberg.catalog.Catalog catalog = org.apache.iceberg.spark.Spark3Util.loadIcebergCatalog(
                session, destination().open());
        LeaseTable lease = new LeaseTable(catalog, TableIdentifier.of(namespace, LeaseTable.NAME));
        try (TableSink.Staged stagedTables = sink().stage(publication(FIRST, rows(THINGS, thing("b", 2.0))))) {
            // Tries again if the holder renewed the lease between read and replace.
            for (String text = lease.read(); !lease.replace(text, "another run 1"); text = lease.read()) {
                assertThat(text).isNotNull();
            }
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("the previous tables are unchanged: another run began to publish there");
        }
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
        publish(FIRST, rows(THINGS, thing("c", 3.0)));
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,c,3.0,RUN]");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void ifOneTableCannotChangeNoneDoes() throws Exception {
        publish(FIRST, rows(OTHERS, thing("x", 1.0)), rows(THINGS, thing("a", 1.0)));
        try (TableSink.Staged stagedTables =
                sink().stage(publication(SECOND, rows(OTHERS, thing("y", 2.0)), rows(THINGS, thing("b", 2.0))))) {
            session.sql(
                    "INSERT INTO " + tables().qualified("things") + " VALUES (DATE '2020-01-01', 'z', 1, 'theirs')");
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("failed, the previous tables are unchanged");
        }
        assertThat(session.table(tables().qualified("others")).collectAsList())
                .extracting(row -> row.getString(1))
                .containsExactly("x");
        assertThat(session.table(tables().qualified("publications"))
                        .select("vintage")
                        .distinct()
                        .count())
                .isEqualTo(1);
    }
}
