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
 * Where Iceberg tables are published: a namespace of a catalog. Registers the catalog in the session, and makes
 * publications to the namespace wait for each other.
 */
sealed interface IcebergDestination permits IcebergLake, NamedCatalog {
    /**
     * Registers the catalog in the session.
     *
     * @return its name in the session
     * @throws org.computetrends.domain.UserException when the address cannot be used
     */
    String open() throws Exception;

    String namespace();

    /** Waits for the lock on publications to the namespace, which is created if missing. */
    PublishingLock waitForLock() throws Exception;

    /** Creates a namespace if missing. If it exists, the user needs no right to create one. */
    static void makeNamespace(Catalog catalog, Namespace name, Map<String, String> properties) {
        if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(name)) {
            try {
                // A REST catalog looks up null in the map, which Map.of rejects.
                namespaces.createNamespace(name, new HashMap<>(properties));
            } catch (AlreadyExistsException e) {
                // another run created it meanwhile
                return;
            }
        }
    }

    /** Redacts the secrets of the catalog's settings in a message. */
    default String withoutSecrets(String message) {
        return message;
    }

    /**
     * The exclusive right to publish to a namespace. A right that is not closed ends with its process or, if it is a
     * {@link Lease}, after the lease's term.
     */
    interface PublishingLock extends AutoCloseable {

        /**
         * Checks that this run still has the right.
         *
         * @throws IOException when another run considered this one dead and took the right over
         */
        default void requireHeld() throws IOException {}

        @Override
        void close() throws IOException, SQLException;
    }
}
