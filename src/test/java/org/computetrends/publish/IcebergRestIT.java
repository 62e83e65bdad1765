package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Iceberg in a named REST catalog, with a namespace for each test. It takes minutes:
 * {@code ./mvnw verify -Dcontracts=all} runs it.
 */
@EnabledIfSystemProperty(named = "contracts", matches = "all")
class IcebergRestIT extends IcebergContract {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final String namespace = "trends" + NAMESPACES.incrementAndGet();

    @Override
    IcebergDestination home() throws Exception {
        return home(Duration.ofSeconds(3));
    }

    private IcebergDestination home(Duration term) throws Exception {
        return new NamedCatalog(
                session,
                new SinkAddress.NamedIceberg("resting", namespace),
                Optional.of(new CatalogSettings(Map.of("type", "rest", "uri", TestRestCatalog.uri()))),
                term);
    }

    @Test
    void aRunThatWasTakenForDeadPublishesNothing() throws Exception {
        publish(FIRST, held(THINGS, thing("a", 1.0)));
        Catalog catalog =
                Spark3Util.loadIcebergCatalog(session, home().open());
        IcebergLease lease = new IcebergLease(catalog, TableIdentifier.of(namespace, IcebergLease.TABLE));
        try (TableSink.Staged stagedTables = sink().stage(publication(FIRST, held(THINGS, thing("b", 2.0))))) {
            for (String text = lease.read(); !lease.replace(text, "another run 1"); text = lease.read()) {
                assertThat(text).isNotNull();
            }
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("the previous tables are unchanged: another run began to publish there");
        }
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
        publish(FIRST, held(THINGS, thing("c", 3.0)));
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,c,3.0,RUN]");
        assertThat(debris()).isEmpty();
    }

    @Test
    void wheneverOneTableCannotChangeNoneDoes() throws Exception {
        publish(FIRST, held(OTHERS, thing("x", 1.0)), held(THINGS, thing("a", 1.0)));
        try (TableSink.Staged stagedTables =
                sink().stage(publication(SECOND, held(OTHERS, thing("y", 2.0)), held(THINGS, thing("b", 2.0))))) {
            session.sql(
                    "INSERT INTO " + catalog().qualified("things") + " VALUES (DATE '2020-01-01', 'z', 1, 'theirs')");
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("failed, the previous tables are unchanged");
        }
        assertThat(session.table(catalog().qualified("others")).collectAsList())
                .extracting(row -> row.getString(1))
                .containsExactly("x");
        assertThat(session.table(catalog().qualified("publications"))
                        .select("vintage")
                        .distinct()
                        .count())
                .isEqualTo(1);
    }
}
