package org.computetrends.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Iceberg's catalog for Spark. Its settings are kept outside the session's configuration, because Spark writes the
 * configuration, secrets included, into the event logs of each job. The catalog's name in Iceberg, and so in its
 * database, may differ from its name in the session. Spark instantiates this class by name.
 */
public final class OwnCatalog extends SparkCatalog {
    /** The registered catalogs by their names in the session. */
    private static final Map<String, Registered> REGISTERED = new ConcurrentHashMap<>();

    private record Registered(String icebergName, Map<String, String> properties) {}

    static void register(SparkSession session, String sessionName, String icebergName, Map<String, String> properties) {
        REGISTERED.put(sessionName, new Registered(icebergName, Map.copyOf(properties)));
        session.conf().set("spark.sql.catalog." + sessionName, OwnCatalog.class.getName());
        // Without the cache, so that reads see the current tables.
        session.conf().set("spark.sql.catalog." + sessionName + ".cache-enabled", "false");
    }

    @Override
    protected Catalog buildIcebergCatalog(String sessionName, CaseInsensitiveStringMap options) {
        Registered registered = REGISTERED.getOrDefault(sessionName, new Registered(sessionName, Map.of()));
        Map<String, String> properties = new HashMap<>(options.asCaseSensitiveMap());
        properties.putAll(registered.properties());
        return super.buildIcebergCatalog(registered.icebergName(), new CaseInsensitiveStringMap(properties));
    }
}
