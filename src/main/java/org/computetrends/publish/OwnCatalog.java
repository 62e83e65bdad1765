package org.computetrends.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Iceberg's catalog for Spark, with settings outside the session's configuration, because Spark writes that
 * configuration, secrets included, into event logs with each job. Its name in Iceberg, and so in the catalog's
 * database, may differ from its name in the session.
 */
public final class OwnCatalog extends SparkCatalog {
    private static final Map<String, Registered> REGISTERED = new ConcurrentHashMap<>();

    private record Registered(String name, Map<String, String> properties) {}

    /** For Spark, which instantiates it by class name. */
    public OwnCatalog() {
        super();
    }

    static void register(SparkSession session, String sessionName, String name, Map<String, String> properties) {
        REGISTERED.put(sessionName, new Registered(name, Map.copyOf(properties)));
        session.conf().set("spark.sql.catalog." + sessionName, OwnCatalog.class.getName());
        // Without the cache, so that reads see the current tables.
        session.conf().set("spark.sql.catalog." + sessionName + ".cache-enabled", "false");
    }

    @Override
    protected Catalog buildIcebergCatalog(String sessionName, CaseInsensitiveStringMap options) {
        Registered registered = REGISTERED.getOrDefault(sessionName, new Registered(sessionName, Map.of()));
        Map<String, String> properties = new HashMap<>(options.asCaseSensitiveMap());
        properties.putAll(registered.properties());
        return super.buildIcebergCatalog(registered.name(), new CaseInsensitiveStringMap(properties));
    }
}
