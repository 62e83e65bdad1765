package org.computetrends.publish;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;

/** Where Iceberg tables are: how the session comes to know their catalog, and how publications there take turns. */
sealed interface IcebergHome permits IcebergLake, NamedCatalog {

    /**
     * Makes the catalog known to the session.
     *
     * @return the session's name of it
     * @throws org.computetrends.domain.UserException when the address cannot be used
     */
    String open() throws Exception;

    String namespace();

    /** Waits until no other publication is under way in the namespace, which is then there. */
    Turn waitForTurn() throws Exception;

    /** Makes a namespace where it is not there; whoever may not make one is not asked to where it is. */
    static void makeNamespace(Catalog catalog, Namespace name, Map<String, String> properties) {
        if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(name)) {
            try {
                // A REST catalog asks the map for null, which Map.of refuses.
                namespaces.createNamespace(name, new HashMap<>(properties));
            } catch (AlreadyExistsException e) {
                // by another run, in this moment
                return;
            }
        }
    }

    /** A message of others without the secrets that were given to them. */
    default String withoutSecrets(String message) {
        return message;
    }

    /** The time in which no other run publishes. It ends with the process at the latest. */
    interface Turn extends AutoCloseable {

        /**
         * Makes sure that it has not ended.
         *
         * @throws IOException when another run took this one for dead
         */
        default void requireHeld() throws IOException {}

        @Override
        void close() throws IOException, SQLException;
    }
}
