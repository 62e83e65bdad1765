package org.computetrends.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;

/**
 * Creates sinks from their addresses.
 *
 * @param output the folder of the sink {@code parquet}
 * @param input the run's input, which must not contain the output
 * @param namedCatalogs settings of Iceberg's catalogs, by name
 * @param environment variables that supply users and passwords
 */
public record Sinks(
        SparkSession session,
        String output,
        String input,
        long rowsPerFile,
        Map<String, CatalogSettings> namedCatalogs,
        Map<String, String> environment) {

    /** Without the environment, which may have passwords. */
    @Override
    public String toString() {
        return "Sinks[output=" + output + ", input=" + input + "]";
    }

    /**
     * Creates the sinks, in the order of publication: Parquet, Iceberg, other catalogs, PostgreSQL, and by name within
     * each kind. Every run locks its sinks in this order, whatever the order of the addresses, so that runs cannot
     * deadlock. A lake that is named twice is one sink.
     *
     * @param addresses the addresses, no two of them equal
     * @throws UserException when an address cannot be used, for instance because the output is inside the input, a
     *     catalog or schema is named twice with different parameters, or a password file cannot be read
     */
    public List<TableSink> create(List<SinkAddress> addresses) {
        SinkFactory factory = new SinkFactory();
        return addresses.stream()
                .flatMap(address -> address.choose(factory).stream())
                .sorted(Comparator.comparing(RankedSink::rank)
                        .thenComparing(ranked -> ranked.sink().name()))
                .map(RankedSink::sink)
                .toList();
    }

    /** A sink, and the rank of its kind in the order of publication, from 1. */
    private record RankedSink(int rank, TableSink sink) {}

    /** Creates the sink of an address; empty if an earlier address names the same lake. */
    private final class SinkFactory implements SinkAddress.Cases<Optional<RankedSink>> {
        private final List<IcebergLake> earlierLakes = new ArrayList<>();
        private final Set<String> earlierAddresses = new HashSet<>();

        @Override
        public Optional<RankedSink> parquet(SinkAddress.Parquet address) {
            ParquetPublisher publisher = new ParquetPublisher(session, output, rowsPerFile);
            publisher.requireUsable(input);
            return Optional.of(new RankedSink(1, publisher));
        }

        @Override
        public Optional<RankedSink> iceberg(SinkAddress.Iceberg address) {
            IcebergLake lake = new IcebergLake(session, address, environment);
            if (earlierLakes.stream().anyMatch(earlier -> earlier.isSame(lake))) {
                return Optional.empty();
            }
            earlierLakes.add(lake);
            return Optional.of(new RankedSink(2, new IcebergPublisher(session, lake)));
        }

        @Override
        public Optional<RankedSink> namedIceberg(SinkAddress.NamedIceberg address) {
            Optional<CatalogSettings> settings = Optional.ofNullable(namedCatalogs.get(address.catalog()));
            NamedCatalog catalog = new NamedCatalog(session, address, settings, Lease.TERM);
            return Optional.of(new RankedSink(2, new IcebergPublisher(session, catalog)));
        }

        @Override
        public Optional<RankedSink> catalog(SinkAddress.Catalog address) {
            if (namedCatalogs.containsKey(address.catalog())) {
                throw UserException.usage(
                        "catalogs." + address.catalog() + " is for Iceberg's catalogs, which are written iceberg:"
                                + address.catalog() + "." + address.schema() + ": give the settings of " + address
                                + " to Spark, as spark.sql.catalog." + address.catalog() + "...");
            }
            requireNamedOnce(address);
            return Optional.of(new RankedSink(3, new CatalogPublisher(session, address, CatalogTables.DECLARED)));
        }

        @Override
        public Optional<RankedSink> postgres(SinkAddress.Postgres address) {
            requireNamedOnce(address);
            return Optional.of(new RankedSink(4, new PostgresPublisher(address, environment)));
        }

        /** Refuses a second address that differs only in parameters. Kinds without parameters need no check. */
        private void requireNamedOnce(SinkAddress address) {
            if (!earlierAddresses.add(address.toString())) {
                throw UserException.usage(address + " is named more than once, with different parameters");
            }
        }
    }
}
