package org.computetrends.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.PublishedTable;

/**
 * The declaration of a table that a run publishes.
 *
 * @param key the columns that identify a row within a vintage
 * @param columns the columns, except the vintage, which is the partition, and the run id, which is the last column
 * @param isLog whether rows are never changed or removed. When a vintage is published again, a log keeps the rows of
 *     earlier runs; other tables replace them
 */
public record Table(
        String name,
        String meaning,
        List<String> key,
        List<Column> columns,
        List<RetiredColumn> retired,
        boolean isLog) {

    /** The run that made a row: the last column of every table. */
    public static final Column RUN_ID = Column.text(
                    "run_id", "The run that made the row: equal for equal input, configuration, code and seed.")
            .references("runs", "run_id");

    /** The vintage of a row: the partition column of every table. */
    public static final Column VINTAGE = Column.required("vintage", DataTypes.DateType, "The vintage of the data.");

    /** A table without retired columns that is not a log. */
    public Table(String name, String meaning, List<String> key, List<Column> columns) {
        this(name, meaning, key, columns, List.of(), /* isLog= */ false);
    }

    public Table {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        retired = List.copyOf(retired);
        Set<String> names = new HashSet<>(Set.of(VINTAGE.name(), RUN_ID.name()));
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("table " + name + " has two columns named " + column.name());
            }
        }
        if (key.contains(VINTAGE.name()) || !names.containsAll(key)) {
            throw new IllegalArgumentException("table " + name + " lacks a column of its key " + key);
        }
        if (isLog && !key.contains(RUN_ID.name())) {
            throw new IllegalArgumentException("table " + name + " is a log, whose key has to have " + RUN_ID.name());
        }
        for (RetiredColumn column : retired) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "table " + name + " has the column " + column.name() + " that it also retires");
            }
        }
    }

    /** A column of {@link #warehouseColumns} by its name; empty for retired ones. */
    public Optional<Column> warehouseColumn(String column) {
        return warehouseColumns().stream()
                .filter(each -> each.name().equals(column))
                .findFirst();
    }

    /** A retired column by its name. */
    public Optional<RetiredColumn> retired(String column) {
        return retired.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    /**
     * The key and the columns of rows that are read back. A log is read over all vintages, so its heading includes the
     * vintage.
     */
    public PublishedTable.Heading heading() {
        return new PublishedTable.Heading(
                name,
                isLog ? warehouseKey() : key,
                warehouseColumns().stream()
                        .filter(column -> isLog || !column.equals(VINTAGE))
                        .map(Column::name)
                        .collect(Collectors.toSet()));
    }

    /** All columns in a warehouse: the vintage, the declared columns, and the run id. */
    public List<Column> warehouseColumns() {
        return Stream.of(Stream.of(VINTAGE), columns.stream(), Stream.of(RUN_ID))
                .flatMap(part -> part)
                .toList();
    }

    /** The columns that identify a row among all vintages. */
    public List<String> warehouseKey() {
        return Stream.concat(Stream.of(VINTAGE.name()), key.stream()).toList();
    }

    /** Whether all columns of the key are required. Otherwise the key is still unique if nulls count as equal. */
    public boolean isKeyRequired() {
        return Stream.concat(columns.stream(), Stream.of(RUN_ID))
                .filter(column -> key.contains(column.name()))
                .noneMatch(Column::nullable);
    }

    /** The schema of the columns declared, without vintage and run id. */
    public StructType ownSchema() {
        return Column.schema(columns);
    }

    /**
     * The schema of the table's Parquet files: the columns declared and the run id. The vintage is in the folder's
     * name.
     */
    public StructType schema() {
        return ownSchema().add(RUN_ID.field());
    }
}
