package org.computetrends.publish;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lake: Iceberg tables in a folder, with a catalog in a SQLite file or a PostgreSQL database. The database may have
 * several catalogs. The marker is the file {@value #MARKER} in the namespace's folder. It names the lake's catalog. The
 * parameter {@code adopt} of the address overrides the marker. A new lake's catalog is named {@value #NAME}.
 *
 * <p>A folder without a marker may have been written by an older compute-trends, which chose other names. A catalog
 * that has our tables in the folder is then adopted: used under its own name. If several catalogs have them, publishing
 * is refused until the address adopts one. The tables and files of the other catalogs stay.
 */
final class IcebergLake implements IcebergDestination {
    static final String NAME = "compute_trends";

    private static final String MARKER = "_compute_trends_catalog";

    private static final Logger LOG = LoggerFactory.getLogger(IcebergLake.class);

    private final SparkSession session;
    private final SinkAddress.Iceberg address;
    private final Configuration hadoop;
    private final LakeFolder folder;
    private final LakeFolder namespaceFolder;
    private final LakeDatabase database;

    /**
     * @param environment variables that supply the user and password if the address does not
     * @throws UserException when the folder cannot be found, or the address has no valid catalog
     */
    IcebergLake(SparkSession session, SinkAddress.Iceberg address, Map<String, String> environment) {
        this.session = session;
        this.address = address;
        this.hadoop = session.sparkContext().hadoopConfiguration();
        try {
            this.folder = LakeFolder.of(address.warehouse(), hadoop);
        } catch (IOException e) {
            throw UserException.usage("the folder of " + address + " cannot be found: " + e.getMessage());
        }
        this.namespaceFolder = folder.child(address.namespace());
        this.database = LakeDatabase.of(address, folder, environment);
    }

    @Override
    public String namespace() {
        return address.namespace();
    }

    /**
     * Whether another address names the same lake: the same folder and namespace.
     *
     * @throws UserException when both have the same folder and namespace but different databases
     */
    boolean isSame(IcebergLake other) {
        if (!folder.equals(other.folder) || !namespace().equals(other.namespace())) {
            return false;
        }
        if (!database.identity().equals(other.database.identity())) {
            throw UserException.usage("the catalog of the folder " + namespaceFolder.text()
                    + " is named in two databases, " + database.identity() + " and " + other.database.identity()
                    + ": a lake has one");
        }
        return true;
    }

    @Override
    public String open() throws IOException, SQLException {
        return open(catalogName());
    }

    /** Registers a catalog. Its name in the session has a hash of its settings, because a session may use two lakes. */
    private String open(String catalogName) {
        Map<String, String> properties = new TreeMap<>(database.properties());
        properties.put("type", "jdbc");
        properties.put("uri", database.url());
        properties.put("warehouse", folder.text());
        properties.put("jdbc.schema-version", "V1");
        String name =
                NAME + "_" + Integer.toHexString(Map.of(catalogName, properties).hashCode());
        OwnCatalog.register(session, name, catalogName, properties);
        return name;
    }

    /**
     * The name of the lake's catalog in the database. In order of precedence, this is the adopted one, the one in the
     * marker, the only one with tables in the folder, or {@value #NAME}.
     */
    private String catalogName() throws IOException, SQLException {
        List<LakeDatabase.CatalogEntry> entries = database.entries(namespace());
        Map<String, Long> tableCounts = tableCountsByCatalog(entries);
        if (address.adopt().isPresent()) {
            requireAdoptable(address.adopt().get(), tableCounts);
            return address.adopt().get();
        }
        Optional<String> markedName = markedName();
        if (markedName.isPresent()) {
            requireTablesOfMarked(markedName.get(), tableCounts);
            return markedName.get();
        }
        if (tableCounts.isEmpty()) {
            requireUnusedElsewhere(entries);
            return NAME;
        }
        return onlyName(tableCounts);
    }

    private void requireAdoptable(String name, Map<String, Long> tableCounts) {
        if (!tableCounts.containsKey(name)) {
            throw UserException.usage("adopt=" + name + ": " + database.identity() + " has no catalog " + name
                    + " with tables in " + namespaceFolder.text() + "; it has "
                    + (tableCounts.isEmpty() ? "none" : namesText(tableCounts)));
        }
    }

    private void requireTablesOfMarked(String name, Map<String, Long> tableCounts) {
        if (!tableCounts.containsKey(name)) {
            throw UserException.usage(marker() + " names the catalog " + name + ", but in " + database.identity()
                    + " this catalog has no tables in the folder: give the database that has them as catalog=, or give"
                    + " another folder; to begin a new lake here, remove " + marker());
        }
    }

    private String onlyName(Map<String, Long> tableCounts) {
        if (tableCounts.size() > 1) {
            throw UserException.usage(namespaceFolder.text() + " has the tables of " + tableCounts.size()
                    + " catalogs, " + namesText(tableCounts) + " of " + database.identity()
                    + ": name the one to go on with, once, by adding "
                    + tableCounts.keySet().stream()
                            .map(name -> "&adopt=" + name)
                            .collect(Collectors.joining(" or "))
                    + " to the address (after a ? if it has no other parameter); the others stay as they are");
        }
        String name = tableCounts.keySet().iterator().next();
        if (!name.equals(NAME)) {
            LOG.info("The lake in {} is adopted as the catalog {}", namespaceFolder.text(), name);
        }
        return name;
    }

    /** Checks that the namespace of a new lake has no tables in another folder. */
    private void requireUnusedElsewhere(List<LakeDatabase.CatalogEntry> entries) {
        for (LakeDatabase.CatalogEntry entry : entries) {
            if (entry.catalog().equals(NAME) && !namespaceFolder.contains(entry.location(), hadoop)) {
                throw UserException.usage("the namespace " + namespace() + " of the catalog " + NAME + " in "
                        + database.identity() + " has its tables elsewhere, as " + entry.location() + ": give "
                        + address + " another namespace, or another database");
            }
        }
    }

    private static String namesText(Map<String, Long> tableCounts) {
        return tableCounts.entrySet().stream()
                .map(catalog -> catalog.getKey() + " (" + catalog.getValue() + " tables)")
                .collect(Collectors.joining(" and "));
    }

    /** The number of tables in the namespace's folder, by catalog, of the catalogs that have a lake there. */
    private Map<String, Long> tableCountsByCatalog(List<LakeDatabase.CatalogEntry> entries) {
        Set<String> catalogsWithLake = new TreeSet<>();
        Map<String, Long> tableCounts = new TreeMap<>();
        for (LakeDatabase.CatalogEntry entry : entries) {
            if (namespaceFolder.contains(entry.location(), hadoop)) {
                tableCounts.merge(entry.catalog(), entry.isTable() ? 1L : 0L, Long::sum);
                // A lake has the table publications or, before its first table, an entry for the namespace.
                if (!entry.isTable() || entry.table().equals(IcebergPublications.NAME)) {
                    catalogsWithLake.add(entry.catalog());
                }
            }
        }
        tableCounts.keySet().retainAll(catalogsWithLake);
        return tableCounts;
    }

    private Path marker() {
        return namespaceFolder.child(MARKER).path();
    }

    /** The catalog's name in the marker; empty if there is no marker, or if a run died while writing it. */
    private Optional<String> markedName() throws IOException {
        FileSystem fileSystem = marker().getFileSystem(hadoop);
        if (!fileSystem.exists(marker())) {
            return Optional.empty();
        }
        return Optional.of(TextFiles.read(fileSystem, marker()).strip()).filter(name -> !name.isEmpty());
    }

    @Override
    public PublishingLock waitForLock() throws Exception {
        PublishingLock lock = database.lock(namespace());
        try {
            // While this run waited, another may have created the lake, or adopted one of several catalogs.
            String catalogName = catalogName();
            createMarkedNamespace(catalogName, Spark3Util.loadIcebergCatalog(session, open(catalogName)));
            return lock;
        } catch (Exception e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Creates the namespace with its folder, so that a lake without tables is found. Then writes the marker, unless it
     * already names the catalog.
     */
    private void createMarkedNamespace(String catalogName, Catalog catalog) throws IOException {
        Map<String, String> location = Map.of("location", namespaceFolder.text());
        Namespace namespace = Namespace.of(namespace());
        IcebergDestination.createNamespace(catalog, namespace, location);
        if (!markedName().equals(Optional.of(catalogName))) {
            // An existing namespace may lack the location, by which a lake without tables is found.
            ((SupportsNamespaces) catalog).setProperties(namespace, location);
            FileSystem fileSystem = marker().getFileSystem(hadoop);
            fileSystem.setWriteChecksum(false); // no .crc file beside the marker
            TextFiles.write(fileSystem, marker(), catalogName + "\n");
        }
    }

    @Override
    public String withoutSecrets(String message) {
        return new CatalogSettings(database.properties()).withoutSecrets(message);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
