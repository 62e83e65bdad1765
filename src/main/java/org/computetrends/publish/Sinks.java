package org.computetrends.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Makes the sinks that addresses name. */
public final class Sinks {

    private Sinks() {}

    /**
     * The sinks in the order in which they are published to, which is that of their kinds and not of the addresses: Parquet,
     * Iceberg, PostgreSQL. Runs that share several sinks so never wait for each other. A lake that is named twice is one sink.
     *
     * @param session the session that writes
     * @param addresses where to publish
     * @param output the folder that {@code parquet} means
     * @param input what the run reads, where it must not write
     * @param rowsPerFile rows in a file of a table
     * @param namedCatalogs settings of Iceberg's catalogs, by name
     * @param environment where users and passwords are looked up
     * @throws org.computetrends.domain.UserException when an output is inside the input, or a password cannot be read
     */
    public static List<TableSink> of(
            SparkSession session,
            List<SinkAddress> addresses,
            String output,
            String input,
            long rowsPerFile,
            Map<String, CatalogSettings> namedCatalogs,
            Map<String, String> environment) {
        List<TableSink> folders = new ArrayList<>();
        List<TableSink> catalogs = new ArrayList<>();
        List<IcebergLake> lakes = new ArrayList<>();
        List<TableSink> databases = new ArrayList<>();
        for (SinkAddress address : addresses) {
            if (address instanceof SinkAddress.Parquet) {
                ParquetPublisher publisher = new ParquetPublisher(session, output, rowsPerFile);
                publisher.requireOutside(input);
                folders.add(publisher);
            } else if (address instanceof SinkAddress.Iceberg iceberg) {
                IcebergLake lake = new IcebergLake(session, iceberg, environment);
                if (lakes.stream().noneMatch(known -> known.isSame(lake))) {
                    lakes.add(lake);
                    catalogs.add(new IcebergPublisher(session, lake));
                }
            } else if (address instanceof SinkAddress.NamedIceberg iceberg) {
                Optional<CatalogSettings> settings = Optional.ofNullable(namedCatalogs.get(iceberg.catalog()));
                catalogs.add(new IcebergPublisher(session, new NamedCatalog(session, iceberg, settings, Lease.TERM)));
            } else if (address instanceof SinkAddress.Postgres postgres) {
                databases.add(new PostgresPublisher(postgres, environment));
            }
        }
        catalogs.sort(java.util.Comparator.comparing(TableSink::name));
        databases.sort(java.util.Comparator.comparing(TableSink::name));
        folders.addAll(catalogs);
        folders.addAll(databases);
        return folders;
    }
}
