package org.computetrends.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.source.HasIcebergCatalog;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A namespace of an Iceberg catalog registered in Spark by name: JDBC, REST, Hive, Glue or Nessie. The catalog's
 * settings come from Spark ({@code spark.sql.catalog.NAME}) and from the section {@code catalogs.NAME}, which takes
 * precedence.
 *
 * <p>A {@link Lease} in the catalog makes publications to the namespace wait for each other. A run that was wrongly
 * considered dead does no harm. It checks the lease before it changes what readers see, and the catalog fast-forwards a
 * branch only from the snapshot with which the run began.
 *
 * @param settings the section {@code catalogs.NAME}
 * @param term the lease's term: see {@link Lease#acquire}
 */
record NamedCatalog(
        SparkSession session, SinkAddress.NamedIceberg address, Optional<CatalogSettings> settings, Duration term)
        implements IcebergDestination {
    /** Spark's key of a catalog's class. The group is the catalog's name. */
    private static final Pattern CLASS_KEY = Pattern.compile("spark[.]sql[.]catalog[.]([^.]+)");

    private static final String PREFIX = "spark.sql.catalog.";
    private static final String ICEBERG_CLASS = "org.apache.iceberg.spark.SparkCatalog";

    @Override
    public String namespace() {
        return address.namespace();
    }

    @Override
    public String open() {
        String prefix = PREFIX + address.catalog();
        settings.map(CatalogSettings::properties).ifPresent(properties -> {
            requireApplicable(properties, session.conf().get(prefix, ICEBERG_CLASS));
            OwnCatalog.register(session, address.catalog(), address.catalog(), properties);
        });
        requireIceberg();
        // Without the cache, so that reads see the current tables.
        session.conf().set(prefix + ".cache-enabled", "false");
        return address.catalog();
    }

    /**
     * Checks that the section {@code catalogs.NAME} can be applied. It can add settings only to Iceberg's plain
     * catalog, or to the {@link OwnCatalog} of an earlier call. Hadoop's settings must be given to Spark.
     */
    private void requireApplicable(Map<String, String> properties, String className) {
        if (!className.equals(ICEBERG_CLASS) && !className.equals(OwnCatalog.class.getName())) {
            throw UserException.usage("catalogs." + address.catalog() + " cannot add to Spark's catalog of the class "
                    + className + ": give all its settings as " + PREFIX + address.catalog() + "...");
        }
        properties.keySet().stream()
                .filter(key -> key.startsWith("hadoop."))
                .findFirst()
                .ifPresent(key -> {
                    throw UserException.usage("catalogs." + address.catalog() + "." + key
                            + " is a setting of Hadoop: give it to Spark, as spark." + key);
                });
    }

    private void requireIceberg() {
        Map<String, String> classesByCatalog = new TreeMap<>();
        sessionSettings().forEach((key, value) -> {
            Matcher matcher = CLASS_KEY.matcher(key);
            if (matcher.matches()) {
                classesByCatalog.put(matcher.group(1), value);
            }
        });
        String className = classesByCatalog.get(address.catalog());
        if (className == null || !isIceberg(className)) {
            classesByCatalog.values().removeIf(other -> !isIceberg(other));
            throw UserException.usage(address + ": "
                    + (className == null
                            ? "no catalog " + address.catalog() + " is known"
                            : "the catalog " + address.catalog() + " is not an Iceberg catalog (its class is "
                                    + className + ")")
                    + "; known Iceberg catalogs, by spark.sql.catalog.NAME or catalogs.NAME: "
                    + (classesByCatalog.isEmpty() ? "none" : String.join(", ", classesByCatalog.keySet()))
                    + ". A folder of this name is written iceberg:./" + address.catalog() + "."
                    + address.namespace());
        }
    }

    private static boolean isIceberg(String className) {
        try {
            return HasIcebergCatalog.class.isAssignableFrom(
                    Class.forName(className, false, Thread.currentThread().getContextClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public PublishingLock waitForLock() throws Exception {
        String name = open();
        Catalog catalog = Spark3Util.loadIcebergCatalog(session, name);
        IcebergDestination.createNamespace(catalog, Namespace.of(namespace()), Map.of());
        return Lease.acquire(new LeaseTable(catalog, TableIdentifier.of(namespace(), LeaseTable.NAME)), term);
    }

    @Override
    public String withoutSecrets(String message) {
        String prefix = PREFIX + address.catalog() + ".";
        Map<String, String> properties =
                new TreeMap<>(settings.orElse(CatalogSettings.NONE).properties());
        sessionSettings().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                properties.put(key.substring(prefix.length()), value);
            }
        });
        return new CatalogSettings(properties).withoutSecrets(message);
    }

    private Map<String, String> sessionSettings() {
        return CollectionConverters.asJava(session.conf().getAll());
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
