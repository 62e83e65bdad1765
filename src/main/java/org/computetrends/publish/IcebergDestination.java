package org.computetrends.publish;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;

/**
 * Where Iceberg tables are published: a namespace of a catalog. Registers the catalog in the Spark session, and
 * provides the lock that lets only one run at a time publish to the namespace.
 */
sealed interface IcebergDestination permits IcebergLake, NamedCatalog {
    /**
     * Registers the catalog in the Spark session. The name may differ between calls: a run may change meanwhile which
     * of its database's catalogs an {@link IcebergLake} uses.
     *
     * @return the catalog's name in the session
     * @throws org.computetrends.domain.UserException when the sink's address cannot be used
     */
    String open() throws Exception;

    String namespace();

    /** Creates the namespace if missing, and waits for the lock on publications to it. */
    PublishingLock waitForLock() throws Exception;

    /** Creates a namespace if it is missing. If it exists, the user needs no right to create it. */
    static void createNamespace(Catalog catalog, Namespace name, Map<String, String> properties) {
        if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(name)) {
            try {
                // Iceberg's REST catalog calls get(null), for which Map.of throws.
                namespaces.createNamespace(name, new HashMap<>(properties));
            } catch (AlreadyExistsException e) {
                // Another run created it meanwhile.
            }
        }
    }

    /** A message in which the secrets of the catalog's settings are redacted. */
    String withoutSecrets(String message);

    /**
     * The exclusive right to publish to a namespace. If a run dies without closing its lock, the lock ends: with the
     * run's process, or for a {@link Lease} after its term.
     */
    interface PublishingLock extends AutoCloseable {

        /**
         * Checks that this run still has the lock.
         *
         * @throws IOException when another run considered this one dead and took the lock over
         */
        default void requireHeld() throws IOException {}

        @Override
        void close() throws IOException, SQLException;
    }
}
