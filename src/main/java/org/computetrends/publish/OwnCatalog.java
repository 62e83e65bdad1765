package org.computetrends.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Iceberg's catalog for Spark, with settings that stand in no session's configuration: Spark writes that into event logs
 * with each job, secrets included. It may have another name in Iceberg, and so in the catalog's database, than the session
 * knows it by.
 */
public final class OwnCatalog extends SparkCatalog {
    private static final Map<String, Registered> REGISTERED = new ConcurrentHashMap<>();

    private record Registered(String name, Map<String, String> properties) {}

    /** For Spark, which makes it by its class's name. */
    public OwnCatalog() {
        super();
    }

    static void register(SparkSession session, String sessionName, String name, Map<String, String> properties) {
        REGISTERED.put(sessionName, new Registered(name, Map.copyOf(properties)));
        session.conf().set("spark.sql.catalog." + sessionName, OwnCatalog.class.getName());
        // What is published is read as it is, not as it was some seconds ago.
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
