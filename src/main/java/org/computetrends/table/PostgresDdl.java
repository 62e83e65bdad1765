package org.computetrends.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.VisibleText;

/** Writes DDL for PostgreSQL, version 15 or later because keys use {@code NULLS NOT DISTINCT}. */
public final class PostgresDdl {

    private static final Map<DataType, String> TYPES = Map.of(
            DataTypes.StringType, "text",
            DataTypes.DoubleType, "double precision",
            DataTypes.LongType, "bigint",
            DataTypes.IntegerType, "integer",
            DataTypes.BooleanType, "boolean",
            DataTypes.DateType, "date",
            DataTypes.TimestampType, "timestamp with time zone");

    private PostgresDdl() {}

    /**
     * The statements that create a table with its key, an index on the run id, and comments.
     *
     * @return statements without semicolons
     */
    public static List<String> statements(String schema, Table table) {
        String name = qualified(schema, table.name());
        List<String> statements = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        table.warehouseColumns().forEach(column -> lines.add("  " + definition(column)));
        lines.add("  " + key(table));
        statements.add("CREATE TABLE " + name + " (\n" + String.join(",\n", lines) + "\n)");
        if (!table.key().contains(Table.RUN_ID.name())) {
            statements.add("CREATE INDEX ON " + name + " (" + quoted(Table.RUN_ID.name()) + ")");
        }
        statements.addAll(comments(schema, table));
        return statements;
    }

    /** The statements that comment on a table and its columns. */
    public static List<String> comments(String schema, Table table) {
        String name = qualified(schema, table.name());
        List<String> statements = new ArrayList<>();
        statements.add("COMMENT ON TABLE " + name + " IS " + literal(table.meaning()));
        for (Column column : table.warehouseColumns()) {
            statements.add(comment(schema, table, column.name(), column.meaning()));
        }
        return statements;
    }

    /** The statement that comments on a column. */
    public static String comment(String schema, Table table, String column, String meaning) {
        return "COMMENT ON COLUMN " + qualified(schema, table.name()) + "." + quoted(column) + " IS "
                + literal(meaning);
    }

    /** The constraint of a table's key. */
    public static String key(Table table) {
        return key(table.warehouseKey(), table.isKeyRequired());
    }

    /**
     * The constraint of a key.
     *
     * @param columns the columns of the key
     * @param isKeyRequired whether they are never null, old rows included
     */
    public static String key(List<String> columns, boolean isKeyRequired) {
        return (isKeyRequired ? "PRIMARY KEY (" : "UNIQUE NULLS NOT DISTINCT (") + quoted(columns.stream()) + ")";
    }

    /** A column's name, type and {@code NOT NULL}. */
    public static String definition(Column column) {
        return quoted(column.name()) + " " + type(column.type()) + (column.nullable() ? "" : " NOT NULL");
    }

    /**
     * The name of a type as PostgreSQL's {@code format_type} gives it.
     *
     * @throws IllegalArgumentException for a type that tables do not use
     */
    public static String type(DataType type) {
        if (type instanceof ArrayType array) {
            return type(array.elementType()) + "[]";
        }
        String postgresType = TYPES.get(type);
        if (postgresType == null) {
            throw new IllegalArgumentException("no table has a column of type " + type.sql());
        }
        return postgresType;
    }

    /** Quoted identifiers, joined by commas. */
    public static String quoted(Stream<String> names) {
        return names.map(PostgresDdl::quoted).collect(Collectors.joining(", "));
    }

    /** A quoted identifier. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A quoted table name with its schema. */
    public static String qualified(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    /**
     * A string literal, for {@code standard_conforming_strings = on}. Control characters that a terminal would
     * interpret are escaped. NUL is removed, because PostgreSQL cannot store it.
     */
    public static String literal(String text) {
        String withDoubledQuotes = text.replace("\0", "").replace("'", "''");
        return withDoubledQuotes.chars().noneMatch(VisibleText::isControl)
                ? "'" + withDoubledQuotes + "'"
                : "E'"
                        + VisibleText.escape(
                                withDoubledQuotes.replace("\\", "\\\\"),
                                VisibleText::isControl,
                                VisibleText::unicodeEscape)
                        + "'";
    }
}
