package org.computetrends.publish;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a sink, as written in a setting or an option:
 *
 * <pre>
 *   parquet                                    the output folder
 *   iceberg:WAREHOUSE?catalog=JDBC-URL         tables of Apache Iceberg in a folder; also namespace, adopt, user,
 *                                              password-file
 *   iceberg:NAME.NAMESPACE                     the same in a catalog registered in Spark or in the section catalogs
 *   catalog:NAME.SCHEMA                        tables of any format in which Spark can replace a vintage, in a catalog
 *                                              registered in Spark; also format, location
 *   postgresql://HOST[:PORT]/DATABASE          tables of PostgreSQL; also schema, user, password-file, sslmode,
 *                                              sslrootcert, sslcert, sslkey
 * </pre>
 *
 * <p>An address never contains a password, because process lists, logs and the manifest would show it. The password
 * comes from the environment ({@code PGPASSWORD}, {@code PGPASSFILE}) or from the first line of a file ({@code
 * password-file}).
 */
public sealed interface SinkAddress {
    record Parquet() implements SinkAddress {
        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.parquet(this);
        }

        @Override
        public String toString() {
            return PARQUET;
        }
    }

    /**
     * Tables of Apache Iceberg in a folder, with a catalog in a SQLite file or a PostgreSQL database.
     *
     * @param warehouse the folder of the tables, as written
     * @param catalog the JDBC address of the catalog; a SQLite file in the warehouse if not given
     * @param adopt the name of the catalog to use from now on, if the folder has several: see {@link IcebergLake}
     */
    record Iceberg(String warehouse, Optional<String> catalog, String namespace, Optional<String> adopt, Login login)
            implements SinkAddress {
        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.iceberg(this);
        }

        @Override
        public String toString() {
            return ICEBERG + warehouse + (namespace.equals(DEFAULT_NAMESPACE) ? "" : "?namespace=" + namespace);
        }
    }

    /** Tables of Apache Iceberg in a catalog registered by name, in Spark or in the settings. */
    record NamedIceberg(String catalog, String namespace) implements SinkAddress {
        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.namedIceberg(this);
        }

        @Override
        public String toString() {
            return ICEBERG + catalog + "." + namespace;
        }
    }

    /**
     * Tables of any format, through Spark's catalogs.
     *
     * @param format the tables' format, as after {@code USING}; the catalog's own if not given
     * @param location a folder with one folder per table; the catalog's choice if not given
     */
    record Catalog(String catalog, String schema, Optional<String> format, Optional<String> location)
            implements SinkAddress {
        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.catalog(this);
        }

        @Override
        public String toString() {
            return CATALOG + catalog + "." + schema;
        }
    }

    /**
     * Tables of PostgreSQL.
     *
     * @param server host and port, as in an address
     * @param transport settings of the driver for TLS; {@code sslmode} is {@code verify-full} by default, and {@code
     *     prefer} for this machine
     */
    record Postgres(String server, String database, String schema, Login login, Map<String, String> transport)
            implements SinkAddress {
        public Postgres {
            transport = Map.copyOf(transport);
        }

        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.postgres(this);
        }

        @Override
        public String toString() {
            return "postgresql://" + server + "/" + database + "?schema=" + schema;
        }
    }

    /** A visitor: gives a result for each kind of sink. The compiler requires a method for every kind. */
    interface Cases<T> {
        T parquet(Parquet address);

        T iceberg(Iceberg address);

        T namedIceberg(NamedIceberg address);

        T catalog(Catalog address);

        T postgres(Postgres address);
    }

    /** The result of the method for this kind of sink. */
    <T> T choose(Cases<T> cases);

    /** The address for messages, with the output's folder instead of the word {@code parquet}. */
    default String label(String output) {
        return equals(new Parquet()) ? output : toString();
    }

    String PARQUET = "parquet";
    String ICEBERG = "iceberg:";
    String CATALOG = "catalog:";
    String DEFAULT_NAMESPACE = "trends";

    /** A regular expression for a user and password before the host of a URL. */
    String LOGIN = "://[^/@]*:[^/@]*@";

    Pattern CATALOG_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** A catalog's name and a namespace, as two groups. A folder whose name has this form is written {@code ./NAME}. */
    Pattern CATALOG_AND_NAMESPACE = Pattern.compile("(" + CATALOG_NAME + ")[.]([a-z_][a-z0-9_]{0,40})");

    /**
     * Parses an address, with or without {@code jdbc:} before it.
     *
     * @throws IllegalArgumentException when the address is invalid. The message is a predicate, to follow the address
     *     as the subject. It never repeats a parameter's value or a login, because they may be secret
     */
    static SinkAddress parse(String text) {
        if (text.equals(PARQUET)) {
            return new Parquet();
        }
        String address = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        String[] parts = address.split("[?]", 2);
        String target = parts[0];
        SinkParameters parameters = SinkParameters.parse(parts.length == 1 ? "" : parts[1]);
        if (target.startsWith(ICEBERG)) {
            return iceberg(target.substring(ICEBERG.length()), parameters);
        }
        if (target.startsWith(CATALOG)) {
            return catalog(target.substring(CATALOG.length()), parameters);
        }
        if (target.startsWith("postgresql://")) {
            return postgres(target, parameters);
        }
        throw new IllegalArgumentException(
                "must be parquet, iceberg:WAREHOUSE?..., catalog:NAME.SCHEMA?... or postgresql://HOST/DATABASE?...");
    }

    private static SinkAddress iceberg(String target, SinkParameters parameters) {
        Matcher match = CATALOG_AND_NAMESPACE.matcher(target);
        if (match.matches()) {
            if (!parameters.values().isEmpty()) {
                throw new IllegalArgumentException("names the catalog " + match.group(1) + " and its namespace "
                        + match.group(2) + ", which take no parameters: a folder of this name is written ./" + target);
            }
            return new NamedIceberg(match.group(1), match.group(2));
        }
        parameters.requireKnown("catalog", "namespace", "adopt", "user", "password-file");
        if (target.isBlank()) {
            throw new IllegalArgumentException("must name the warehouse's folder, as iceberg:/data/warehouse");
        }
        requireNoLogin(target);
        Optional<String> catalog = parameters.optional("catalog");
        if (catalog.stream()
                .anyMatch(url -> !url.startsWith("jdbc:") || url.matches("(?i).*(password|" + LOGIN + ").*"))) {
            throw new IllegalArgumentException("must have a catalog= that begins with jdbc: and contains no password");
        }
        return new Iceberg(
                target,
                catalog,
                parameters.identifier("namespace", DEFAULT_NAMESPACE),
                parameters.optional("adopt"),
                Login.of(parameters));
    }

    private static Catalog catalog(String target, SinkParameters parameters) {
        Matcher match = CATALOG_AND_NAMESPACE.matcher(target);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "must name a catalog of Spark's and a schema of lower-case letters, digits and underscores, as"
                            + " catalog:spark_catalog.trends");
        }
        parameters.requireKnown("format", "location");
        Optional<String> format = parameters.optional("format").map(given -> parameters.identifier("format", given));
        Optional<String> location = parameters.optional("location");
        if (location.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("must name a folder as its location, or have none");
        }
        requireNoLogin(location.orElse(""));
        return new Catalog(match.group(1), match.group(2), format, location);
    }

    /** Rejects a login in a folder's address, because logs and lineage events contain the address. */
    private static void requireNoLogin(String folder) {
        if (folder.matches(".*" + LOGIN + ".*")) {
            throw new IllegalArgumentException(
                    "must not contain a user and password in the folder's address: give them as settings of its file"
                            + " system");
        }
    }

    private static Postgres postgres(String target, SinkParameters parameters) {
        parameters.requireKnown("schema", "user", "password-file", "sslmode", "sslrootcert", "sslcert", "sslkey");
        URI uri;
        try {
            uri = new URI(target);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an address such as postgresql://host:5432/database");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must not name a user before the host: use user=, and PGPASSWORD or password-file= for the"
                            + " password");
        }
        if (uri.getHost() == null || uri.getPath() == null || !uri.getPath().matches("/[^/]+")) {
            throw new IllegalArgumentException("must be an address such as postgresql://host:5432/database");
        }
        Map<String, String> transport = new TreeMap<>();
        boolean isLocal = Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
        transport.put("sslmode", parameters.optional("sslmode").orElse(isLocal ? "prefer" : "verify-full"));
        for (String name : List.of("sslrootcert", "sslcert", "sslkey")) {
            parameters.optional(name).ifPresent(value -> transport.put(name, value));
        }
        return new Postgres(
                uri.getRawAuthority(),
                uri.getPath().substring(1),
                parameters.identifier("schema", "public"),
                Login.of(parameters),
                transport);
    }
}
