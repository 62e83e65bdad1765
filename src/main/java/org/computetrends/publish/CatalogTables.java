package org.computetrends.publish;

import java.io.IOException;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NamespaceAlreadyExistsException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.SparkDdl;
import org.computetrends.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables in a schema of a Spark catalog, in any format in which the rows of a vintage can be replaced. */
final class CatalogTables extends SparkTables {
    static final Table PUBLICATIONS = new Table(
            "publications",
            "A vintage whose tables are all of one run.",
            List.of(),
            List.of(
                    new Column("started", DataTypes.TimestampType, false, "When the run started."),
                    new Column("manifest", DataTypes.StringType, false, "The run's manifest, JSON.")));

    /** The names of all tables that a run can publish. They are the same for all metrics. */
    static final Set<String> DECLARED =
            PublishedTables.of(List.of()).stream().map(Table::name).collect(Collectors.toUnmodifiableSet());

    /** How often a write is tried while other processes change the same table. */
    private static final int ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(CatalogTables.class);

    private final SinkAddress.Catalog address;
    private final String[] namespace;
    private final Set<String> declaredTables;

    /** The folder of the address, set by {@link #open}; empty if the catalog chooses the tables' locations. */
    private Optional<Path> folder = Optional.empty();

    /** @param declaredTables the names of the tables to find in the folder of the address */
    CatalogTables(SparkSession session, SinkAddress.Catalog address, Set<String> declaredTables) {
        super(session, address.schema(), address.toString(), address.format(), Map.of());
        this.address = address;
        this.namespace = new String[] {address.schema()};
        this.declaredTables = new TreeSet<>(declaredTables);
        this.declaredTables.add(PUBLICATIONS.name());
    }

    /**
     * Registers the declared tables that are in the folder of the address but not in the catalog. A catalog in the
     * session's memory forgets its tables and schema when the session ends. Without a folder, only checks the catalog.
     * Must be called before tables are read or created.
     *
     * @throws UserException when no catalog of that name is registered in Spark, or it cannot have tables
     */
    void open() throws IOException {
        if (address.location().isEmpty()) {
            catalog(); // throws if it is not registered
            return;
        }
        createNamespace();
        Path givenPath = new Path(address.location().get());
        FileSystem fileSystem = givenPath.getFileSystem(session.sparkContext().hadoopConfiguration());
        folder = Optional.of(fileSystem.makeQualified(givenPath));
        for (String table : declaredTables) {
            Path tableFolder = new Path(folder.get(), table);
            if (fileSystem.exists(tableFolder) && fileSystem.listStatus(tableFolder).length > 0 && !exists(table)) {
                register(table);
            }
        }
    }

    void createNamespace() {
        if (catalog() instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(namespace)) {
            try {
                namespaces.createNamespace(namespace, Map.of());
            } catch (NamespaceAlreadyExistsException e) {
                // another run created it meanwhile
                return;
            }
        }
    }

    private void register(String table) {
        try {
            session.sql("CREATE TABLE IF NOT EXISTS " + qualified(table)
                    + address.format().map(format -> " USING " + format).orElse("") + " LOCATION "
                    + SparkDdl.literal(location(table).orElseThrow()));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            // Not fatal: reading treats the table as missing, and publishing tries to create it.
            LOG.warn(
                    "{} in the folder of {} could not be registered and is not read: {}",
                    table,
                    address,
                    e.getMessage());
        }
    }

    /**
     * Creates or updates a table.
     *
     * @throws UserException when the rows of a vintage cannot be replaced in the table's format; a table that was just
     *     created is dropped again
     */
    void createOrUpdateReplaceable(Table table) {
        boolean isNew = !exists(table.name());
        createOrUpdate(table);
        if (!load(table.name()).capabilities().contains(TableCapability.OVERWRITE_BY_FILTER)) {
            if (isNew) {
                session.sql("DROP TABLE " + qualified(table.name()));
            }
            throw UserException.usage("the catalog " + address.catalog() + " creates tables of "
                    + address.format().map(format -> "the format " + format).orElse("its default format")
                    + ", in which no vintage can be replaced: add ?format=delta to the address, or another"
                    + " format that supports it");
        }
    }

    /** A write to a table, which fails if another process changes the table at the same time. */
    @FunctionalInterface
    interface TableWrite {
        void commit() throws NoSuchTableException;
    }

    /** Commits a write. Tries {@value #ATTEMPTS} times if other processes change the table at the same time. */
    static void commitWithRetries(TableWrite write) throws NoSuchTableException {
        for (int attempt = 1; ; attempt++) {
            try {
                write.commit();
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !(RootCause.of(e) instanceof ConcurrentModificationException)) {
                    throw e;
                }
            }
        }
    }

    @Override
    String catalogName() {
        return address.catalog();
    }

    @Override
    List<String> ourTables() {
        try {
            return Arrays.stream(catalog().listTables(namespace))
                    .map(Identifier::name)
                    // The list also has the session's temporary views, which do not exist in the catalog.
                    .filter(this::exists)
                    .filter(this::isOurs)
                    .sorted()
                    .toList();
        } catch (NoSuchNamespaceException e) {
            return List.of();
        }
    }

    @Override
    boolean exists(String table) {
        return catalog().tableExists(Identifier.of(namespace, table));
    }

    @Override
    Map<String, String> properties(String table) {
        return load(table).properties();
    }

    @Override
    Optional<String> location(String table) {
        return folder.map(path -> new Path(path, table).toString());
    }

    private org.apache.spark.sql.connector.catalog.Table load(String table) {
        try {
            return catalog().loadTable(Identifier.of(namespace, table));
        } catch (NoSuchTableException e) {
            throw new IllegalStateException(qualified(table) + " no longer exists", e);
        }
    }

    private TableCatalog catalog() {
        CatalogManager catalogs = ((org.apache.spark.sql.classic.SparkSession) session)
                .sessionState()
                .catalogManager();
        if (!catalogs.isCatalogRegistered(address.catalog())) {
            throw UserException.usage(address + ": Spark knows no catalog " + address.catalog()
                    + ": give its class as spark.sql.catalog." + address.catalog());
        }
        CatalogPlugin catalog = catalogs.catalog(address.catalog());
        if (catalog instanceof TableCatalog ofTables) {
            return ofTables;
        }
        throw UserException.usage(address + ": the catalog " + address.catalog() + " has no tables");
    }
}
