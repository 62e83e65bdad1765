package org.computetrends.publish;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where tables go, as a setting or an option says it:
 *
 * <pre>
 *   parquet                                    the output folder
 *   iceberg:WAREHOUSE?catalog=JDBC-URL         tables of Apache Iceberg in a folder; also namespace, adopt, user,
 *                                              password-file
 *   iceberg:NAME.NAMESPACE                     the same in a catalog that Spark or the section catalogs knows by name
 *   postgresql://HOST[:PORT]/DATABASE          tables of PostgreSQL; also schema, user, password-file, sslmode,
 *                                              sslrootcert, sslcert, sslkey
 * </pre>
 *
 * <p>An address never has a password: it would be seen in lists of processes, in logs and in the manifest. It comes from
 * the environment ({@code PGPASSWORD}, {@code PGPASSFILE}) or from the first line of a file ({@code password-file}).
 */
public sealed interface SinkAddress {

    /** Parquet in the output folder. */
    record Parquet() implements SinkAddress {
        @Override
        public String toString() {
            return PARQUET;
        }
    }

    /**
     * Tables of Apache Iceberg in a folder, with a catalog of their own.
     *
     * @param warehouse the folder of the tables, as it was written
     * @param catalog the JDBC address of the catalog; a SQLite file in the warehouse if not given
     * @param namespace the tables' namespace
     * @param adopt the name of the catalog to go on with, where the folder has more than one
     * @param login who connects to the catalog
     */
    record Iceberg(String warehouse, Optional<String> catalog, String namespace, Optional<String> adopt, Login login)
            implements SinkAddress {
        @Override
        public String toString() {
            return ICEBERG + warehouse + (namespace.equals(NAMESPACE) ? "" : "?namespace=" + namespace);
        }
    }

    /**
     * Tables of Apache Iceberg in a catalog that is known by name.
     *
     * @param catalog the catalog's name
     * @param namespace the tables' namespace
     */
    record NamedIceberg(String catalog, String namespace) implements SinkAddress {
        @Override
        public String toString() {
            return ICEBERG + catalog + "." + namespace;
        }
    }

    /**
     * Tables of PostgreSQL.
     *
     * @param server host and port, as in an address
     * @param database the database
     * @param schema the tables' schema
     * @param login who connects
     * @param transport settings of the driver for TLS
     */
    record Postgres(String server, String database, String schema, Login login, Map<String, String> transport)
            implements SinkAddress {
        public Postgres {
            transport = Map.copyOf(transport);
        }

        @Override
        public String toString() {
            return "postgresql://" + server + "/" + database + "?schema=" + schema;
        }
    }

    String PARQUET = "parquet";
    String ICEBERG = "iceberg:";
    String NAMESPACE = "trends";

    /** A catalog's name. */
    Pattern CATALOG = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** A catalog's name and a namespace; a folder has a slash, or no single dot. */
    Pattern NAMED = Pattern.compile("(" + CATALOG + ")[.]([a-z_][a-z0-9_]{0,40})");

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException in a sentence that never repeats a value, which may be secret
     */
    static SinkAddress parse(String text) {
        if (text.equals(PARQUET)) {
            return new Parquet();
        }
        String address = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        int question = address.indexOf('?');
        String place = question < 0 ? address : address.substring(0, question);
        Parameters parameters = Parameters.of(question < 0 ? "" : address.substring(question + 1));
        if (place.startsWith(ICEBERG)) {
            return iceberg(place.substring(ICEBERG.length()), parameters);
        }
        if (place.startsWith("postgresql://")) {
            return postgres(place, parameters);
        }
        throw new IllegalArgumentException("must be parquet, iceberg:WAREHOUSE?... or postgresql://HOST/DATABASE?...");
    }

    private static SinkAddress iceberg(String place, Parameters parameters) {
        Matcher named = NAMED.matcher(place);
        if (named.matches()) {
            if (!parameters.values().isEmpty()) {
                throw new IllegalArgumentException("names the catalog " + named.group(1) + " and its namespace "
                        + named.group(2) + ", which take no parameters: a folder of this name is written ./" + place);
            }
            return new NamedIceberg(named.group(1), named.group(2));
        }
        parameters.requireKnown("catalog", "namespace", "adopt", "user", "password-file");
        if (place.isBlank()) {
            throw new IllegalArgumentException("must name the warehouse's folder, as iceberg:/data/warehouse");
        }
        Optional<String> catalog = parameters.optional("catalog");
        if (catalog.filter(url -> !url.startsWith("jdbc:") || url.matches("(?i).*(password|://[^/@]*:[^/@]*@).*"))
                .isPresent()) {
            throw new IllegalArgumentException("must have a catalog= that begins with jdbc: and holds no password");
        }
        return new Iceberg(
                place,
                catalog,
                parameters.identifier("namespace", NAMESPACE),
                parameters.optional("adopt"),
                Login.of(parameters));
    }

    private static Postgres postgres(String place, Parameters parameters) {
        parameters.requireKnown("schema", "user", "password-file", "sslmode", "sslrootcert", "sslcert", "sslkey");
        URI uri;
        try {
            uri = new URI(place);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an address such as postgresql://host:5432/database");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must not name a user before the host: use user=, and PGPASSWORD or password-file= for the password");
        }
        if (uri.getHost() == null || uri.getPath() == null || !uri.getPath().matches("/[^/]+")) {
            throw new IllegalArgumentException("must be an address such as postgresql://host:5432/database");
        }
        Map<String, String> transport = new TreeMap<>();
        boolean loopback = Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
        transport.put("sslmode", parameters.get("sslmode", loopback ? "prefer" : "verify-full"));
        for (String name : Set.of("sslrootcert", "sslcert", "sslkey")) {
            if (parameters.has(name)) {
                transport.put(name, parameters.get(name, ""));
            }
        }
        return new Postgres(
                uri.getRawAuthority(),
                uri.getPath().substring(1),
                parameters.identifier("schema", "public"),
                Login.of(parameters),
                transport);
    }

    /** What follows the question mark. */
    record Parameters(Map<String, String> values) {

        static Parameters of(String query) {
            Map<String, String> values = new TreeMap<>();
            for (String pair : query.split("&", -1)) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("must have parameters of the form name=value");
                }
                String name = decoded(pair.substring(0, equals));
                if (values.put(name, decoded(pair.substring(equals + 1))) != null) {
                    throw new IllegalArgumentException("has the parameter " + name + " more than once");
                }
            }
            return new Parameters(values);
        }

        private static String decoded(String text) {
            // A plus sign is a plus sign, not a form's space.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        String get(String name, String standIn) {
            return values.getOrDefault(name, standIn);
        }

        Optional<String> optional(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /** A name that no system reads as anything but a name. */
        String identifier(String name, String standIn) {
            String value = get(name, standIn);
            if (!value.matches("[a-z_][a-z0-9_]{0,40}")) {
                throw new IllegalArgumentException(
                        "must have a " + name + " of lower-case letters, digits and underscores");
            }
            return value;
        }

        void requireKnown(String... known) {
            Set<String> unknown = new TreeSet<>(values.keySet());
            unknown.removeAll(Set.of(known));
            for (String name : unknown) {
                if (name.toLowerCase(java.util.Locale.ROOT).contains("pass")) {
                    throw new IllegalArgumentException("must not hold a password (" + name
                            + "): use the variable PGPASSWORD, or password-file= and the name of a file");
                }
            }
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("has the unknown parameter " + String.join(", ", unknown)
                        + ": it may have " + String.join(", ", known));
            }
        }
    }
}
