package org.computetrends.publish;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
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
 * Iceberg tables in a folder, with a catalog in a SQLite file or a PostgreSQL database. In the database the catalog is
 * named {@value #NAME}, whatever the user and the spelling of the folder. The file {@value #MARKER} in the namespace's
 * folder contains the catalog's name and takes precedence, unless the address names one to adopt.
 *
 * <p>A folder without that file may have been written by an earlier version of the program, which chose other names. A
 * catalog in the database that has our tables in this folder is then adopted under its name. If there are two such
 * catalogs, publishing is refused until the address names one. The tables and files of the other stay as they are.
 */
final class IcebergLake implements IcebergDestination {
    static final String NAME = "compute_trends";

    /** The file that contains the catalog's name. */
    private static final String MARKER = "_compute_trends_catalog";

    private static final Logger LOG = LoggerFactory.getLogger(IcebergLake.class);

    private final SparkSession session;
    private final SinkAddress.Iceberg address;
    private final Configuration hadoop;
    private final LakeFolder folder;
    private final LakeDatabase database;

    /**
     * @param environment variables that supply the user and password if the address does not
     * @throws UserException when the address allows no catalog
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
        this.database = LakeDatabase.of(address, folder, environment);
    }

    @Override
    public String namespace() {
        return address.namespace();
    }

    /**
     * Whether another address names the same lake: the same folder and namespace.
     *
     * @throws UserException when both have the same folder and namespace but different catalogs
     */
    boolean isSame(IcebergLake other) {
        if (!folder.equals(other.folder) || !namespace().equals(other.namespace())) {
            return false;
        }
        if (!database.identity().equals(other.database.identity())) {
            throw UserException.usage("the folder " + namespaceFolder().text() + " is named with two catalogs, "
                    + database.identity() + " and " + other.database.identity() + ": a lake has one");
        }
        return true;
    }

    @Override
    public String open() throws IOException, SQLException {
        return open(catalogName());
    }

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
     * The name of the lake's catalog in the database: the one to adopt by the address, or else the one in the marker,
     * or else the only one with tables here, or else that of a new lake.
     */
    private String catalogName() throws IOException, SQLException {
        List<LakeDatabase.CatalogEntry> entries = database.entries(namespace());
        Map<String, Long> lakes = tablesByCatalog(entries);
        Optional<String> markedName = markedName();
        if (address.adopt().isPresent()) {
            String adoptedName = address.adopt().get();
            if (!lakes.containsKey(adoptedName)) {
                throw UserException.usage("adopt=" + adoptedName + ": " + database.identity() + " has no such lake in "
                        + namespaceFolder().text() + "; it has " + (lakes.isEmpty() ? "none" : namesText(lakes)));
            }
            return adoptedName;
        }
        if (markedName.isPresent()) {
            if (!lakes.containsKey(markedName.get())) {
                throw UserException.usage(marker() + " says that the catalog " + markedName.get()
                        + " has this folder's tables, but " + database.identity()
                        + " has none of it: give the lake's own catalog, or another folder; to begin a new lake here,"
                        + " remove that file");
            }
            return markedName.get();
        }
        if (lakes.size() > 1) {
            throw UserException.usage(namespaceFolder().text() + " has " + lakes.size()
                    + " lakes in one folder, by the catalogs "
                    + namesText(lakes) + " of " + database.identity() + ": name the one to go on with, once, by adding "
                    + lakes.keySet().stream().map(name -> "&adopt=" + name).collect(Collectors.joining(" or "))
                    + " to the address (after a ? if it has no other parameter); the other stays as it is");
        }
        if (lakes.isEmpty()) {
            entries.stream()
                    .filter(entry ->
                            entry.catalog().equals(NAME) && !namespaceFolder().has(entry.location(), hadoop))
                    .findFirst()
                    .ifPresent(entry -> {
                        throw UserException.usage("the namespace " + namespace() + " of the catalog " + NAME + " in "
                                + database.identity() + " has its tables elsewhere, as " + entry.location()
                                + ": give " + address + " another namespace, or another database");
                    });
            return NAME;
        }
        String catalogName = lakes.keySet().iterator().next();
        if (!catalogName.equals(NAME)) {
            LOG.info(
                    "The lake in {} is adopted as the catalog {}",
                    namespaceFolder().text(),
                    catalogName);
        }
        return catalogName;
    }

    private static String namesText(Map<String, Long> lakes) {
        return lakes.entrySet().stream()
                .map(lake -> lake.getKey() + " (" + lake.getValue() + " tables)")
                .collect(Collectors.joining(" and "));
    }

    /**
     * The number of tables of each catalog that has our tables in this folder, or that uses it as the folder of the
     * namespace.
     */
    private Map<String, Long> tablesByCatalog(List<LakeDatabase.CatalogEntry> entries) {
        List<LakeDatabase.CatalogEntry> here = entries.stream()
                .filter(entry -> namespaceFolder().has(entry.location(), hadoop))
                .toList();
        Predicate<LakeDatabase.CatalogEntry> isTable = entry -> !entry.table().isEmpty();
        Map<String, Long> lakes = new TreeMap<>();
        here.stream()
                .filter(isTable.negate().or(entry -> IcebergPublications.isPublications(entry.table())))
                .forEach(lake -> lakes.put(
                        lake.catalog(),
                        here.stream()
                                .filter(isTable.and(entry -> entry.catalog().equals(lake.catalog())))
                                .count()));
        return lakes;
    }

    /** The folder of the namespace, which contains the tables' folders. */
    private LakeFolder namespaceFolder() {
        return folder.child(namespace());
    }

    private Path marker() {
        return namespaceFolder().child(MARKER).path();
    }

    private Optional<String> markedName() throws IOException {
        FileSystem fileSystem = marker().getFileSystem(hadoop);
        if (!fileSystem.exists(marker())) {
            return Optional.empty();
        }
        // It may be empty if a run died while writing it.
        return Optional.of(TextFiles.read(fileSystem, marker()).strip()).filter(name -> !name.isEmpty());
    }

    @Override
    public PublishingLock waitForLock() throws Exception {
        PublishingLock lock = database.lock(namespace());
        try {
            // Another run may have created the lake, or adopted one of two, meanwhile.
            String catalogName = catalogName();
            begin(catalogName, Spark3Util.loadIcebergCatalog(session, open(catalogName)));
            return lock;
        } catch (Exception e) {
            lock.close();
            throw e;
        }
    }

    /** Creates the namespace with its folder, so that the lake is found before it has tables, and then the marker. */
    private void begin(String catalogName, Catalog catalog) throws IOException {
        Map<String, String> location = Map.of("location", namespaceFolder().text());
        Namespace namespace = Namespace.of(namespace());
        IcebergDestination.makeNamespace(catalog, namespace, location);
        if (!markedName().equals(Optional.of(catalogName))) {
            ((SupportsNamespaces) catalog).setProperties(namespace, location);
            FileSystem fileSystem = marker().getFileSystem(hadoop);
            fileSystem.setWriteChecksum(false);
            TextFiles.write(fileSystem, marker(), catalogName + "\n");
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
