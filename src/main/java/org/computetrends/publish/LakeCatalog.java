package org.computetrends.publish;

import java.util.Map;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * Iceberg's catalog in a database, under the name that the property {@link #NAME} gives it there: a session that knows several
 * lakes has a name of its own for each.
 */
public final class LakeCatalog extends JdbcCatalog {
    /** The property with the catalog's name, the column {@code catalog_name} in the database. */
    static final String NAME = "compute-trends.catalog-name";

    /** For Iceberg, which makes it by its class's name. */
    public LakeCatalog() {
        super();
    }

    @Override
    public void initialize(String sessionName, Map<String, String> properties) {
        super.initialize(properties.getOrDefault(NAME, sessionName), properties);
    }
}
