package org.computetrends.table;

import java.util.List;
import java.util.Optional;
import org.computetrends.domain.VisibleText;

/** Writes DDL for Spark SQL tables partitioned by vintage. */
public final class SparkDdl {

    private SparkDdl() {}

    /**
     * The statement that creates a table.
     *
     * @param name the name, qualified and quoted for the catalog
     * @param format the format after {@code USING}; empty for the catalog's default
     * @return the statement without a semicolon
     */
    public static String statement(String name, Optional<String> format, Table table) {
        List<String> lines = table.warehouseColumns().stream()
                .map(column -> "  " + definition(column))
                .toList();
        return "CREATE TABLE " + name + " (\n" + String.join(",\n", lines) + "\n)"
                + format.map(using -> " USING " + using).orElse("")
                + "\nPARTITIONED BY (" + quoted(Table.VINTAGE.name()) + ")\nCOMMENT " + literal(table.meaning());
    }

    /** The definition of a column: name, type, {@code NOT NULL}, and comment. */
    static String definition(Column column) {
        return quoted(column.name()) + " " + column.type().sql() + (column.nullable() ? "" : " NOT NULL") + " COMMENT "
                + literal(column.meaning());
    }

    /** A quoted identifier. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** A string literal. <code>${NAME}</code> is escaped because Spark would substitute a variable. */
    public static String literal(String text) {
        String escaped =
                text.replace("\\", "\\\\").replace("'", "\\'").replace("${", VisibleText.unicodeEscape('$') + "{");
        return "'" + VisibleText.escape(escaped, VisibleText::isControl, VisibleText::unicodeEscape) + "'";
    }
}
