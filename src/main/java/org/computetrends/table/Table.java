package org.computetrends.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.PublishedTable;

/**
 * A table that a run publishes.
 *
 * @param name its name
 * @param meaning one sentence on what a row is
 * @param key the columns that identify a row within a vintage
 * @param columns its own columns; the run's id follows them, and the vintage is the partition
 * @param retired former columns
 * @param isLog whether rows are never changed or removed: a vintage published again adds the rows of its run, and readers
 *     see those of every run
 */
public record Table(
        String name,
        String meaning,
        List<String> key,
        List<Column> columns,
        List<RetiredColumn> retired,
        boolean isLog) {

    /** The run that made a row: a column of every table. */
    public static final Column RUN_ID = Column.text(
                    "run_id", "The run that made the row: equal for equal input, configuration, code and seed.")
            .in("runs", "run_id");

    /** The partition of every table. */
    public static final Column VINTAGE = Column.required("vintage", DataTypes.DateType, "The vintage of the data.");

    /** A table without retired columns. */
    public Table(String name, String meaning, List<String> key, List<Column> columns) {
        this(name, meaning, key, columns, List.of());
    }

    /** A table with the rows of the last run of each vintage. */
    public Table(String name, String meaning, List<String> key, List<Column> columns, List<RetiredColumn> retired) {
        this(name, meaning, key, columns, retired, false);
    }

    public Table {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        retired = List.copyOf(retired);
        Set<String> names = new HashSet<>(Set.of(RUN_ID.name()));
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("table " + name + " has two columns named " + column.name());
            }
        }
        if (!names.containsAll(key)) {
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

    /** A current warehouse column by its name. */
    public Optional<Column> warehouseColumn(String column) {
        return warehouseColumns().stream()
                .filter(each -> each.name().equals(column))
                .findFirst();
    }

    /** A retired column by its name. */
    public Optional<RetiredColumn> retired(String column) {
        return retired.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    /** The columns of rows that are read back. Those of a log, which is read over all vintages, include the vintage. */
    public PublishedTable.Heading heading() {
        return new PublishedTable.Heading(
                name,
                isLog ? warehouseKey() : key,
                warehouseColumns().stream()
                        .filter(column -> isLog || !column.equals(VINTAGE))
                        .map(Column::name)
                        .collect(java.util.stream.Collectors.toSet()));
    }

    /** The table's columns in a warehouse: the vintage, its own, the run's id. */
    public List<Column> warehouseColumns() {
        return Stream.of(Stream.of(VINTAGE), columns.stream(), Stream.of(RUN_ID))
                .flatMap(part -> part)
                .toList();
    }

    /** The columns that identify a row among all vintages. */
    public List<String> warehouseKey() {
        return Stream.concat(Stream.of(VINTAGE.name()), key.stream()).toList();
    }

    /** Whether no column of the key is null. Otherwise the key is still unique, with nulls taken as equal. */
    public boolean isKeyRequired() {
        return Stream.concat(columns.stream(), Stream.of(RUN_ID))
                .filter(column -> key.contains(column.name()))
                .noneMatch(Column::nullable);
    }

    /** The schema of its own columns. */
    public StructType ownSchema() {
        return Column.schema(columns);
    }

    /** The schema of the table's files: its columns and the run's id. The partition is not in the files. */
    public StructType schema() {
        return ownSchema().add(RUN_ID.field());
    }
}
