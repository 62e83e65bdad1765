package org.computetrends.table;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.computetrends.domain.VisibleText;

/**
 * Writes {@code sources.yml} for dbt (1.10.5 or later): the tables, with data tests of what their declarations promise.
 *
 * <p>Tests cover keys, columns that are never null, accepted values, and values that another table must have in the
 * same vintage. The tests {@code unique_key} and {@code relationships_in_vintage} belong to the project {@code
 * jobs/dbt}; the others are built into dbt.
 */
public final class DbtSources {

    /** The name of the source in dbt models, whatever the schema. */
    public static final String SOURCE = "compute_trends";

    private static final Pattern JINJA = Pattern.compile("\\{+[{%#]");

    private DbtSources() {}

    /**
     * The content of {@code sources.yml}.
     *
     * @param schema the schema that contains the tables
     */
    public static String yaml(String schema, List<Table> tables) {
        StringBuilder text = new StringBuilder("version: 2\n\nsources:\n");
        text.append("  - name: ").append(scalar(SOURCE)).append('\n');
        text.append("    schema: ").append(scalar(schema)).append('\n');
        text.append("    tables:\n");
        for (Table table : tables) {
            text.append("      - name: ").append(scalar(table.name())).append('\n');
            text.append("        description: ").append(scalar(table.meaning())).append('\n');
            text.append("        data_tests:\n");
            text.append("          - unique_key:\n              arguments:\n                columns: ")
                    .append(scalars(table.warehouseKey()))
                    .append('\n');
            text.append("        columns:\n");
            table.warehouseColumns().forEach(column -> append(table, column, text));
        }
        return text.toString();
    }

    private static void append(Table table, Column column, StringBuilder text) {
        text.append("          - name: ").append(scalar(column.name())).append('\n');
        text.append("            description: ")
                .append(scalar(column.meaning()))
                .append('\n');
        text.append("            data_type: ")
                .append(scalar(PostgresDdl.type(column.type())))
                .append('\n');
        StringBuilder tests = new StringBuilder();
        if (!column.nullable()) {
            tests.append("              - not_null\n");
        }
        if (isUnique(table, column)) {
            tests.append("              - unique\n");
        }
        if (!column.accepted().isEmpty()) {
            tests.append("              - accepted_values:\n                  arguments:\n                    values: ")
                    .append(scalars(column.accepted()))
                    .append('\n');
        }
        Column.Target target = column.target();
        // A log keeps its rows when the rows that they refer to are replaced.
        if (target != null && !target.table().equals(table.name()) && !table.isLog()) {
            tests.append("              - relationships_in_vintage:\n                  arguments:\n")
                    .append("                    to: source('" + SOURCE + "', '" + target.table() + "')\n")
                    .append("                    field: ")
                    .append(scalar(target.column()))
                    .append('\n');
        }
        if (!tests.isEmpty()) {
            text.append("            data_tests:\n").append(tests);
        }
    }

    /**
     * Whether a column alone identifies a row: only in the table of runs, as each vintage has one run and each run one
     * vintage.
     */
    private static boolean isUnique(Table table, Column column) {
        return !table.isLog()
                && table.key().equals(List.of(Table.RUN_ID.name()))
                && table.warehouseKey().contains(column.name());
    }

    private static String scalars(List<String> texts) {
        return texts.stream().map(DbtSources::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * A double-quoted YAML scalar, which is also valid JSON. Because dbt renders descriptions as Jinja templates,
     * whatever Jinja would interpret becomes an expression that gives the same text.
     */
    private static String scalar(String text) {
        String rendered = JINJA.matcher(text).replaceAll("{{ '$0' }}");
        String escaped = rendered.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + VisibleText.escape(escaped, DbtSources::isUnprintable, VisibleText::unicodeEscape) + '"';
    }

    /** Whether YAML cannot contain a character unescaped, or the character is invisible. */
    private static boolean isUnprintable(int letter) {
        return VisibleText.isControl(letter) || letter == '\ufeff' || letter >= '\ufffe';
    }
}
