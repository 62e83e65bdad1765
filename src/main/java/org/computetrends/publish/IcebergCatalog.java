package org.computetrends.publish;

import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.SparkDdl;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of a namespace of an Iceberg catalog. */
final class IcebergCatalog {
    /** Marks the tables that are ours. */
    static final String OURS = "compute-trends.table";

    /** Marks those of them whose rows stand for ever. */
    private static final String LOGGED = "compute-trends.log";

    private static final Logger LOG = LoggerFactory.getLogger(IcebergCatalog.class);

    private final SparkSession session;
    private final IcebergHome home;
    private String name = "";

    IcebergCatalog(SparkSession session, IcebergHome home) {
        this.session = session;
        this.home = home;
    }

    /** Makes the catalog known to the session; nothing else works before. */
    void open() throws Exception {
        name = home.open();
    }

    /** Waits until no other publication is under way, and makes the catalog known to the session and the namespace. */
    IcebergHome.Turn waitForTurn() throws Exception {
        open();
        IcebergHome.Turn turn = home.waitForTurn();
        try {
            // Which catalog it is may have changed meanwhile.
            open();
            return turn;
        } catch (Exception e) {
            turn.close();
            throw e;
        }
    }

    /** A table's name for SQL. */
    String qualified(String table) {
        return namespace() + "." + SparkDdl.quoted(table);
    }

    /** The name for SQL of the branch that a table's publication is written to. */
    String staging(String table) {
        return qualified(table) + ".branch_" + IcebergStaging.BRANCH;
    }

    private String namespace() {
        return SparkDdl.quoted(name) + "." + SparkDdl.quoted(home.namespace());
    }

    /** A table as Iceberg has it. */
    org.apache.iceberg.Table load(String table) {
        return catalog().loadTable(identifier(table));
    }

    /** The names of the tables that are ours. */
    List<String> ours() {
        return catalog().listTables(Namespace.of(home.namespace())).stream()
                .map(TableIdentifier::name)
                .filter(table -> load(table).properties().containsKey(OURS))
                .toList();
    }

    /** Whether a table of ours is a log. */
    boolean isLog(String table) {
        return load(table).properties().containsKey(LOGGED);
    }

    /** Whether there is a table of the name, anybody's. */
    boolean exists(String table) {
        return catalog().tableExists(identifier(table));
    }

    private Catalog catalog() {
        return Spark3Util.loadIcebergCatalog(session, name);
    }

    private TableIdentifier identifier(String table) {
        return TableIdentifier.of(home.namespace(), table);
    }

    /**
     * Holds a table to its declaration.
     *
     * @throws UserException when it is somebody else's, or a column would have to go or change its type
     */
    void requireKept(Table table) {
        if (!exists(table.name())) {
            return;
        }
        if (!load(table.name()).properties().containsKey(OURS)) {
            throw UserException.usage("table " + home.namespace() + "." + table.name() + " of " + home
                    + " is in the way: it was not made by compute-trends");
        }
        for (StructField field : fields(table)) {
            SchemaChange.requireKept(
                    home.toString(),
                    table,
                    field.name(),
                    field.dataType().sql(),
                    table.warehouseColumn(field.name())
                            .map(column -> column.type().sql())
                            .orElse(null));
        }
    }

    /** Makes a table, or adds the columns that it lacks and lets those be null that need no value any more. */
    void make(Table table) {
        if (!exists(table.name())) {
            session.sql(SparkDdl.statement(qualified(table.name()), "iceberg", table) + "\nTBLPROPERTIES ('" + OURS
                    + "' = 'true', " + (table.isLog() ? "'" + LOGGED + "' = 'true', " : "")
                    + "'format-version' = '2', 'write.distribution-mode' = 'none')");
            return;
        }
        List<StructField> present = fields(table);
        for (Column column : table.warehouseColumns()) {
            Optional<StructField> same = present.stream()
                    .filter(field -> field.name().equals(column.name()))
                    .findFirst();
            if (same.isEmpty()) {
                // Rows of other vintages lack it, whatever the declaration says of those to come.
                session.sql("ALTER TABLE " + qualified(table.name()) + " ADD COLUMN " + SparkDdl.quoted(column.name())
                        + " " + column.type().sql() + " COMMENT " + SparkDdl.literal(column.meaning()));
            }
        }
        for (StructField field : present) {
            if (!field.nullable()
                    && table.warehouseColumn(field.name()).map(Column::nullable).orElse(true)) {
                session.sql("ALTER TABLE " + qualified(table.name()) + " ALTER COLUMN " + SparkDdl.quoted(field.name())
                        + " DROP NOT NULL");
            }
        }
    }

    /** Rows with every column that a table has, null where they have none. */
    Dataset<Row> filledUp(String table, Dataset<Row> rows) {
        List<String> given = List.of(rows.columns());
        Dataset<Row> filled = rows;
        for (StructField field : session.table(qualified(table)).schema().fields()) {
            if (!given.contains(field.name())) {
                filled = filled.withColumn(field.name(), lit(null).cast(field.dataType()));
            }
        }
        return filled;
    }

    /**
     * The rows that are wanted of a table.
     *
     * @param snapshot that which has them; null where there is none
     * @param condition SQL that they meet
     */
    PublishedTable read(Table table, @Nullable Long snapshot, String condition, Predicate<PublishedCells> wanted) {
        PublishedTable.Heading heading = table.heading();
        List<PublishedRow> rows = new ArrayList<>();
        long published = 0;
        if (snapshot != null) {
            Iterator<Row> all = session.sql("SELECT * FROM " + qualified(table.name()) + " VERSION AS OF " + snapshot
                            + " WHERE " + condition)
                    .toLocalIterator();
            while (all.hasNext()) {
                PublishedRow row = row(heading, all.next());
                published++;
                if (wanted.test(row)) {
                    rows.add(row);
                }
            }
        }
        return new PublishedTable(heading, rows, published);
    }

    private static PublishedRow row(PublishedTable.Heading heading, Row row) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String column = row.schema().fields()[i].name();
            if (!row.isNullAt(i) && heading.columns().contains(column) && !(row.get(i) instanceof Instant)) {
                values.put(
                        column,
                        row.get(i) instanceof scala.collection.Seq
                                ? row.getList(i).stream()
                                        .filter(Objects::nonNull)
                                        .toList()
                                : row.get(i) instanceof Integer number ? (Object) number.longValue() : row.get(i));
            }
        }
        return new PublishedRow(heading, values);
    }

    private List<StructField> fields(Table table) {
        return Arrays.asList(session.table(qualified(table.name())).schema().fields());
    }

    /** Removes a table that was never published, and its files where the catalog allows that. */
    void drop(String table) {
        try {
            session.sql("DROP TABLE " + qualified(table) + " PURGE");
        } catch (ForbiddenException | UnsupportedOperationException e) {
            LOG.info("Files of {}, which was never published, stay: {}", table, e.getMessage());
            catalog().dropTable(identifier(table), false);
        }
    }

    /** Commits changes of tables: all in one step where the catalog can, or else one after the other. */
    void commit(List<IcebergStaging.Change> changes) {
        if (catalog() instanceof RESTCatalog rest) {
            try {
                rest.commitTransaction(changes.stream()
                        .map(change -> change.part(identifier(change.table())))
                        .toList());
                return;
            } catch (UnsupportedOperationException e) {
                LOG.info("{} changes one table after the other: {}", home, e.getMessage());
            }
        }
        changes.forEach(IcebergStaging.Change::commit);
    }
}
