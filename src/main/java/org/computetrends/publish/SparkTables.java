package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

/**
 * The tables in a schema of a Spark catalog: creates and updates them, checks them against their declarations, and
 * reads them. "Our" tables are the tables that this program created.
 */
abstract class SparkTables {
    /** The property of tables that this program created. */
    static final String OURS = "compute-trends.table";

    /** The property of logs ({@link Table#isLog}). */
    private static final String LOG = "compute-trends.log";

    final SparkSession session;
    private final String namespace;
    private final String sink;
    private final Optional<String> format;
    private final Map<String, String> formatProperties;

    /**
     * @param sink the sink's name in messages
     * @param format the tables' format; the catalog's default if empty
     * @param formatProperties the format's properties for new tables
     */
    SparkTables(
            SparkSession session,
            String namespace,
            String sink,
            Optional<String> format,
            Map<String, String> formatProperties) {
        this.session = session;
        this.namespace = namespace;
        this.sink = sink;
        this.format = format;
        this.formatProperties = formatProperties;
    }

    abstract String catalogName();

    abstract List<String> ourTables();

    /** Whether there is a table of this name, ours or not. */
    abstract boolean exists(String table);

    /** The table's properties in the catalog; the table must exist. */
    abstract Map<String, String> properties(String table);

    /** The location of a new table; empty for the catalog's choice. */
    Optional<String> location(String table) {
        return Optional.empty();
    }

    final boolean isOurs(String table) {
        return properties(table).containsKey(OURS);
    }

    final boolean isLog(String table) {
        return properties(table).containsKey(LOG);
    }

    /** The quoted SQL name of a table. */
    final String qualified(String table) {
        return SparkDdl.quoted(catalogName()) + "." + SparkDdl.quoted(namespace) + "." + SparkDdl.quoted(table);
    }

    /**
     * Checks a table against its declaration.
     *
     * @throws UserException when the table is not ours, or a column would be removed or retyped
     */
    void requireCompatible(Table table) {
        if (!exists(table.name())) {
            return;
        }
        if (!isOurs(table.name())) {
            throw UserException.usage("table " + namespace + "." + table.name() + " of " + sink
                    + " is in the way: it was not made by compute-trends");
        }
        for (StructField field : fields(table.name())) {
            SchemaChange.requireCompatible(
                    sink,
                    table,
                    field.name(),
                    field.dataType().sql(),
                    table.warehouseColumn(field.name())
                            .map(column -> column.type().sql())
                            .orElse(null));
        }
    }

    /** Creates a table, or adds missing columns and drops {@code NOT NULL} where it is no longer declared. */
    void createOrUpdate(Table table) {
        if (!exists(table.name())) {
            Map<String, String> properties = new TreeMap<>(formatProperties);
            properties.put(OURS, "true");
            if (table.isLog()) {
                properties.put(LOG, "true");
            }
            session.sql(SparkDdl.statement(qualified(table.name()), format, table)
                    + location(table.name())
                            .map(folder -> "\nLOCATION " + SparkDdl.literal(folder))
                            .orElse("")
                    + properties.entrySet().stream()
                            .map(entry -> SparkDdl.literal(entry.getKey()) + " = " + SparkDdl.literal(entry.getValue()))
                            .collect(Collectors.joining(", ", "\nTBLPROPERTIES (", ")")));
            return;
        }
        List<StructField> existingColumns = fields(table.name());
        List<String> existingNames =
                existingColumns.stream().map(StructField::name).toList();
        for (Column column : table.warehouseColumns()) {
            if (!existingNames.contains(column.name())) {
                // Nullable, because rows of other vintages lack it.
                session.sql("ALTER TABLE " + qualified(table.name()) + " ADD COLUMN " + SparkDdl.quoted(column.name())
                        + " " + column.type().sql() + " COMMENT " + SparkDdl.literal(column.meaning()));
            }
        }
        for (StructField field : existingColumns) {
            if (!field.nullable()
                    && table.warehouseColumn(field.name()).map(Column::nullable).orElse(true)) {
                session.sql("ALTER TABLE " + qualified(table.name()) + " ALTER COLUMN " + SparkDdl.quoted(field.name())
                        + " DROP NOT NULL");
            }
        }
    }

    /** Rows with all columns of the existing table; columns that the rows lack are null. */
    Dataset<Row> withMissingColumns(String table, Dataset<Row> rows) {
        List<String> givenColumns = List.of(rows.columns());
        Dataset<Row> filled = rows;
        for (StructField field : session.table(qualified(table)).schema().fields()) {
            if (!givenColumns.contains(field.name())) {
                filled = filled.withColumn(field.name(), lit(null).cast(field.dataType()));
            }
        }
        return filled;
    }

    static org.apache.spark.sql.Column isInVintage(LocalDate vintage) {
        return col(Table.VINTAGE.name()).equalTo(lit(vintage));
    }

    static org.apache.spark.sql.Column isInRun(LocalDate vintage, String runId) {
        return isInVintage(vintage).and(col(Table.RUN_ID.name()).equalTo(lit(runId)));
    }

    /** Whether a log already has rows of a run. */
    final boolean isLogged(String log, LocalDate vintage, String runId) {
        return !session.table(qualified(log)).where(isInRun(vintage, runId)).isEmpty();
    }

    /** Reads the wanted rows of a dataset into memory, one partition at a time, without timestamps. */
    static PublishedTable read(Table table, Dataset<Row> dataset, Predicate<PublishedCells> isWanted) {
        PublishedTable.Heading heading = table.heading();
        List<PublishedRow> rows = new ArrayList<>();
        long rowsPublished = 0;
        for (Iterator<Row> rowIterator = dataset.toLocalIterator(); rowIterator.hasNext(); rowsPublished++) {
            PublishedRow row = row(heading, rowIterator.next());
            if (isWanted.test(row)) {
                rows.add(row);
            }
        }
        return new PublishedTable(heading, rows, rowsPublished);
    }

    private static PublishedRow row(PublishedTable.Heading heading, Row row) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String column = row.schema().fields()[i].name();
            Object value = row.get(i);
            if (value == null || value instanceof Instant || !heading.columns().contains(column)) {
                continue;
            }
            if (value instanceof scala.collection.Seq) {
                values.put(
                        column, row.getList(i).stream().filter(Objects::nonNull).toList());
            } else {
                values.put(column, value instanceof Integer number ? (Object) number.longValue() : value);
            }
        }
        return new PublishedRow(heading, values);
    }

    private List<StructField> fields(String table) {
        return Arrays.asList(session.table(qualified(table)).schema().fields());
    }
}
